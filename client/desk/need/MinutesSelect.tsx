import { deskWords } from '../../words/desk.ts';

/** Usual lengths of work, in minutes. */
export const lengths = [30, 60, 120, 180, 240, 360, 480];

interface MinutesProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
  value: number | null;
  steps: readonly number[];
  /** The words for null; null when something must be chosen. */
  otherwise: string | null;
  onChange: (minutes: number | null) => void;
}

/** A length of time, from a few that are usual. */
export function MinutesSelect({ value, steps, otherwise, onChange, ...ids }: MinutesProps) {
  const words = deskWords().form;
  const offered = value === null || steps.includes(value) ? steps : [...steps, value].sort((a, b) => a - b);
  return (
    <select
      {...ids}
      class="input"
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
    >
      {otherwise !== null && <option value="">{otherwise}</option>}
      {offered.map((minutes) => (
        <option key={minutes} value={minutes}>
          {words.minutes(minutes)}
        </option>
      ))}
    </select>
  );
}
