import type { Cell } from '../../shared/records.ts';
import type { Point } from '../../shared/shapes.ts';
import type { View } from './view.ts';

/** The cell whose outline holds the point, or undefined. On a shared edge the smallest id wins, so that all processes agree. */
export function cellAt(view: View, point: Point): Cell | undefined {
  let found: Cell | undefined;
  for (const cell of view.all('cell')) if (isInside(cell.ring, point) && (!found || cell.id < found.id)) found = cell;
  return found;
}

/** A place to about 100 m: enough to plan by, too little to find a door. */
export const nearby = ({ lon, lat }: Point): Point => ({
  lon: Math.round(lon * 1000) / 1000,
  lat: Math.round(lat * 1000) / 1000,
});

// Even-odd rule: a ray to the east crosses the outline an odd number of times from inside.
function isInside(ring: readonly Point[], { lon, lat }: Point): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i += 1) {
    const a = ring[i - 1]!;
    const b = ring[i]!;
    if (a.lat > lat !== b.lat > lat && lon < ((b.lon - a.lon) * (lat - a.lat)) / (b.lat - a.lat) + a.lon)
      inside = !inside;
  }
  return inside;
}

/** Metres between two places on a sphere of 6,371 km (haversine). */
export function metresBetween(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(h)));
}
