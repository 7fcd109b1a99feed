import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { sharedWords } from '../words/shared.ts';

interface FieldProps {
  label: string;
  hint?: string | undefined;
  /** What is wrong with it; shown and said. */
  wrong?: string | undefined;
  optional?: boolean;
  children: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => ComponentChildren;
}

/** A label, a hint, what is wrong, and the control between them, tied together for screen readers. */
export function Field({ label, hint, wrong, optional = false, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>
        {label} {optional && <span class="soft small">({sharedWords().optional})</span>}
      </label>
      {hint && (
        <span id={`${id}-hint`} class="hint">
          {hint}
        </span>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': wrong !== undefined })}
      {wrong && (
        <span id={`${id}-wrong`} class="wrong">
          {wrong}
        </span>
      )}
    </div>
  );
}

interface ChoicesProps<T extends string> {
  label: string;
  hint?: string | undefined;
  wrong?: string | undefined;
  optional?: boolean;
  options: readonly { value: T; words: ComponentChildren }[];
  chosen: readonly T[];
  /** One of them, or any number. */
  many?: boolean;
  onChoose: (chosen: T[]) => void;
  class?: string;
}

/** A few large choices instead of a list that folds out. */
export function Choices<T extends string>({
  label,
  hint,
  wrong,
  optional = false,
  options,
  chosen,
  many = false,
  onChoose,
  class: extra = '',
}: ChoicesProps<T>) {
  const id = useId();
  const choose = (value: T, on: boolean): void => {
    if (!many) onChoose([value]);
    else onChoose(on ? [...chosen, value] : chosen.filter((other) => other !== value));
  };
  return (
    <fieldset class="field" aria-describedby={wrong ? `${id}-wrong` : undefined}>
      <legend>
        {label} {optional && <span class="soft small">({sharedWords().optional})</span>}
      </legend>
      {hint && <span class="hint">{hint}</span>}
      <div class={`choices ${extra}`}>
        {options.map(({ value, words }) => (
          <label key={value} class="choice">
            <input
              type={many ? 'checkbox' : 'radio'}
              name={id}
              value={value}
              checked={chosen.includes(value)}
              onChange={(event) => choose(value, event.currentTarget.checked)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
      {wrong && (
        <span id={`${id}-wrong`} class="wrong">
          {wrong}
        </span>
      )}
    </fieldset>
  );
}
