import type { Assignment } from '../../../shared/records.ts';
import { nowAt } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { useNow } from '../../parts/useNow.ts';
import { duration } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { take } from '../mine.ts';
import { minutesOnScene } from '../today.ts';

interface Props {
  assignment: Assignment;
  onClose: () => void;
  /** At a check-in desk: by its code. */
  onCode: () => void;
}

/** Checking out ends the task and cannot be undone, so it is asked once. */
export function CheckingOut({ assignment, onClose, onCode }: Props) {
  const words = goWords().task;
  const minutes = minutesOnScene(assignment, useNow());
  return (
    <Dialog title={words.reallyOut} onClose={onClose}>
      <div class="stack">
        <p>
          {minutes > 0 && words.soFar(duration(minutes * 60_000))} {words.outEnds}
        </p>
        <Button
          kind="primary"
          big
          onPress={() => void take('checkOut', { assignmentId: assignment.id, at: Math.round(nowAt()) })}
        >
          {words.yesOut}
        </Button>
        <Button big onPress={onCode}>
          {goWords().code.outTitle}
        </Button>
        <Button big onPress={onClose}>
          {words.notYet}
        </Button>
      </div>
    </Dialog>
  );
}
