import type { Cell } from '../../shared/records.ts';
import type { Point } from '../../shared/shapes.ts';

/** Where a point of the earth lies on a flat drawing of the grid: x to the east, y down, both from 0. */
export interface Projection {
  width: number;
  height: number;
  place: (point: Point) => { x: number; y: number };
}

/** Fits all cells into a drawing `width` wide. Over a city, shrinking longitudes by the latitude's cosine is exact enough to see. */
export function projectCells(cells: readonly Pick<Cell, 'ring'>[], width: number): Projection {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { ring } of cells)
    for (const { lon, lat } of ring) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  if (west >= east || south >= north) return { width, height: width, place: () => ({ x: width / 2, y: width / 2 }) };
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / ((east - west) * squeeze);
  return {
    width,
    height: (north - south) * scale,
    place: ({ lon, lat }) => ({ x: (lon - west) * squeeze * scale, y: (north - lat) * scale }),
  };
}

/** A cell's outline as an SVG path. */
export function outline({ ring }: Pick<Cell, 'ring'>, { place }: Projection): string {
  const corners = ring.slice(0, -1).map((point) => {
    const { x, y } = place(point);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${corners.join('L')}Z`;
}

/** The cell a point lies in, or undefined outside the grid. */
export const cellAt = <C extends Pick<Cell, 'ring'>>(cells: readonly C[], point: Point): C | undefined =>
  cells.find(({ ring }) => isInside(ring, point));

// Even-odd rule: a ray to the east crosses the outline an odd number of times from inside.
function isInside(ring: readonly Point[], { lon, lat }: Point): boolean {
  let inside = false;
  ring.forEach((a, at) => {
    const b = ring[at + 1];
    if (b && a.lat > lat !== b.lat > lat && lon < ((b.lon - a.lon) * (lat - a.lat)) / (b.lat - a.lat) + a.lon)
      inside = !inside;
  });
  return inside;
}

/** The nearest cell in the direction of an arrow key, or undefined at the edge. */
export function neighbour<C extends Pick<Cell, 'centre' | 'id'>>(
  cells: readonly C[],
  from: C,
  key: string,
  { place }: Projection,
): C | undefined {
  const directions: Record<string, [number, number]> = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
  };
  const direction = Object.hasOwn(directions, key) ? directions[key] : undefined;
  if (!direction) return undefined;
  const start = place(from.centre);
  let best: { cell: C; cost: number } | undefined;
  for (const cell of cells) {
    const { x, y } = place(cell.centre);
    const along = (x - start.x) * direction[0] + (y - start.y) * direction[1];
    const aside = Math.abs((x - start.x) * direction[1]) + Math.abs((y - start.y) * direction[0]);
    // Straight ahead first; what lies more to the side than ahead is not in this direction.
    if (along <= 0.5 || aside > along) continue;
    const cost = along + 2 * aside;
    if (!best || cost < best.cost) best = { cell, cost };
  }
  return best?.cell;
}
