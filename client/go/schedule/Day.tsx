import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Span } from '../../../shared/shapes.ts';
import { nowAt } from '../../live.ts';
import { day as dayWords, time } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { covers, dayParts, partOf, tidy, within, withSpan, withoutSpan, type DayPart } from '../spans.ts';
import { OtherTimes } from './OtherTimes.tsx';

interface Props {
  ahead: number;
  day: Span;
  availability: Span[];
  onChange: (availability: Span[]) => void;
}

/** One day: its hours as a bar and in words; opened, four parts that one tap sets, and exact times. */
export function Day({ ahead, day, availability, onChange }: Props) {
  const open = useSignal(false);
  const id = useId();
  const words = goWords();
  const now = nowAt();
  const spans = within(tidy(availability, now), day);
  const name = ahead === 0 ? words.todayDay : ahead === 1 ? words.tomorrowDay : dayWords(day.fromAt);
  const toggle = (part: DayPart): void => {
    const span = partOf(day, part);
    const left = { fromAt: Math.max(span.fromAt, now), untilAt: span.untilAt };
    onChange(covers(availability, left) ? withoutSpan(availability, left, now) : withSpan(availability, left, now));
  };
  return (
    <li class="day">
      <button
        type="button"
        class="day-head"
        aria-expanded={open.value}
        aria-controls={id}
        onClick={() => (open.value = !open.value)}
      >
        <span class="row spread">
          <strong>{name}</strong>
          <span class="small soft">{spansWords(spans, day, ahead === 0)}</span>
        </span>
        <Hours day={day} spans={spans} />
      </button>
      <div id={id} class="day-body" hidden={!open.value}>
        <div class="parts">
          {(Object.keys(dayParts) as DayPart[]).map((part) => {
            const span = partOf(day, part);
            const left = { fromAt: Math.max(span.fromAt, now), untilAt: span.untilAt };
            return (
              <button
                key={part}
                type="button"
                class="button part"
                aria-pressed={left.fromAt < left.untilAt && covers(availability, left)}
                disabled={span.untilAt <= now}
                onClick={() => toggle(part)}
              >
                <span>{words.schedule.parts[part]}</span>
                <span class="tiny">{words.schedule.partHours[part]}</span>
              </button>
            );
          })}
        </div>
        {open.value && <OtherTimes day={day} onAdd={(span) => onChange(withSpan(availability, span, nowAt()))} />}
        {spans.length > 0 && (
          <button type="button" class="button quiet" onClick={() => onChange(withoutSpan(availability, day, now))}>
            {words.schedule.clearDay}
          </button>
        )}
      </div>
    </li>
  );
}

function Hours({ day, spans }: { day: Span; spans: readonly Span[] }) {
  const length = day.untilAt - day.fromAt;
  const percent = (ms: number): string => `${(ms / length) * 100}%`;
  return (
    <span class="hours" aria-hidden="true">
      {spans.map((span) => (
        <i
          key={span.fromAt}
          style={{ left: percent(span.fromAt - day.fromAt), width: percent(span.untilAt - span.fromAt) }}
        />
      ))}
    </span>
  );
}

function spansWords(spans: readonly Span[], day: Span, isToday: boolean): string {
  const words = goWords().schedule;
  if (spans.length === 0) return words.nothing;
  if (covers(spans, { fromAt: Math.max(day.fromAt, nowAt()), untilAt: day.untilAt }))
    return isToday ? words.restOfDay : words.allDay;
  // Midnight at the end of a day reads as 24:00, not as 00:00 of the next.
  const end = (at: number): string => (at === day.untilAt ? '24:00' : time(at));
  return spans.map((span) => `${time(span.fromAt)}–${end(span.untilAt)}`).join(', ');
}
