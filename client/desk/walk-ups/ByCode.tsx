import { useSignal } from '@preact/signals';
import { readCode } from '../../parts/paper-code.ts';
import { Field } from '../../parts/Field.tsx';
import { PaperCode } from '../../parts/PaperCode.tsx';
import { arrivalsWords } from '../../words/arrivals.ts';
import { hereWords } from '../../words/here.ts';

/** Somebody reads their code out, or holds their paper under the desk's scanner, which types the link and Enter. */
export function ByCode() {
  const words = hereWords();
  const typed = useSignal('');
  const code = useSignal<string | null>(null);
  const wrong = useSignal(false);
  return (
    <section class="card stack">
      <form
        class="stack tight"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          code.value = readCode(typed.value);
          wrong.value = code.value === null;
          // The next paper is scanned into an empty field.
          if (code.value !== null) typed.value = '';
        }}
      >
        <h3>{arrivalsWords().byCode}</h3>
        <Field label={words.code} hint={words.codeHint} wrong={wrong.value ? words.codeWrong : undefined}>
          {(ids) => (
            <span class="row">
              <input
                {...ids}
                class="input grow"
                maxLength={200}
                autoComplete="off"
                spellcheck={false}
                value={typed.value}
                onInput={(event) => {
                  typed.value = event.currentTarget.value;
                  wrong.value = false;
                }}
              />
              <button type="submit" class="button">
                {words.look}
              </button>
            </span>
          )}
        </Field>
      </form>
      {code.value !== null && <PaperCode key={code.value} code={code.value} voice="desk" />}
    </section>
  );
}
