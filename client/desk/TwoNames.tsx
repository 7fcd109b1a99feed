import type { Signal } from '@preact/signals';
import type { Words } from '../../shared/shapes.ts';
import { language } from '../live.ts';
import { Field } from '../parts/Field.tsx';
import { deskWords } from '../words/desk.ts';

interface Props {
  words: { name: string; nameOther: string };
  /** In the language of this screen, and in the other one. */
  name: Signal<string>;
  nameOther: Signal<string>;
  /** Somebody tried to go on, so that what is missing is said. */
  tried: boolean;
}

/** Two fields for what a thing is called: the second may stay empty. */
export function TwoNames({ words, name, nameOther, tried }: Props) {
  const field = (label: string, of: Signal<string>) => (
    <Field
      label={label}
      optional={of === nameOther}
      wrong={of === name && tried && name.value.trim() === '' ? deskWords().form.required : undefined}
    >
      {(ids) => (
        <input
          {...ids}
          class="input"
          maxLength={120}
          value={of.value}
          onInput={(event) => (of.value = event.currentTarget.value)}
        />
      )}
    </Field>
  );
  return (
    <>
      {field(words.name, name)}
      {field(words.nameOther, nameOther)}
    </>
  );
}

/** What was typed, under the languages it is in. */
export function namedIn(name: string, nameOther: string): Words {
  const other = language.value === 'zh' ? 'en' : 'zh';
  return { [language.value]: name, ...(nameOther.trim() === '' ? {} : { [other]: nameOther }) };
}
