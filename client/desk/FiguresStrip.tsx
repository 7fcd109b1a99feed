import { duration, number, time } from '../words/format.ts';
import { deskWords } from '../words/desk.ts';
import { figures, history, type Figures } from './figures.ts';
import { openNeed, page } from './chosen.ts';
import { latestEvents, wordEvent } from './events.ts';

const names = ['live', 'lacking', 'onScene', 'overdue', 'wait'] as const;

/** The bottom line: five figures with how they went this session, and what happened last. */
export function FiguresStrip() {
  const words = deskWords();
  return (
    <footer class="strip unprinted" aria-label={words.figures.label}>
      {names.map((name) => (
        <Figure key={name} name={name} />
      ))}
      <Latest />
    </footer>
  );
}

function Figure({ name }: { name: keyof Figures }) {
  const words = deskWords().figures;
  const shown = (value: number | null): string =>
    value === null ? words.none : name === 'wait' ? duration(value * 60_000) : number(value);
  const past = history.value.map((at) => at[name] ?? 0);
  return (
    <div class={`figure of-${name}`} title={name === 'wait' ? words.waitHint : undefined}>
      <div>
        <div class="tiny soft nowrap">{words[name]}</div>
        <b>{shown(figures.value[name])}</b>
      </div>
      {past.length > 1 && (
        <Sparkline values={past} label={words.spark(words[name], shown(past[0] ?? null), shown(past.at(-1) ?? null))} />
      )}
    </div>
  );
}

/** A line of how a figure went, without axes: the figure beside it says how much. */
function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const low = Math.min(...values);
  const span = Math.max(1, Math.max(...values) - low);
  const points = values.map(
    (value, at) =>
      `${((at / (values.length - 1)) * 56 + 2).toFixed(1)},${(20 - ((value - low) / span) * 16).toFixed(1)}`,
  );
  return (
    <svg class="spark" viewBox="0 0 60 24" role="img" aria-label={label}>
      <title>{label}</title>
      <polyline points={points.join(' ')} />
    </svg>
  );
}

const shownLatest = 6;

function Latest() {
  const words = deskWords();
  const events = latestEvents.value.slice(0, shownLatest);
  return (
    <section class="latest" aria-label={words.events.label}>
      {events.length === 0 && <span class="soft small">{words.events.none}</span>}
      <ul>
        {events.map((event) => (
          <li key={event.key} class="clip">
            <button type="button" onClick={() => openNeed(event.needId)}>
              <b>{time(event.at)}</b> {wordEvent(event)}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="button quiet" onClick={() => (page.value = 'log')}>
        {words.nav.log}
      </button>
    </section>
  );
}
