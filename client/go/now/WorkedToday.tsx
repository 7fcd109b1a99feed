import type { Person } from '../../../shared/records.ts';
import { careLimits } from '../../care-limits.ts';
import { useNow } from '../../parts/useNow.ts';
import { duration } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { moment } from '../said.ts';
import { workAndRest } from '../today.ts';

/** Hours of the last day against the person's own limit, and the rest that is due. */
export function WorkedToday({ person }: { person: Person }) {
  const now = useNow();
  const words = goWords().today;
  const { workedMs, limitMs, leftMs, restUntilAt } = workAndRest(person.stints, person.limits, now, null, careLimits());
  const share = Math.min(1, workedMs / limitMs);
  const worked = workedMs < 60_000 ? words.nothing : words.worked(duration(workedMs), duration(limitMs));
  return (
    <section class="card">
      <div class="row spread">
        <h2>{words.title}</h2>
        <span class="small">{worked}</span>
      </div>
      <div class="count served" aria-hidden="true">
        <i style={{ transform: `scaleX(${share})` }} />
      </div>
      <p class="small soft">
        {restUntilAt !== null
          ? words.resting(moment(restUntilAt, now))
          : leftMs === 0
            ? words.full
            : words.left(duration(leftMs))}
      </p>
    </section>
  );
}
