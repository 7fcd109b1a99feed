import { useEffect } from 'preact/hooks';
import { one, pictured } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { Skeleton } from '../../parts/Skeleton.tsx';
import { wordReason } from '../../refused.ts';
import { dayTime, number, say, time } from '../../words/format.ts';
import { planWords } from '../../words/plan.ts';
import { incident } from '../chosen.ts';
import { titleOf } from '../standing.ts';
import {
  changedPlaces,
  chosenSendings,
  keyOf,
  leftToOffer,
  makePlan,
  notShown,
  offerFailed,
  offerSendings,
  outcome,
  planRefused,
  planning,
  planWhatIsChosen,
  preview,
  sendingOut,
  showMore,
  toOffer,
  type NotPossible,
} from './preview.ts';
import { wordProof } from './proof.ts';
import { Sendings } from './Sendings.tsx';
import { Short } from './Short.tsx';
import { When } from './When.tsx';

/** The standing plan: see who would go where and why, then offer all of it or some. */
export function BoardPlan() {
  const words = planWords();
  useEffect(planWhatIsChosen, []);
  return (
    <>
      <header class="page-head row wrap">
        <p class="small soft grow">{words.hint}</p>
        <When />
        <Button
          kind={preview.value && changedPlaces.value === 0 ? 'plain' : 'primary'}
          disabled={incident.value === null || planning.value || sendingOut.value !== null}
          onPress={makePlan}
        >
          {words.again}
        </Button>
      </header>
      <div class="plan-body" tabIndex={0} role="region" aria-label={words.heading} aria-busy={planning.value}>
        <Body />
      </div>
    </>
  );
}

function Body() {
  const words = planWords();
  if (!pictured.value) return <Skeleton lines={8} height={18} />;
  if (incident.value === null) return <p class="empty">{words.noIncident}</p>;
  const shown = preview.value;
  if (shown === null && planRefused.value === null) {
    return (
      <div class="stack">
        <p role="status">{words.planning}</p>
        <p class="small soft">{words.planningHint}</p>
        <Skeleton lines={8} height={28} />
      </div>
    );
  }
  return (
    <>
      {planning.value && <p role="status">{words.planning}</p>}
      <Refused error={planRefused.value} />
      <Outcome />
      <Refused error={offerFailed.value} />
      {shown === null ? null : shown.plan.places === 0 ? (
        <p class="empty">{words.nothing}</p>
      ) : (
        <>
          <Summary />
          <Offering />
          <Sendings />
          {notShown.value > 0 && (
            <Button kind="quiet" class="start" onPress={showMore}>
              {words.more(number(Math.min(200, notShown.value)))}
            </Button>
          )}
          <Short plan={shown.plan} />
        </>
      )}
    </>
  );
}

/** What the plan does, how good it is, and whether the board has moved since. */
function Summary() {
  const words = planWords();
  const { plan } = preview.value!;
  const { counts, proof } = plan;
  const kinds = ['new', 'moved', 'kept', 'short'] as const;
  return (
    <section class="plan-summary" aria-label={words.sum(plan.places)}>
      <p>
        <b>{words.sum(plan.places)}</b>
        {kinds.map((kind) => counts[kind] > 0 && <span key={kind}> · {words.counts[kind](counts[kind])}</span>)}
      </p>
      <p class={proof.best ? 'served strong' : 'urgent strong'} title={words.proofHint}>
        <span aria-hidden="true">{proof.best ? '✓ ' : '≈ '}</span>
        {wordProof(plan)}
      </p>
      <p class="small soft">
        {words.madeAt(time(plan.madeAt))}.{' '}
        {plan.forAt > plan.madeAt
          ? words.judgedAt(dayTime(plan.forAt))
          : plan.madeAt - plan.forAt >= 60_000 && words.asOf(time(plan.forAt))}
      </p>
      {changedPlaces.value > 0 && (
        <p class="note warn" role="status">
          {words.stale(changedPlaces.value)}
        </p>
      )}
    </section>
  );
}

function Offering() {
  const words = planWords();
  const chosen = chosenSendings.value;
  const busy = sendingOut.value;
  const left = leftToOffer.value;
  if (busy) return <p role="status">{words.sending(busy.done, busy.all)}</p>;
  if (left === 0) {
    if (outcome.value?.offered && outcome.value.refused.length === 0) return <p class="note good">{words.allDone}</p>;
    return preview.value!.plan.total === 0 ? <p class="note warn">{words.nobody}</p> : null;
  }
  return (
    <div class="row wrap">
      {chosen.size === 0 ? (
        <Button kind="primary" disabled={planning.value} onPress={() => offerSendings('all')}>
          {words.offerAll(number(left))}
        </Button>
      ) : (
        <>
          <Button
            kind="primary"
            disabled={planning.value}
            onPress={() => offerSendings(toOffer.value.filter((sending) => chosen.has(keyOf(sending))))}
          >
            {words.offerChosen(number(chosen.size))}
          </Button>
          <Button kind="quiet" onPress={() => (chosenSendings.value = new Set())}>
            {words.clear}
          </Button>
        </>
      )}
    </div>
  );
}

/** What went out, and what could not any more and why. */
function Outcome() {
  const words = planWords();
  const told = outcome.value;
  if (!told) return null;
  const { offered, refused } = told;
  return (
    <div class={`note ${refused.length > 0 ? 'warn' : 'good'}`} role="status">
      <p>
        <b>{offered === 0 ? words.offeredNone : words.offered(offered)}</b>{' '}
        {refused.length > 0 && words.notPossible(refused.length)}
      </p>
      {refused.length > 0 && (
        <ul class="small">
          {refused.map((one) => (
            <NotSent key={keyOf(one.sending)} of={one} />
          ))}
        </ul>
      )}
    </div>
  );
}

function NotSent({ of: { sending, code, params } }: { of: NotPossible }) {
  const need = one('need', sending.needId);
  return (
    <li>
      <b>{say(sending.name)}</b>
      {need && ` (${titleOf(need)})`}: {wordReason(code, params)}
    </li>
  );
}
