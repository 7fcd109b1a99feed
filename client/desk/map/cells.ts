import * as L from 'leaflet';
import type { Cell, Incident } from '../../../shared/records.ts';
import { nowAt, type Coverage } from '../../live.ts';
import { coverageState } from '../../parts/coverage.ts';
import { ago, say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { onlyCellId, picking } from '../chosen.ts';

/** Draws the grid on a map and keeps it as the coverage says. A click on a cell shows only its needs. */
export function drawCells(map: L.Map) {
  const shapes = new Map<string, { shape: L.Polygon; state: string; said: string }>();
  const group = L.layerGroup().addTo(map);
  let marked: string | null = null;
  let fitted = 0;

  const draw = (cell: Cell): L.Polygon => {
    const shape = L.polygon(
      cell.ring.map(({ lat, lon }): [number, number] => [lat, lon]),
      { className: 'cell none', smoothFactor: 0.5 },
    );
    shape.on('click', () => {
      if (!picking.value) onlyCellId.value = onlyCellId.value === cell.id ? null : cell.id;
    });
    shape.bindTooltip('', { sticky: true, direction: 'top', opacity: 1, className: 'cell-tip' });
    return shape.addTo(group);
  };

  const dress = (id: string): void => {
    const entry = shapes.get(id);
    entry?.shape
      .getElement()
      ?.setAttribute('class', `cell ${entry.state} leaflet-interactive ${id === marked ? 'only' : ''}`);
    if (id === marked) entry?.shape.bringToFront();
  };

  return {
    show(cells: readonly Cell[], coverage: readonly Coverage[], incident: Incident | null): void {
      const now = nowAt();
      const byCell = new Map(coverage.map((each) => [each.id, each]));
      for (const cell of cells) {
        const known = shapes.get(cell.id);
        const covered = byCell.get(cell.id);
        const state = coverageState(covered, now, incident?.openedAt ?? now);
        const said = tip(cell, covered, state, now);
        const entry = known ?? { shape: draw(cell), state: '', said: '' };
        if (!known) shapes.set(cell.id, entry);
        if (entry.said !== said) entry.shape.setTooltipContent(said);
        entry.said = said;
        if (entry.state !== state) {
          entry.state = state;
          dress(cell.id);
        }
      }
      if (cells.length > 0 && fitted === 0) {
        fitted = cells.length;
        fit(map, cells);
      }
    },
    mark(id: string | null): void {
      const before = marked;
      marked = id;
      if (before !== null) dress(before);
      if (id !== null) dress(id);
    },
  };
}

/** Shows the whole grid. */
function fit(map: L.Map, cells: readonly Cell[]): void {
  const bounds = L.latLngBounds(cells.flatMap(({ ring }) => ring.map(({ lat, lon }): [number, number] => [lat, lon])));
  map.fitBounds(bounds, { padding: [16, 16], animate: false });
  map.setMaxBounds(bounds.pad(1));
}

function tip(cell: Cell, coverage: Coverage | undefined, state: Coverage['state'], now: number): string {
  const words = deskWords().map;
  const lines = [
    words.state[state],
    ...(coverage && coverage.open > 0
      ? [words.figures(coverage.open, coverage.lacking, coverage.coming, coverage.onScene)]
      : []),
    coverage?.lastReportAt ? words.lastReport(ago(coverage.lastReportAt, now)) : words.noReport,
  ];
  // Leaflet takes HTML here, and a cell's name is somebody's text.
  return `<b>${escaped(say(cell.name))}</b><br>${lines.map(escaped).join('<br>')}`;
}

const escaped = (text: string): string => {
  const element = document.createElement('span');
  element.textContent = text;
  return element.innerHTML;
};
