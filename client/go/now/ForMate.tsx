import { Button } from '../../parts/Button.tsx';
import { time } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { take, type TeamMate } from '../mine.ts';

/** What the lead does for somebody of the team: check them in, say that they are well, check them out. */
export function ForMate({ mate }: { mate: TeamMate }) {
  const words = goWords().lead;
  const { assignmentId, silentSinceAt, headcountId } = mate;
  if (assignmentId === undefined) return null;
  const waits = headcountId ?? null;
  return (
    <div class="stack tight">
      {(waits !== null || (silentSinceAt ?? null) !== null) && (
        <p class="small urgent">{waits === null ? words.silent(time(silentSinceAt ?? 0)) : words.notCounted}</p>
      )}
      <div class="pair">
        {mate.status === 'checkedIn' ? (
          <Button onPress={() => void take('checkOut', { assignmentId })}>{words.checkOut}</Button>
        ) : (
          <Button onPress={() => void take('checkIn', { assignmentId, how: { by: 'lead' } })}>{words.checkIn}</Button>
        )}
        <Button onPress={() => void take('sayWell', { assignmentId })}>{words.well}</Button>
      </div>
    </div>
  );
}
