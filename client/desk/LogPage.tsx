import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { one } from '../live.ts';
import { Button } from '../parts/Button.tsx';
import { cellName } from '../parts/Names.tsx';
import { dayTime, number } from '../words/format.ts';
import { deskWords } from '../words/desk.ts';
import { openNeed, sheet } from './chosen.ts';
import { dayOfEvents, kindOf, wordEvent, type Happening, type HappeningKind } from './events.ts';
import { offsetsOf, useWindow } from './queue/windowed.ts';
import './log.css';

const rowHeight = 34;
const kinds: HappeningKind[] = ['needs', 'answers', 'scene', 'alerts'];

/** What happened on this incident in the last day, across all needs, growing as it happens. */
export function LogPage() {
  const words = deskWords().log;
  const kind = useSignal<HappeningKind | null>(null);
  const text = useSignal('');
  const typed = text.value.toLowerCase().split(/\s+/u).filter(Boolean);
  const events = dayOfEvents.value.filter(
    (event) =>
      (kind.value === null || kindOf[event.type] === kind.value) &&
      (typed.length === 0 || contains(`${wordEvent(event)} ${where(event)}`.toLowerCase(), typed)),
  );
  return (
    <main id="main" class="page log-page unprinted">
      <header class="page-head row wrap">
        <div class="grow">
          <h2 class="title">{words.heading}</h2>
          <p class="small soft">{words.hint}</p>
        </div>
        <input
          class="input narrow"
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
        <Button onPress={() => (sheet.value = { of: 'log' })}>{words.print}</Button>
      </header>
      <div class="filters" role="group">
        {[null, ...kinds].map((each) => (
          <button
            type="button"
            key={each}
            class="filter"
            aria-pressed={kind.value === each}
            onClick={() => (kind.value = each)}
          >
            {each === null ? words.all : words.kinds[each]}
          </button>
        ))}
        <span class="grow" />
        <span class="small soft">{words.count(number(events.length))}</span>
      </div>
      {events.length === 0 ? (
        <p class="empty">{dayOfEvents.value.length === 0 ? words.none : words.noMatch}</p>
      ) : (
        <Rows events={events} />
      )}
    </main>
  );
}

const contains = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word));
const where = ({ needId }: Happening): string => {
  const need = one('need', needId);
  return need ? cellName(need.cellId) : '';
};

function Rows({ events }: { events: readonly Happening[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const words = deskWords().log;
  const offsets = offsetsOf(events.map(() => rowHeight));
  const [from, until] = useWindow(scroller, offsets);
  return (
    <div class="log-rows" ref={scroller} tabIndex={0} role="region" aria-label={words.heading}>
      <ol style={{ height: `${offsets[events.length]}px` }}>
        {events.slice(from, until).map((event, at) => (
          <li key={event.key} class={kindOf[event.type]} style={{ transform: `translateY(${offsets[from + at]}px)` }}>
            <time dateTime={new Date(event.at).toISOString()}>{dayTime(event.at)}</time>
            <button type="button" class="clip" onClick={() => openNeed(event.needId)}>
              {wordEvent(event)}
            </button>
            <span class="soft nowrap">{where(event)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
