import { useSignal } from '@preact/signals';
import { nowAt } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { say, time } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { take, type TeamMate } from '../mine.ts';

/** What the lead does for somebody of the team: check them in, say that they are well, check them out. */
export function ForMate({ mate }: { mate: TeamMate }) {
  const words = goWords().lead;
  const leaving = useSignal(false);
  const { assignmentId, silentSinceAt, headcountId } = mate;
  if (assignmentId === undefined) return null;
  const waits = headcountId ?? null;
  // Without signal a step waits on the phone, and counts from when it was made.
  const at = (): number => Math.round(nowAt());
  const checkOut = (): void => {
    leaving.value = false;
    void take('checkOut', { assignmentId, at: at() });
  };
  return (
    <div class="stack tight">
      {(waits !== null || (silentSinceAt ?? null) !== null) && (
        <p class="small urgent">{waits === null ? words.silent(time(silentSinceAt ?? 0)) : words.notCounted}</p>
      )}
      {leaving.value ? (
        // Asked once: it cannot be undone, and stands where the check-in stood a moment ago.
        <div class="stack tight" role="group" aria-label={words.reallyOut(say(mate.name))}>
          <p class="small">{words.reallyOut(say(mate.name))}</p>
          <div class="pair">
            <Button onPress={() => (leaving.value = false)}>{goWords().task.notYet}</Button>
            <Button onPress={checkOut}>{goWords().task.yesOut}</Button>
          </div>
        </div>
      ) : (
        <div class="pair">
          {mate.status === 'checkedIn' ? (
            <Button onPress={() => (leaving.value = true)}>{words.checkOut}</Button>
          ) : (
            <Button onPress={() => void take('checkIn', { assignmentId, how: { by: 'lead' }, at: at() })}>
              {words.checkIn}
            </Button>
          )}
          <Button onPress={() => void take('sayWell', { assignmentId, at: at() })}>{words.well}</Button>
        </div>
      )}
    </div>
  );
}
