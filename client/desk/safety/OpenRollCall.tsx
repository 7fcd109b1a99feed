import { useSignal } from '@preact/signals';
import type { Headcount, RollCall } from '../../../shared/records/on-scene.ts';
import { all, one, perform } from '../../live.ts';
import { CellName, organisationName } from '../../parts/Names.tsx';
import { dayTime, time } from '../../words/format.ts';
import { safetyWords } from '../../words/safety.ts';
import { Act } from '../Act.tsx';
import { openNeed } from '../chosen.ts';
import { nameOf, titleOf } from '../standing.ts';
import { Phone } from './OneWatched.tsx';
import { aboutOf } from './RollCalls.tsx';
import { speaksFor } from './watched.ts';

const few = 30;

/** A roll-call that goes on: the counts as they stand, whoever has not answered first, speaking for them, closing it. */
export function OpenRollCall({ call }: { call: RollCall }) {
  const words = safetyWords().rollCall;
  const counts = all('headcount').filter(({ rollCallId }) => rollCallId === call.id);
  const of = (answer: Headcount['answer']): Headcount[] => counts.filter((count) => count.answer === answer);
  const [well, inNeed, missing] = [of('well'), of('needsHelp'), of(null)];
  const about = call.about === 'need' ? one('need', call.aboutId) : undefined;
  return (
    <section class="card stack tight roll-call" aria-label={aboutOf(call)}>
      <header>
        <h4 class="large">{aboutOf(call)}</h4>
        <p class="small soft">{words.opened(dayTime(call.openedAt), nameOf(call.openedBy))}</p>
      </header>
      <div class="roll-counts" role="status" aria-label={words.counts(well.length, inNeed.length, missing.length)}>
        <Count count={well.length} label={words.well} tone="full" />
        <Count count={inNeed.length} label={words.needsHelp} tone={inNeed.length > 0 ? 'lack' : ''} />
        <Count count={missing.length} label={words.missing} tone={missing.length > 0 ? 'some' : ''} />
      </div>
      <div class="roll-bar" aria-hidden="true">
        <i class="full" style={{ flexGrow: well.length }} />
        <i class="lack" style={{ flexGrow: inNeed.length }} />
        <i style={{ flexGrow: missing.length }} />
      </div>
      {inNeed.length > 0 && <Group heading={words.inNeed} counts={inNeed} />}
      {missing.length > 0 ? (
        <Group heading={words.notYet} counts={missing} />
      ) : (
        <p class="note good">{words.everybody}</p>
      )}
      {well.length > 0 && (
        <details class="small">
          <summary>{words.safe(well.length)}</summary>
          <ul>
            {well.map(({ id, personId, how, answeredAt }) => (
              <li key={id}>
                {nameOf(personId)}{' '}
                <span class="soft">
                  {how && words.how[how]} {answeredAt !== null && time(answeredAt)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {(!about || speaksFor(about)) && (
        <div>
          <Act
            {...(missing.length > 0 ? { sure: words.sureClose(missing.length) } : {})}
            does={() => perform('closeRollCall', { rollCallId: call.id })}
          >
            {words.close}
          </Act>
        </div>
      )}
    </section>
  );
}

const Count = ({ count, label, tone }: { count: number; label: string; tone: string }) => (
  <span class={`roll-count ${tone}`}>
    <b>{count}</b>
    <span class="small">{label}</span>
  </span>
);

function Group({ heading, counts }: { heading: string; counts: readonly Headcount[] }) {
  const words = safetyWords().rollCall;
  const whole = useSignal(false);
  const shown = whole.value ? counts : counts.slice(0, few);
  return (
    <div class="stack tight">
      <h5 class="small strong">{heading}</h5>
      <ul class="roll-people">
        {shown.map((count) => (
          <Asked key={count.id} count={count} />
        ))}
      </ul>
      {counts.length > shown.length && (
        <button type="button" class="button quiet" onClick={() => (whole.value = true)}>
          {words.showAll(counts.length)}
        </button>
      )}
    </div>
  );
}

/** Somebody to be found: where they should be, their number where this desk may call it, and what to write down for them. */
function Asked({ count: { id, personId, needId, answer } }: { count: Headcount }) {
  const words = safetyWords();
  const need = one('need', needId);
  const name = nameOf(personId);
  const phone = one('person', personId)?.private?.phone;
  const answerWith = (said: 'well' | 'needsHelp') => perform('answerRollCall', { headcountId: id, answer: said });
  return (
    <li class="row wrap">
      <span class="grow">
        <b class="small">{name}</b> {phone && <Phone name={name} phone={phone} />}
        <span class="small soft">
          {' '}
          {need && (
            <>
              <button type="button" class="link" onClick={() => openNeed(needId)}>
                {titleOf(need)}
              </button>{' '}
              · <CellName id={need.cellId} />
            </>
          )}
        </span>
      </span>
      {need && !speaksFor(need) ? (
        <span class="small soft">{words.watch.heldBy(organisationName(need.organisationId))}</span>
      ) : (
        <>
          <Act kind="plain" label={words.rollCall.isWellFor(name)} does={() => answerWith('well')}>
            {words.rollCall.isWell}
          </Act>
          {answer === null && (
            <Act kind="danger" label={words.rollCall.isInNeedFor(name)} does={() => answerWith('needsHelp')}>
              {words.rollCall.isInNeed}
            </Act>
          )}
        </>
      )}
    </li>
  );
}
