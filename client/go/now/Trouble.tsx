import { useSignal } from '@preact/signals';
import type { Assignment } from '../../../shared/records.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { time } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { take } from '../mine.ts';

// From the words and not from shared/records.ts, which would bring the whole of zod to the phone.
type TroubleKind = keyof ReturnType<typeof goWords>['trouble']['kinds'];

/** What goes wrong, in one tap; and the way out for somebody who cannot go on. */
export function Trouble({ assignment, onClose }: { assignment: Assignment; onClose: () => void }) {
  const releasing = useSignal(false);
  const words = goWords().trouble;
  if (releasing.value) {
    return (
      <Dialog key="release" title={words.releaseTitle} onClose={onClose}>
        <div class="stack">
          <p>{words.release}</p>
          <Button kind="danger" big onPress={() => void take('release', { assignmentId: assignment.id })}>
            {words.releaseYes}
          </Button>
          <Button big onPress={onClose}>
            {words.releaseNo}
          </Button>
        </div>
      </Dialog>
    );
  }
  // Help has its own button, which is never further away than this one. Late is for those still on their way.
  const shown = (Object.keys(words.kinds) as TroubleKind[]).filter(
    (trouble) =>
      trouble !== 'needHelp' &&
      !(assignment.status === 'checkedIn' && (trouble === 'late' || trouble === 'cannotFind')),
  );
  return (
    <Dialog key="trouble" title={words.title} onClose={onClose}>
      <div class="stack tight">
        <p class="soft small">{words.lead}</p>
        {assignment.trouble !== null && assignment.troubleAt !== null && (
          <p class="note">{words.told(words.kinds[assignment.trouble], time(assignment.troubleAt))}</p>
        )}
        {shown.map((trouble) => (
          <Button
            key={trouble}
            big
            onPress={() => {
              void take('reportTrouble', { assignmentId: assignment.id, trouble });
              onClose();
            }}
          >
            {words.kinds[trouble]}
          </Button>
        ))}
        <Button kind="quiet" onPress={() => (releasing.value = true)}>
          {words.cannotGoOn}
        </Button>
      </div>
    </Dialog>
  );
}
