import { useSignal } from '@preact/signals';
import { Field } from '../parts/Field.tsx';
import { readCode } from '../parts/paper-code.ts';

interface Props {
  label: string;
  hint: string;
  wrong: string;
  send: string;
  onCode: (code: string) => void;
}

/** A code of ten letters and digits, as people type it off a paper. */
export function CodeForm({ label, hint, wrong, send, onCode }: Props) {
  const typed = useSignal('');
  const isWrong = useSignal(false);
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const code = readCode(typed.value);
        isWrong.value = code === null;
        if (code !== null) onCode(code);
      }}
    >
      <Field label={label} hint={hint} wrong={isWrong.value ? wrong : undefined}>
        {(ids) => (
          <input
            {...ids}
            class="input code-input"
            autoComplete="off"
            autoCapitalize="characters"
            spellcheck={false}
            maxLength={16}
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        )}
      </Field>
      <button type="submit" class="button primary big">
        {send}
      </button>
    </form>
  );
}
