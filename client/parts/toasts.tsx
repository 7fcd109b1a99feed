import { signal } from '@preact/signals';
import { sharedWords } from '../words/shared.ts';
import { wordError } from './Refused.tsx';

interface Toast {
  id: number;
  text: string;
  bad: boolean;
  action?: { label: string; run: () => unknown };
}

const toasts = signal<Toast[]>([]);
let last = 0;

/** Says something for a while: five seconds, or until closed where it is bad news or offers a way back. */
export function toast(text: string, options: { bad?: boolean; action?: Toast['action'] } = {}): void {
  const id = ++last;
  const { bad = false, action } = options;
  toasts.value = [
    ...toasts.value.filter((shown) => shown.text !== text).slice(-2),
    { id, text, bad, ...(action ? { action } : {}) },
  ];
  if (!bad) setTimeout(() => dismiss(id), action ? 10_000 : 5000);
}

/** Says why something was refused or failed, in the reader's language. */
export const toastError = (error: unknown): void => toast(wordError(error), { bad: true });

const dismiss = (id: number): void => {
  toasts.value = toasts.value.filter((shown) => shown.id !== id);
};

/** Where toasts appear; once per page, last in the body. */
export function Toasts() {
  return (
    <div class="toasts unprinted" role="status" aria-live="polite">
      {toasts.value.map(({ id, text, bad, action }) => (
        <div key={id} class={`toast ${bad ? 'bad' : ''}`}>
          <span class="grow">{text}</span>
          {action && (
            <button
              type="button"
              class="button quiet"
              onClick={() => {
                dismiss(id);
                void action.run();
              }}
            >
              {action.label}
            </button>
          )}
          <button type="button" class="button quiet" aria-label={sharedWords().close} onClick={() => dismiss(id)}>
            ✕
          </button>
        </div>
      ))}
    </div>
  );
}
