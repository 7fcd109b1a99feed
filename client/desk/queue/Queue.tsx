import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { language, pictured } from '../../live.ts';
import { cellName } from '../../parts/Names.tsx';
import { Skeleton } from '../../parts/Skeleton.tsx';
import { number } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { filter, incident, needId, onlyCellId, openNeed, search } from '../chosen.ts';
import { filterCounts, filters, listed, titleOf } from '../standing.ts';
import { Row, rowHeight } from './Row.tsx';
import { titleLines } from './title-lines.ts';
import { offsetsOf, scrollToRow, useWindow } from './windowed.ts';
import './queue.css';

/** The left pane: search, filters, and the needs, most urgent first. */
export function Queue() {
  const words = deskWords().queue;
  return (
    <section class="pane queue unprinted" aria-label={words.label}>
      <div class="bar">
        <input
          id="search"
          class="input"
          type="search"
          placeholder={words.search}
          aria-label={words.search}
          value={search.value}
          onInput={(event) => (search.value = event.currentTarget.value)}
        />
        <kbd aria-hidden="true">/</kbd>
      </div>
      <div class="filters" role="group" aria-label={words.filterLabel}>
        {filters.map((name) => (
          <button
            type="button"
            key={name}
            class="filter"
            aria-pressed={filter.value === name}
            onClick={() => (filter.value = name)}
          >
            {words.filters[name]} <b>{number(filterCounts.value[name])}</b>
          </button>
        ))}
      </div>
      {onlyCellId.value !== null && (
        <div class="only-cell row spread">
          <span>{words.cell(cellName(onlyCellId.value))}</span>
          <button type="button" class="button quiet" onClick={() => (onlyCellId.value = null)}>
            {words.clearCell}
          </button>
        </div>
      )}
      <List />
    </section>
  );
}

function List() {
  const scroller = useRef<HTMLDivElement>(null);
  const [titleWidth, setTitleWidth] = useState(340);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const resized = new ResizeObserver(() => setTitleWidth(element.clientWidth - 32));
    resized.observe(element);
    return () => resized.disconnect();
  }, []);
  const rows = listed.value;
  // Scrolling draws the list again; only a change of the list or its width places the rows anew.
  const offsets = useMemo(
    () => offsetsOf(rows.map(({ need }) => rowHeight(titleLines(titleOf(need), titleWidth)))),
    [rows, titleWidth, language.value],
  );
  const [from, until] = useWindow(scroller, offsets);
  const chosenAt = useMemo(() => rows.findIndex(({ need }) => need.id === needId.value), [rows, needId.value]);
  useEffect(() => {
    if (scroller.current && chosenAt >= 0) scrollToRow(scroller.current, offsets, chosenAt);
  }, [needId.value]);
  const words = deskWords().queue;
  if (!pictured.value) {
    return (
      <div class="rows loading" ref={scroller}>
        <Skeleton lines={18} height={20} />
      </div>
    );
  }
  return (
    <div class="rows" ref={scroller}>
      {rows.length === 0 && (
        <p class="empty">
          {incident.value === null
            ? words.empty.noIncident
            : search.value.trim() === ''
              ? words.empty[filter.value]
              : words.empty.search}
        </p>
      )}
      <ul
        id="queue"
        role="listbox"
        tabIndex={0}
        aria-label={words.label}
        aria-activedescendant={chosenAt >= from && chosenAt < until ? `row-${needId.value}` : undefined}
        style={{ height: `${offsets[rows.length]}px` }}
      >
        {rows.slice(from, until).map((standing, at) => (
          <Row
            key={standing.need.id}
            standing={standing}
            top={offsets[from + at]!}
            height={offsets[from + at + 1]! - offsets[from + at]!}
            position={from + at + 1}
            of={rows.length}
            chosen={standing.need.id === needId.value}
            onChoose={() => openNeed(standing.need.id)}
          />
        ))}
      </ul>
    </div>
  );
}
