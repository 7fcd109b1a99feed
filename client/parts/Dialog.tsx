import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { sharedWords } from '../words/shared.ts';

/** A dialog over the page; Escape, its cross and a press outside close it, and focus goes back where it was. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    element.current?.showModal();
  }, []);
  return (
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === element.current && element.current?.close()}
    >
      <header>
        <h2 id={id} class="large">
          {title}
        </h2>
        <button
          type="button"
          class="button quiet"
          aria-label={sharedWords().close}
          onClick={() => element.current?.close()}
        >
          ✕
        </button>
      </header>
      <div class="inside">{children}</div>
    </dialog>
  );
}
