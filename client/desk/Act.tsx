import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Button } from '../parts/Button.tsx';
import { Refused } from '../parts/Refused.tsx';
import { deskWords } from '../words/desk.ts';

interface Props {
  /** What it does; a refusal is shown beside the button, with the way out. */
  does: () => Promise<unknown>;
  kind?: 'primary' | 'plain' | 'danger' | 'quiet';
  disabled?: boolean;
  label?: string;
  title?: string;
  /** Asked before it is done: only for what cannot be undone. */
  sure?: string;
  children: ComponentChildren;
}

/** A button for one operation. */
export function Act({ does, sure, kind = 'plain', ...rest }: Props) {
  const error = useSignal<unknown>(null);
  const asking = useSignal(false);
  const act = async (): Promise<void> => {
    error.value = null;
    asking.value = false;
    try {
      await does();
    } catch (refused) {
      error.value = refused;
    }
  };
  const words = deskWords();
  if (asking.value) {
    return (
      <span class="sure" role="group" aria-label={sure}>
        <span>{sure}</span>
        <Button kind="danger" onPress={act}>
          {words.seats.yes}
        </Button>
        <Button kind="quiet" onPress={() => (asking.value = false)}>
          {words.need.keep}
        </Button>
      </span>
    );
  }
  return (
    <>
      <Button kind={kind} onPress={sure === undefined ? act : () => (asking.value = true)} {...rest} />
      <Refused error={error.value} />
    </>
  );
}
