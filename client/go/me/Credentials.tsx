import { useSignal } from '@preact/signals';
import type { HeldCredential, Person } from '../../../shared/records.ts';
import { Button } from '../../parts/Button.tsx';
import { credentialName, skillName } from '../../parts/Names.tsx';
import { useNow } from '../../parts/useNow.ts';
import { date, list } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { AddCredential } from './AddCredential.tsx';

/** What somebody holds, whether it is verified, and how to add another. */
export function Credentials({ person }: { person: Person }) {
  const adding = useSignal(false);
  const words = goWords().me;
  return (
    <section class="card">
      <h2>{words.credentials}</h2>
      {person.credentials.length === 0 && <p class="small soft">{words.noCredentials}</p>}
      <ul class="lines">
        {person.credentials.map((held) => (
          <Held key={held.id} held={held} />
        ))}
      </ul>
      <Button onPress={() => (adding.value = true)}>{words.add}</Button>
      {adding.value && <AddCredential person={person} onClose={() => (adding.value = false)} />}
    </section>
  );
}

function Held({ held }: { held: HeldCredential }) {
  const now = useNow();
  const words = goWords().me;
  const isOver = held.expiresAt !== null && held.expiresAt <= now;
  const state = isOver ? 'immediate' : held.verifiedAt === null ? 'urgent' : 'served';
  return (
    <li>
      <p class="strong">{credentialName(held.code)}</p>
      <p class={`small ${state}`}>
        {isOver
          ? words.expired(date(held.expiresAt!))
          : held.verifiedAt === null
            ? words.waitingVerification
            : words.verified(date(held.verifiedAt))}
      </p>
      <p class="tiny soft">
        {[
          words.from(held.issuer),
          ...(isOver ? [] : [held.expiresAt === null ? words.noExpiry : words.expires(date(held.expiresAt))]),
          ...(held.skillCodes.length > 0 ? [words.vouches(list(held.skillCodes.map(skillName)))] : []),
        ].join(' · ')}
      </p>
    </li>
  );
}
