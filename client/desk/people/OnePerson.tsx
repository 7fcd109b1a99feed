import { useSignal } from '@preact/signals';
import type { PersonRow } from '../../../shared/operations.ts';
import type { HeldCredential } from '../../../shared/records.ts';
import { perform } from '../../live.ts';
import { OrganisationName, credentialName, skillName } from '../../parts/Names.tsx';
import { useNow } from '../../parts/useNow.ts';
import { day, dayTime, say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { sharedWords } from '../../words/shared.ts';
import { Act } from '../Act.tsx';
import { HoursOf } from '../hours/HoursOf.tsx';
import { LinkToGive } from './LinkToGive.tsx';
import { NumberOf } from './NumberOf.tsx';

interface Props {
  person: PersonRow;
  onChanged: () => void;
  onClose: () => void;
}

/** One person: approve or suspend, verify what they hold, give them a new way in. */
export function OnePerson({ person, onChanged, onClose }: Props) {
  const words = deskWords().people;
  const link = useSignal<string | null>(null);
  const personId = person.id;
  return (
    <>
      <header class="row spread">
        <h2 class="large">{say(person.name)}</h2>
        <button type="button" class="button quiet" aria-label={words.close} onClick={onClose}>
          ✕
        </button>
      </header>
      <p class="small soft">
        {words.status[person.status]} · {person.roles.map((role) => sharedWords().role[role]).join(deskWords().comma)} ·{' '}
        <OrganisationName id={person.organisationId} />
      </p>
      <NumberOf person={person} onChanged={onChanged} />
      <div class="row wrap">
        {person.status !== 'approved' && (
          <Act kind="primary" does={() => perform('approvePerson', { personId }).then(onChanged)}>
            {words.approve}
          </Act>
        )}
        {(person.status === 'approved' || person.status === 'applied') && (
          <Act
            kind="quiet"
            sure={words.sureSuspend}
            does={() => perform('suspendPerson', { personId }).then(onChanged)}
          >
            {words.suspend}
          </Act>
        )}
        <Act kind="quiet" does={async () => (link.value = (await perform('inviteAgain', { personId })).link)}>
          {words.again}
        </Act>
      </div>
      {link.value !== null && <LinkToGive link={link.value} />}
      <HoursOf personId={personId} organisationId={person.organisationId} />
      <h3 class="small">{words.skills}</h3>
      <ul class="small">
        {person.skills.map(({ code, level }) => (
          <li key={code} class="row spread">
            <span>{skillName(code)}</span>
            <span class="soft nowrap">
              {level} {sharedWords().level[level]}
            </span>
          </li>
        ))}
      </ul>
      <h3 class="small">{words.languages}</h3>
      <p class="small">{person.languages.map((code) => sharedWords().spoken[code]).join(deskWords().comma)}</p>
      <h3 class="small">{words.credentials}</h3>
      {person.credentials.length === 0 && <p class="small soft">{words.noCredentials}</p>}
      <ul class="stack tight">
        {person.credentials.map((credential) => (
          <Credential key={credential.id} personId={personId} credential={credential} onChanged={onChanged} />
        ))}
      </ul>
    </>
  );
}

function Credential({
  personId,
  credential,
  onChanged,
}: {
  personId: string;
  credential: HeldCredential;
  onChanged: () => void;
}) {
  const words = deskWords().people;
  const now = useNow();
  const { expiresAt, verifiedAt } = credential;
  const isOver = expiresAt !== null && expiresAt < now;
  return (
    <li class="credential small">
      <b>{credentialName(credential.code)}</b>
      <p class="soft">
        {credential.issuer} ·{' '}
        {expiresAt === null ? words.noExpiry : isOver ? words.expired(day(expiresAt)) : words.expires(day(expiresAt))}
      </p>
      {credential.skillCodes.length > 0 && (
        <p class="soft">
          {words.vouches}: {credential.skillCodes.map(skillName).join(deskWords().comma)}
        </p>
      )}
      {verifiedAt === null ? (
        <p class="row wrap">
          <span class="tag some">{words.notVerified}</span>
          {!isOver && (
            <Act
              kind="quiet"
              does={() => perform('verifyCredential', { personId, credentialId: credential.id }).then(onChanged)}
            >
              {words.verify}
            </Act>
          )}
        </p>
      ) : (
        <span class="tag full">{words.verified(dayTime(verifiedAt))}</span>
      )}
    </li>
  );
}
