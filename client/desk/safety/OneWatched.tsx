import { watchSteps } from '../../../shared/risk.ts';
import { one, perform } from '../../live.ts';
import { CellName, OrganisationName, organisationName } from '../../parts/Names.tsx';
import { useNow } from '../../parts/useNow.ts';
import { ago, list, say, time } from '../../words/format.ts';
import { safetyWords } from '../../words/safety.ts';
import { Act } from '../Act.tsx';
import { openNeed, page, peopleTab } from '../chosen.ts';
import { nameOf, titleOf } from '../standing.ts';
import { isSilent, speaksFor, stepToCome, type Watched } from './watched.ts';

/** One person on scene: where, since when, how far the asking has come, and what can be done about it in one click. */
export function OneWatched({ watched }: { watched: Watched }) {
  const words = safetyWords();
  const now = useNow();
  const { assignment, need, risk, heardAt, hasSpoken, next } = watched;
  const silent = isSilent(watched);
  const name = nameOf(assignment.personId);
  return (
    <li class={`watched ${silent ? 'silent' : ''}`}>
      <div class="watched-who">
        <p>
          <b>{name}</b> <span class={`tag ${risk === 'high' ? 'some' : ''}`}>{words.risk[risk]}</span>
        </p>
        <p class="small soft">
          <button type="button" class="link" onClick={() => openNeed(need.id)}>
            {titleOf(need)}
          </button>{' '}
          · <CellName id={need.cellId} /> · <OrganisationName id={assignment.organisationId} />
        </p>
      </div>
      <div class="watched-how small">
        <p>
          {hasSpoken ? words.watch.heard(ago(heardAt, now)) : words.watch.arrived(ago(heardAt, now))}
          {!silent && next && (
            <span class="soft">
              {' · '}
              {words.watch.nextAsk(next.at <= now ? words.watch.soon : time(next.at))}
            </span>
          )}
        </p>
        {silent && <Steps watched={watched} name={name} />}
      </div>
      <Actions watched={watched} name={name} />
    </li>
  );
}

/** The five steps: those taken with their times, the one that comes next, those after it. */
function Steps({ watched, name }: { watched: Watched; name: string }) {
  const words = safetyWords().watch;
  const now = useNow();
  const { steps, next } = watched;
  const coming = stepToCome(watched);
  const reached = Math.max(-1, ...steps.map(({ step }) => watchSteps.indexOf(step)));
  return (
    <>
      <ol class="steps" aria-label={words.steps(name)}>
        {watchSteps.map((step, at) => {
          const taken = steps.find((one) => one.step === step);
          // Passed over: there was nobody else to tell.
          if (step === 'lead' && (taken ? taken.toIds.length === 0 : at < reached || coming === 'coordinator'))
            return null;
          const told = step === 'lead' || step === 'coordinator' ? (taken?.toIds.map((id) => nameOf(id)) ?? []) : [];
          return (
            <li key={step} class={taken ? 'taken' : step === coming ? 'coming' : ''}>
              <span aria-hidden="true">{taken ? '●' : '○'}</span> {words.step[step]}
              {taken && ` ${time(taken.at)}`}
              {told.length > 0 && ` (${list(told)})`}
            </li>
          );
        })}
      </ol>
      <p class="strong">
        {next && coming
          ? words.next(words.step[coming], next.at <= now ? words.soon : ago(next.at, now))
          : words.noNext}
      </p>
      {reached === watchSteps.length - 1 && <Contact contactId={steps.at(-1)?.toIds[0]} />}
    </>
  );
}

/** Whom to call now, as named by the organisation or the incident. */
function Contact({ contactId }: { contactId: string | undefined }) {
  const words = safetyWords().watch;
  const contact = one('escalation', contactId)?.private;
  if (contact)
    return (
      <p>
        {words.contact}: {say(contact.name)} <Phone name={say(contact.name)} phone={contact.phone} />
      </p>
    );
  return (
    <p class="row wrap">
      {words.noContact}
      <button
        type="button"
        class="button quiet"
        onClick={() => {
          peopleTab.value = 'incident';
          page.value = 'people';
        }}
      >
        {words.nameOne}
      </button>
    </p>
  );
}

function Actions({ watched, name }: { watched: Watched; name: string }) {
  const words = safetyWords().watch;
  const { assignment, need, alert } = watched;
  const phone = one('person', assignment.personId)?.private?.phone;
  return (
    <div class="row wrap watched-actions">
      {phone && <Phone name={name} phone={phone} />}
      {alert &&
        (alert.acknowledgedAt === null ? (
          <Act
            kind="quiet"
            label={`${words.take}: ${name}`}
            does={() => perform('acknowledgeAlert', { alertId: alert.id })}
          >
            {words.take}
          </Act>
        ) : (
          <span class="small soft">{words.taken(nameOf(alert.acknowledgedBy))}</span>
        ))}
      {speaksFor(need) ? (
        <Act
          kind={isSilent(watched) ? 'primary' : 'plain'}
          label={`${words.theyAreWell}: ${name}`}
          does={() => perform('sayWell', { assignmentId: assignment.id })}
        >
          {words.theyAreWell}
        </Act>
      ) : (
        <span class="small soft">{words.heldBy(organisationName(need.organisationId))}</span>
      )}
    </div>
  );
}

export function Phone({ name, phone }: { name: string; phone: string }) {
  return (
    <a class="nowrap" aria-label={safetyWords().watch.call(name, phone)} href={`tel:${phone.replaceAll(' ', '')}`}>
      {phone}
    </a>
  );
}
