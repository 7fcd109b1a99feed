import type { Assignment } from '../../../shared/records.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { useNow } from '../../parts/useNow.ts';
import { duration } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { take } from '../mine.ts';
import { minutesOnScene } from '../today.ts';

/** Checking out ends the task and cannot be undone, so it is asked once. */
export function CheckingOut({ assignment, onClose }: { assignment: Assignment; onClose: () => void }) {
  const words = goWords().task;
  const soFar = duration(minutesOnScene(assignment, useNow()) * 60_000);
  return (
    <Dialog title={words.reallyOut} onClose={onClose}>
      <div class="stack">
        <p>{words.outAfter(soFar)}</p>
        <Button kind="primary" big onPress={() => void take('checkOut', { assignmentId: assignment.id })}>
          {words.yesOut}
        </Button>
        <Button big onPress={onClose}>
          {words.notYet}
        </Button>
      </div>
    </Dialog>
  );
}
