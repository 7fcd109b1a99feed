import { useSignal } from '@preact/signals';
import { Choices, Field } from '../parts/Field.tsx';
import { number } from '../words/format.ts';
import { openWords } from '../words/open.ts';
import { draft, write } from './draft.ts';

const few = ['1', '2', '3', '4', '5'] as const;
type Chosen = (typeof few)[number] | 'more';

/** How many people: a press for up to five, a number for more. */
export function People({ wrong }: { wrong?: string | undefined }) {
  const words = openWords().report;
  const { people } = draft.value;
  const isFew = (few as readonly string[]).includes(people);
  const more = useSignal(!isFew);
  const chosen: Chosen = more.value ? 'more' : (people as Chosen);
  return (
    <div class="stack tight">
      <Choices<Chosen>
        label={words.people}
        options={[
          ...few.map((value) => ({ value, words: number(Number(value)) })),
          { value: 'more' as const, words: words.peopleMore },
        ]}
        chosen={[chosen]}
        onChoose={([value]) => {
          more.value = value === 'more';
          write({ people: value === undefined || value === 'more' ? '' : value });
        }}
      />
      {more.value && (
        <Field label={words.peopleNumber} wrong={wrong}>
          {(ids) => (
            <input
              {...ids}
              class="input short"
              inputMode="numeric"
              maxLength={6}
              value={people}
              onInput={(event) => write({ people: event.currentTarget.value.trim() })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
