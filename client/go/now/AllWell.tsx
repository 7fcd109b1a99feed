import type { Assignment } from '../../../shared/records.ts';
import { all, one } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { time } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { take, unsentSteps } from '../mine.ts';

/** "Is all well?", asked by the clock or in a roll-call, and the answer in one tap, also without signal. */
export function AllWell({ assignment }: { assignment: Assignment }) {
  const words = goWords().well;
  const counts = all('headcount').filter(
    (count) =>
      count.assignmentId === assignment.id && count.answer === null && (count as { isOpen?: boolean }).isOpen === true,
  );
  const [asked] = assignment.status === 'checkedIn' ? (one('watch', assignment.id)?.steps ?? []) : [];
  const askedAt = counts[0]?.askedAt ?? asked?.at;
  if (askedAt === undefined) return null;
  if (unsentSteps(assignment.id).some(({ name }) => name === 'sayWell'))
    return (
      <p class="note" role="status">
        {words.kept}
      </p>
    );
  return (
    <div class="note warn stack tight" role="alert">
      <p class="strong">{counts.length > 0 ? words.rollCall(time(askedAt)) : words.asked(time(askedAt))}</p>
      <Button kind="primary" big onPress={() => void take('sayWell', { assignmentId: assignment.id })}>
        {words.yes}
      </Button>
    </div>
  );
}
