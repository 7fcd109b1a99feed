import type { PeriodPlan, PlannedShort } from '../../../shared/operations.ts';
import { one } from '../../live.ts';
import { CellName } from '../../parts/Names.tsx';
import { PriorityMark } from '../../parts/PriorityMark.tsx';
import { planWords } from '../../words/plan.ts';
import { openNeed } from '../chosen.ts';
import { Exclusions, Relaxation } from '../need/Exclusions.tsx';
import { seatWords } from '../need/seat-words.ts';
import { titleOf } from '../standing.ts';

/** Seats that the plan leaves short, why, and the one rule that would fill each best. */
export function Short({ plan }: { plan: PeriodPlan }) {
  const words = planWords();
  if (plan.short.length === 0) return null;
  return (
    <section class="plan-short" aria-label={words.shortHeading}>
      <h3 class="large">{words.shortHeading}</h3>
      <ul>
        {plan.short.map((seat) => (
          <One key={`${seat.needId} ${seat.seatId}`} of={seat} />
        ))}
      </ul>
      {plan.shortTotal > plan.short.length && (
        <p class="small soft">{words.shortMore(plan.shortTotal - plan.short.length)}</p>
      )}
    </section>
  );
}

function One({ of }: { of: PlannedShort }) {
  const words = planWords();
  const need = one('need', of.needId);
  const seat = need?.seats.find(({ id }) => id === of.seatId);
  if (!need || !seat) return null;
  return (
    <li class="plan-need">
      <div class="row">
        <PriorityMark priority={need.priority} />
        <b class="clip">
          <button type="button" class="name" title={words.openNeed} onClick={() => openNeed(need.id)}>
            {titleOf(need)}
          </button>
        </b>
        <span class="small soft nowrap grow">
          <CellName id={need.cellId} />
        </span>
        <span class="tag lack">{words.shortPlaces(of.places)}</span>
      </div>
      <p class="small">
        {seatWords(seat)}.{' '}
        {of.eligible === 0
          ? words.nobodyFits
          : of.elsewhere > 0
            ? words.elsewhere(of.elsewhere)
            : words.allUsed(of.eligible)}
      </p>
      <Exclusions excluded={of.excluded} />
      <Relaxation relax={of.relax} seat={seat} />
    </li>
  );
}
