import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { toastError } from './toasts.tsx';

interface Props {
  /** What it does. While a promise is open the button is busy and does nothing twice; a refusal shows as a toast. */
  onPress: () => unknown;
  kind?: 'primary' | 'plain' | 'danger' | 'quiet';
  big?: boolean;
  disabled?: boolean;
  /** Said instead of the children, where these are a picture. */
  label?: string;
  title?: string;
  /** Whether what it opens is open. */
  expanded?: boolean;
  class?: string;
  children: ComponentChildren;
}

/** A button that waits for what it started. */
export function Button({
  onPress,
  kind = 'plain',
  big = false,
  disabled = false,
  label,
  title,
  expanded,
  class: extra = '',
  children,
}: Props) {
  const busy = useSignal(false);
  const press = async (): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    try {
      await onPress();
    } catch (error) {
      toastError(error);
    } finally {
      busy.value = false;
    }
  };
  return (
    <button
      type="button"
      class={`button ${kind} ${big ? 'big' : ''} ${extra}`}
      disabled={disabled}
      aria-busy={busy.value}
      aria-label={label}
      title={title}
      aria-expanded={expanded}
      onClick={() => void press()}
    >
      {children}
    </button>
  );
}
