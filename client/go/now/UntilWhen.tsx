import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { nowAt } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { goWords } from '../../words/go.ts';
import { moment } from '../said.ts';
import { nextAtHour } from '../spans.ts';

const hour = 3_600_000;

/** One question: until when? Round answers in one tap, or an exact time, which is tomorrow's where today's is over. */
export function UntilWhen({
  title,
  onChoose,
  onOpen,
  onCancel,
}: {
  title: string;
  onChoose: (at: number) => void;
  onOpen?: () => void;
  onCancel: () => void;
}) {
  const exact = useSignal('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const words = goWords().available;
  const now = nowAt();
  const evening = nextAtHour(now, 20);
  const morning = nextAtHour(now, 8);
  return (
    <section class="screen" aria-labelledby="until-when">
      <h1 id="until-when" class="title" tabIndex={-1} ref={heading}>
        {title}
      </h1>
      <div class="grid">
        {[1, 2, 4, 8].map((hours) => (
          <Button key={hours} big onPress={() => onChoose(nowAt() + hours * hour)}>
            {words.hours(hours)}
          </Button>
        ))}
        {[evening, morning]
          .sort((a, b) => a - b)
          .map((at) => (
            <Button key={at} big onPress={() => onChoose(at)}>
              {moment(at, now)}
            </Button>
          ))}
      </div>
      <div class="exact">
        <Field label={words.exactly}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              type="time"
              value={exact.value}
              onInput={(event) => (exact.value = event.currentTarget.value)}
            />
          )}
        </Field>
        <Button disabled={exact.value === ''} onPress={() => onChoose(nextAt(exact.value))}>
          {words.set}
        </Button>
      </div>
      <div class="answers">
        {onOpen && (
          <Button big onPress={onOpen}>
            {words.restOpen}
          </Button>
        )}
        <Button big kind="quiet" onPress={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </section>
  );
}

/** The next time the clock shows `14:30`. */
function nextAt(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  const now = nowAt();
  const at = new Date(now);
  at.setHours(hours, minutes, 0, 0);
  if (at.getTime() <= now) at.setDate(at.getDate() + 1);
  return at.getTime();
}
