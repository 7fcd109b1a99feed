import type { Assignment } from '../../../shared/records.ts';
import { Button } from '../../parts/Button.tsx';
import { cellName } from '../../parts/Names.tsx';
import { say } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { needOf, standbys, take } from '../mine.ts';

/** What this person said yes to after it was filled: they are free, and called up when somebody drops out. */
export const StandingBy = () => (
  <>
    {standbys.value.map((assignment) => (
      <One key={assignment.id} assignment={assignment} />
    ))}
  </>
);

function One({ assignment }: { assignment: Assignment }) {
  const words = goWords().standby;
  const need = needOf(assignment);
  return (
    <section class="card" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p class="strong">
        {[say(need?.private?.title), ...(need?.cellId ? [cellName(need.cellId)] : [])].filter(Boolean).join(' · ')}
      </p>
      <p class="small soft">{words.lead}</p>
      <Button onPress={() => void take('declineOffer', { assignmentId: assignment.id })}>{words.leave}</Button>
    </section>
  );
}
