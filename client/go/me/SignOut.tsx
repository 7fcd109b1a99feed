import { useSignal } from '@preact/signals';
import { signOut } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { toast } from '../../parts/toasts.tsx';
import { goWords } from '../../words/go.ts';
import { outbox } from '../mine.ts';

/** Signing out, asked once: coming back needs a new link. */
export function SignOut() {
  const asking = useSignal(false);
  const words = goWords().me;
  const unsent = outbox().waiting.value.length;
  const leave = async (): Promise<void> => {
    try {
      await signOut();
    } catch {
      toast(goWords().me.signOutFailed, { bad: true });
    }
    asking.value = false;
  };
  return (
    <>
      <Button onPress={() => (asking.value = true)}>{words.signOut}</Button>
      {asking.value && (
        <Dialog title={words.signOutReally} onClose={() => (asking.value = false)}>
          <div class="stack">
            <p>{words.signOutLead}</p>
            {unsent > 0 && <p class="note warn">{words.signOutUnsent(unsent)}</p>}
            <Button kind="danger" big onPress={leave}>
              {words.signOutYes}
            </Button>
            <Button big onPress={() => (asking.value = false)}>
              {words.cancel}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
