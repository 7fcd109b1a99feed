import type { Assignment } from '../../../shared/records.ts';
import { Button } from '../../parts/Button.tsx';
import { cellName } from '../../parts/Names.tsx';
import { useNow } from '../../parts/useNow.ts';
import { duration, say } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { sharedWords } from '../../words/shared.ts';
import { needOf, take } from '../mine.ts';
import { moment } from '../said.ts';

/** What somebody is asked for, or has promised, after the task at hand: shown beside it and never in its place. */
export function Ahead({ assignment }: { assignment: Assignment }) {
  const now = useNow();
  const words = goWords();
  const need = needOf(assignment);
  const title = say(need?.private?.title) || (need?.category ? sharedWords().category[need.category] : '');
  const isAsked = assignment.status === 'offered';
  return (
    <section class="card" aria-label={words.ahead.title}>
      <h2>{isAsked ? words.ahead.asked : words.ahead.title}</h2>
      <p class="strong">{[title, ...(need?.cellId ? [cellName(need.cellId)] : [])].filter(Boolean).join(' · ')}</p>
      {assignment.startAt !== undefined && <p>{words.offer.beginsAt(moment(assignment.startAt, now))}</p>}
      {need?.estimatedMinutes !== undefined && (
        <p class="small soft">
          {words.ahead.takes(duration(need.estimatedMinutes * 60_000))}
          {isAsked && ` ${words.ahead.answerBy(moment(assignment.answerBy, now))}`}
        </p>
      )}
      {isAsked ? (
        <div class="pair">
          <Button kind="primary" onPress={() => void take('acceptOffer', { assignmentId: assignment.id })}>
            {words.offer.accept}
          </Button>
          <Button onPress={() => void take('declineOffer', { assignmentId: assignment.id })}>
            {words.offer.decline}
          </Button>
        </div>
      ) : (
        <Button onPress={() => void take('release', { assignmentId: assignment.id })}>{words.ahead.cannot}</Button>
      )}
    </section>
  );
}
