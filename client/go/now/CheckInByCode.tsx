import { useSignal } from '@preact/signals';
import type { Assignment } from '../../../shared/records.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { goWords } from '../../words/go.ts';
import { deskCodeIn } from '../desk-code.ts';
import { takeAtDesk } from '../mine.ts';
import { CheckInHere } from './CheckInHere.tsx';
import { Scanner } from './Scanner.tsx';

/** Checking in or out at a desk: scan its QR code, or type the code that stands under it. */
export function CheckInByCode({ assignment, onClose }: { assignment: Assignment; onClose: () => void }) {
  const typed = useSignal('');
  const wrong = useSignal(false);
  const words = goWords().code;
  const isOut = assignment.status === 'checkedIn';
  const use = (text: string): boolean => {
    const code = deskCodeIn(text);
    if (code === null) {
      wrong.value = true;
      return false;
    }
    takeAtDesk(assignment, code);
    onClose();
    return true;
  };
  return (
    <Dialog
      title={isOut ? words.outTitle : assignment.status === 'accepted' ? words.checkInTitle : words.title}
      onClose={onClose}
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          use(typed.value);
        }}
      >
        {assignment.status === 'accepted' && (
          <>
            <CheckInHere assignment={assignment} onDone={onClose} />
            <p class="soft small">{words.orDesk}</p>
          </>
        )}
        <Scanner onRead={use} />
        <Field label={words.label} wrong={wrong.value ? words.notACode : undefined}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              value={typed.value}
              onInput={(event) => {
                wrong.value = false;
                typed.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <Button big kind={assignment.status === 'accepted' ? 'plain' : 'primary'} onPress={() => void use(typed.value)}>
          {isOut ? words.useOut : words.use}
        </Button>
      </form>
    </Dialog>
  );
}
