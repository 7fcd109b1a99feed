import { useSignal } from '@preact/signals';
import type { Span } from '../../../shared/shapes.ts';
import { nowAt } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { goWords } from '../../words/go.ts';

/** Exact times of one day; an end before the start means the next morning. */
export function OtherTimes({ day, onAdd }: { day: Span; onAdd: (span: Span) => void }) {
  const from = useSignal('');
  const until = useSignal('');
  const wrong = useSignal(false);
  const words = goWords().schedule;
  const add = (): void => {
    const fromAt = atClock(day, from.value, 0);
    const sameDay = atClock(day, until.value, 0);
    const untilAt = sameDay > fromAt ? sameDay : atClock(day, until.value, 1);
    wrong.value = !(untilAt > Math.max(fromAt, nowAt()) && untilAt - fromAt < 86_400_000);
    if (wrong.value) return;
    onAdd({ fromAt: Math.max(fromAt, nowAt()), untilAt });
    from.value = '';
    until.value = '';
  };
  const input = (value: typeof from) => (ids: object) => (
    <input
      {...ids}
      class="input"
      type="time"
      value={value.value}
      onInput={(event) => {
        wrong.value = false;
        value.value = event.currentTarget.value;
      }}
    />
  );
  return (
    <fieldset class="other-times">
      <legend class="small soft">{words.other}</legend>
      <div class="exact">
        <Field label={words.from}>{input(from)}</Field>
        <Field label={words.until} wrong={wrong.value ? words.badTimes : undefined}>
          {input(until)}
        </Field>
        <Button disabled={from.value === '' || until.value === ''} onPress={add}>
          {words.add}
        </Button>
      </div>
    </fieldset>
  );
}

function atClock(day: Span, text: string, daysLater: number): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  const at = new Date(day.fromAt);
  at.setDate(at.getDate() + daysLater);
  at.setHours(hours, minutes, 0, 0);
  return at.getTime();
}
