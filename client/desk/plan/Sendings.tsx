import { useComputed } from '@preact/signals';
import type { PlannedSending } from '../../../shared/operations.ts';
import type { Need } from '../../../shared/records.ts';
import { language, one } from '../../live.ts';
import { CellName, OrganisationName } from '../../parts/Names.tsx';
import { PriorityMark } from '../../parts/PriorityMark.tsx';
import { distance, say } from '../../words/format.ts';
import { planWords } from '../../words/plan.ts';
import { wordReasons } from '../../words/reasons.ts';
import { openNeed } from '../chosen.ts';
import { seatWords } from '../need/seat-words.ts';
import { nameOf, titleOf } from '../standing.ts';
import { chosenSendings, keyOf, preview } from './preview.ts';

/** Who would be sent, need by need, most urgent first, with why and what changes. */
export function Sendings() {
  const groups = useComputed(() => {
    const byNeed = new Map<string, PlannedSending[]>();
    for (const sending of preview.value?.plan.sendings ?? [])
      byNeed.set(sending.needId, [...(byNeed.get(sending.needId) ?? []), sending]);
    return [...byNeed];
  });
  return (
    <div class="plan-groups">
      {groups.value.map(([needId, sendings]) => {
        const need = one('need', needId);
        return need && <OfNeed key={needId} need={need} sendings={sendings} />;
      })}
    </div>
  );
}

function choose(sendings: readonly PlannedSending[], on: boolean): void {
  const next = new Set(chosenSendings.value);
  for (const sending of sendings) {
    if (on) next.add(keyOf(sending));
    else next.delete(keyOf(sending));
  }
  chosenSendings.value = next;
}

function OfNeed({ need, sendings }: { need: Need; sendings: readonly PlannedSending[] }) {
  const words = planWords();
  const title = titleOf(need);
  const open = sendings.filter(({ change }) => change !== 'kept');
  const chosen = open.filter((sending) => chosenSendings.value.has(keyOf(sending))).length;
  return (
    <section class="plan-need" aria-label={title}>
      <header class="row">
        <input
          type="checkbox"
          class="tick"
          aria-label={words.chooseNeed(title)}
          disabled={open.length === 0}
          checked={open.length > 0 && chosen === open.length}
          indeterminate={chosen > 0 && chosen < open.length}
          onChange={(event) => choose(open, event.currentTarget.checked)}
        />
        <PriorityMark priority={need.priority} />
        <h3 class="clip">
          <button type="button" class="name" title={words.openNeed} onClick={() => openNeed(need.id)}>
            {title}
          </button>
        </h3>
        <span class="small soft nowrap grow">
          <CellName id={need.cellId} />
        </span>
      </header>
      <ul>
        {sendings.map((sending) => (
          <One key={keyOf(sending)} need={need} sending={sending} />
        ))}
      </ul>
    </section>
  );
}

function One({ need, sending }: { need: Need; sending: PlannedSending }) {
  const words = planWords();
  const name = say(sending.name);
  const seat = need.seats.find(({ id }) => id === sending.seatId);
  const { change } = sending;
  return (
    <li class={`plan-one ${change}`}>
      <input
        type="checkbox"
        class="tick"
        aria-label={words.choose(name, titleOf(need))}
        disabled={change === 'kept'}
        checked={chosenSendings.value.has(keyOf(sending))}
        onChange={(event) => choose([sending], event.currentTarget.checked)}
      />
      <span class="plan-who">
        <b>{name}</b>{' '}
        <span class="tiny soft">
          <OrganisationName id={sending.organisationId} />
        </span>
      </span>
      <span class="small soft clip" title={seat && seatWords(seat)}>
        {seat && seatWords(seat)}
      </span>
      <span class="small nowrap end" title={distance(sending.distanceKm)}>
        {words.lead(sending.travelMinutes)}
      </span>
      <span class="small plan-why">
        {wordReasons(sending.terms, language.value)}
        <Withdrawn sending={sending} />
      </span>
      <span class={`tag ${change === 'moved' ? 'some' : change === 'kept' ? 'full' : ''}`}>{words.change[change]}</span>
    </li>
  );
}

/** Whose standing offer makes room for this one. */
function Withdrawn({ sending: { change, replaces } }: { sending: PlannedSending }) {
  const words = planWords();
  const offer = one('assignment', replaces);
  if (!offer) return null;
  const from = one('need', offer.needId);
  return (
    <b class="urgent">
      {' · '}
      {change === 'moved' ? words.movedFrom(from ? titleOf(from) : '') : words.insteadOf(nameOf(offer.personId))}
    </b>
  );
}
