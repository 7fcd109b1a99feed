import { hereWords } from '../words/here.ts';
import type { Arriving, Lacking } from './arriving.ts';
import { Field } from './Field.tsx';

interface Props {
  arriving: Arriving;
  lacks: ReadonlySet<Lacking>;
  phone: 'needed' | 'optional';
  onChange: (change: Partial<Arriving>) => void;
}

type TextField = Exclude<keyof Arriving, 'resource' | 'travel'>;
const longest: Partial<Record<TextField, number>> = {
  name: 80,
  phone: 24,
  personnel: 3,
  leader: 80,
  homeUnit: 120,
  departedFrom: 120,
  qualifications: 300,
};

/** Name and number first; what else ICS 211 asks stands behind "more" and may be left out. */
export function ArrivingFields({ arriving, lacks, phone, onChange }: Props) {
  const words = hereWords();
  const wrongs: Partial<Record<TextField, string>> = {
    name: words.nameWrong,
    phone: words.phoneWrong,
    personnel: words.personnelWrong,
  };
  const text = (field: TextField, more: object = {}) => (
    <Field
      label={words[field]}
      optional={field === 'phone' && phone === 'optional'}
      wrong={lacks.has(field as Lacking) ? wrongs[field] : undefined}
    >
      {(ids) => (
        <input
          {...ids}
          {...more}
          class="input"
          maxLength={longest[field]}
          value={arriving[field]}
          onInput={(event) => onChange({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  const choice = <F extends 'resource' | 'travel'>(field: F, options: Record<string, string>) => (
    <Field label={words[field]}>
      {(ids) => (
        <select
          {...ids}
          class="input"
          value={arriving[field]}
          onChange={(event) => onChange({ [field]: event.currentTarget.value })}
        >
          {Object.entries(options).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  // At a desk several people come after one another, and the browser must not offer the one before.
  const own = phone === 'needed';
  return (
    <>
      <div class="arriving">
        {text('name', { autoComplete: own ? 'name' : 'off' })}
        {text('phone', { type: 'tel', autoComplete: own ? 'tel' : 'off' })}
      </div>
      <details open={lacks.has('personnel') || undefined}>
        <summary>{words.more}</summary>
        <div class="arriving">
          {choice('resource', words.resources)}
          {text('personnel', { inputMode: 'numeric' })}
          {text('leader')}
          {text('homeUnit')}
          {text('departedFrom')}
          {text('departedAt', { type: 'datetime-local' })}
          {choice('travel', { '': words.notSaid, ...words.travels })}
          {text('qualifications')}
        </div>
      </details>
    </>
  );
}
