import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { Cell } from '../../shared/records.ts';
import { neighbour, outline, projectCells } from '../parts/cell-geometry.ts';
import type { CoverageState } from '../shown.ts';
import { say } from '../words/format.ts';
import { openWords } from '../words/open.ts';
import { sharedWords } from '../words/shared.ts';

interface Props {
  cells: readonly Cell[];
  stateOf: (cellId: string) => CoverageState;
  /** With it, areas can be chosen; `chosen` is the one that is. */
  onChoose?: (cellId: string) => void;
  chosen?: string | null;
  /** Told which area is pointed at or has the focus. */
  onPoint?: (cellId: string | null) => void;
}

/** A shape for each state, in a box of 12 × 12 about 0,0, so that the map reads without colours. */
const glyphs: Partial<Record<CoverageState, string>> = {
  unmet: 'M0 -6L6.5 5.5L-6.5 5.5Z',
  urgent: 'M0 -6L6 0L0 6L-6 0Z',
  served: 'M-5.5 0L-1.5 4L5.5 -4',
  saturated: 'M-5 -5L5 5M5 -5L-5 5',
};

/** The areas of an emergency, coloured and marked by how they stand. One tab stop; arrow keys move inside. */
export function CoverageMap({ cells, stateOf, onChoose, chosen = null, onPoint }: Props) {
  const group = useRef<SVGSVGElement>(null);
  /** The tab stop: where the focus was last. */
  const at = useSignal<string | null>(null);
  const pointed = useSignal<string | null>(null);
  const projection = useMemo(() => projectCells(cells, 600), [cells]);
  const paths = useMemo(() => cells.map((cell) => outline(cell, projection)), [cells, projection]);
  const here = at.value ?? chosen ?? cells[0]?.id;

  const point = (id: string | null): void => {
    pointed.value = id;
    onPoint?.(id);
  };
  const move = (event: KeyboardEvent, cell: Cell): void => {
    if ((event.key === 'Enter' || event.key === ' ') && onChoose) {
      event.preventDefault();
      onChoose(cell.id);
    }
    const next = neighbour(cells, cell, event.key, projection);
    if (!next) return;
    event.preventDefault();
    group.current?.querySelector<SVGElement>(`[data-cell="${CSS.escape(next.id)}"]`)?.focus();
  };

  return (
    <svg
      ref={group}
      class="coverage-map"
      viewBox={`-4 -4 ${projection.width + 8} ${projection.height + 8}`}
      role="group"
      aria-label={openWords().map.labelled}
      onMouseLeave={() => point(null)}
    >
      <defs>
        <pattern id="hatched" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line class="hatch" x1="0" y1="0" x2="0" y2="8" />
        </pattern>
        <pattern id="dotted" width="9" height="9" patternUnits="userSpaceOnUse">
          <circle class="dot" cx="4.5" cy="4.5" r="1.2" />
        </pattern>
      </defs>
      {cells.map((cell, index) => {
        const state = stateOf(cell.id);
        const middle = projection.place(cell.centre);
        return (
          <g
            key={cell.id}
            class={`cell ${state} ${chosen === cell.id ? 'chosen' : ''}`}
            data-cell={cell.id}
            role={onChoose ? 'button' : 'img'}
            aria-pressed={onChoose ? chosen === cell.id : undefined}
            aria-label={`${say(cell.name)}: ${sharedWords().coverage[state]}`}
            tabIndex={cell.id === here ? 0 : -1}
            onClick={() => (onChoose ? onChoose(cell.id) : point(cell.id))}
            onMouseEnter={() => point(cell.id)}
            onFocus={() => {
              at.value = cell.id;
              point(cell.id);
            }}
            onBlur={() => point(null)}
            onKeyDown={(event) => move(event, cell)}
          >
            <path class="ground" d={paths[index]} />
            {state === 'saturated' && <path d={paths[index]} fill="url(#hatched)" />}
            {state === 'blind' && <path d={paths[index]} fill="url(#dotted)" />}
            <g transform={`translate(${middle.x} ${middle.y})`}>
              <Glyph state={state} />
            </g>
          </g>
        );
      })}
      {/* On top of all: an outline under its neighbours' edges would be cut. */}
      {cells.map((cell, index) =>
        cell.id === chosen || cell.id === pointed.value ? (
          <path key={`ring-${cell.id}`} class={`ring ${cell.id === chosen ? 'chosen' : ''}`} d={paths[index]} />
        ) : null,
      )}
    </svg>
  );
}

/** The shape of a state, about 0,0; nothing where there is nothing to say. */
export function Glyph({ state }: { state: CoverageState }) {
  const shape = glyphs[state];
  const isStroked = state === 'served' || state === 'saturated';
  return shape === undefined ? null : <path class={`glyph ${isStroked ? 'stroked' : ''}`} d={shape} />;
}
