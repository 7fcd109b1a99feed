import { useComputed, useSignal } from '@preact/signals';
import type { Cell } from '../../shared/records.ts';
import { all, one, pictured } from '../live.ts';
import { coverageState, coverageStates } from '../parts/coverage.ts';
import { Since } from '../parts/Since.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useNow } from '../parts/useNow.ts';
import type { CoverageState } from '../shown.ts';
import { number, say } from '../words/format.ts';
import { openWords } from '../words/open.ts';
import { sharedWords } from '../words/shared.ts';
import { CoverageMap, Glyph } from './CoverageMap.tsx';
import { CoverageTable } from './CoverageTable.tsx';
import { incident } from './incident.ts';

/** Where people are needed, as a map and as a list; areas alone, never a person. */
export function Coverage() {
  const pointed = useSignal<string | null>(null);
  const asList = useSignal(false);
  const now = useNow();
  const cells = all('cell');
  const states = useComputed(() => statesOf(all('cell'), now));
  const words = openWords().map;
  const stateOf = (id: string): CoverageState => states.value.get(id) ?? 'none';

  return (
    <section class="sheet stack" aria-labelledby="coverage-title">
      <div class="row spread wrap">
        <h2 id="coverage-title" class="large">
          {words.title}
        </h2>
        {cells.length > 0 && (
          <div class="two" role="group" aria-label={words.title}>
            <button type="button" aria-pressed={!asList.value} onClick={() => (asList.value = false)}>
              {words.asMap}
            </button>
            <button type="button" aria-pressed={asList.value} onClick={() => (asList.value = true)}>
              {words.asList}
            </button>
          </div>
        )}
      </div>
      {!pictured.value && <MapSkeleton />}
      {pictured.value && cells.length === 0 && <p class="empty">{words.empty}</p>}
      {cells.length > 0 && !asList.value && (
        <>
          <CoverageMap cells={cells} stateOf={stateOf} onPoint={(id) => (pointed.value = id)} />
          <Caption cell={pointed.value === null ? undefined : one('cell', pointed.value)} stateOf={stateOf} />
          <Legend states={[...states.value.values()]} />
        </>
      )}
      {cells.length > 0 && asList.value && <CoverageTable cells={cells} stateOf={stateOf} />}
      <p class="soft small">{words.shows}</p>
    </section>
  );
}

/** Every area's state by the clock of the server. */
export function statesOf(cells: readonly Cell[], now: number): Map<string, CoverageState> {
  const sinceAt = incident.value?.openedAt ?? now;
  return new Map(cells.map(({ id }) => [id, coverageState(one('coverage', id), now, sinceAt)]));
}

function Caption({ cell, stateOf }: { cell: Cell | undefined; stateOf: (id: string) => CoverageState }) {
  const words = openWords().map;
  if (!cell) return <p class="caption soft">{words.hint}</p>;
  const coverage = one('coverage', cell.id);
  const people = coverage ? words.people(coverage.coming, coverage.onScene) : '';
  return (
    <p class="caption">
      <strong>{say(cell.name)}</strong> ·{' '}
      <span class={`state ${stateOf(cell.id)}`}>{sharedWords().coverage[stateOf(cell.id)]}</span>
      <br />
      <span class="soft">
        {words.open(coverage?.open ?? 0, coverage?.lacking ?? 0)}
        {people && ` · ${people}`}
        {' · '}
        {typeof coverage?.lastReportAt === 'number' ? (
          <>
            {words.lastReport} <Since at={coverage.lastReportAt} />
          </>
        ) : (
          words.neverReport
        )}
      </span>
    </p>
  );
}

function Legend({ states }: { states: CoverageState[] }) {
  return (
    <ul class="legend" aria-label={openWords().map.legend}>
      {coverageStates.map((state) => (
        <li key={state}>
          <svg class="swatch" viewBox="-10 -10 20 20" aria-hidden="true">
            <g class={`cell ${state}`}>
              <rect class="ground" x="-9" y="-9" width="18" height="18" rx="4" />
              {state === 'saturated' && <rect x="-9" y="-9" width="18" height="18" rx="4" fill="url(#hatched)" />}
              {state === 'blind' && <rect x="-9" y="-9" width="18" height="18" rx="4" fill="url(#dotted)" />}
              <Glyph state={state} />
            </g>
          </svg>
          {sharedWords().coverage[state]} <strong>{number(states.filter((other) => other === state).length)}</strong>
        </li>
      ))}
    </ul>
  );
}

function MapSkeleton() {
  return (
    <div class="map-skeleton">
      <Skeleton height={260} />
    </div>
  );
}
