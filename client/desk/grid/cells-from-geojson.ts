import simplify from 'simplify-js';
import type { Cell } from '../../../shared/records.ts';
import type { Point, Words } from '../../../shared/shapes.ts';

export type NewCell = Omit<Cell, 'kind'>;

/** Why a feature, or the whole file, cannot become cells; the desk has words for each. */
export type GridProblem =
  | { why: 'notJson' | 'notFeatures' | 'empty' }
  | { why: 'notAnArea' | 'outsideTheEarth' | 'tooSmall'; feature: number; name: string };

/** As many corners as a cell may have, its first repeated last. */
const mostCorners = 200;

/**
 * Reads a GeoJSON FeatureCollection of areas (WGS 84, longitude first; RFC 7946) as grid cells. The name comes from
 * `name`, `name:zh`, `name:en` or `名称`, people living there from `population`, the id from the feature's id or code.
 * Of an area in several parts the largest is taken; outlines are simplified until they fit.
 */
export function cellsFromGeoJson(text: string): { cells: NewCell[]; problems: GridProblem[] } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { cells: [], problems: [{ why: 'notJson' }] };
  }
  const { type, features } = (parsed ?? {}) as { type?: unknown; features?: unknown };
  if (type !== 'FeatureCollection' || !Array.isArray(features))
    return { cells: [], problems: [{ why: 'notFeatures' }] };
  if (features.length === 0) return { cells: [], problems: [{ why: 'empty' }] };
  const cells: NewCell[] = [];
  const problems: GridProblem[] = [];
  const taken = new Set<string>();
  features.forEach((feature: Feature | null, at) => {
    const properties = feature?.properties ?? {};
    const name = nameOf(properties, at);
    const told = { feature: at + 1, name: name.zh ?? name.en ?? '' };
    const ring = largestRing(feature?.geometry);
    if (!ring) return problems.push({ why: 'notAnArea', ...told });
    if (ring.some(({ lon, lat }) => !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)))
      return problems.push({ why: 'outsideTheEarth', ...told });
    const fitted = fitted200(ring);
    if (fitted.length < 4 || area(fitted) === 0) return problems.push({ why: 'tooSmall', ...told });
    const id = idOf(feature, properties, taken);
    taken.add(id);
    return cells.push({
      id,
      name,
      ring: fitted,
      centre: centroid(fitted),
      population: populationOf(properties['population'] ?? properties['pop'] ?? properties['人口']),
    });
  });
  return { cells, problems };
}

interface Feature {
  id?: unknown;
  properties?: Record<string, unknown> | null;
  geometry?: { type?: unknown; coordinates?: unknown } | null;
}

function nameOf(properties: Record<string, unknown>, at: number): Words {
  const text = (...keys: string[]): string | undefined => {
    const found = keys.map((key) => properties[key]).find((value) => typeof value === 'string' && value.trim() !== '');
    return found === undefined ? undefined : (found as string).trim().slice(0, 300);
  };
  const plain = text('name', 'NAME', 'Name', '名称');
  const isChinese = plain !== undefined && /\p{Script=Han}/u.test(plain);
  const zh = text('name:zh', 'name_zh', 'nameZh') ?? (isChinese ? plain : undefined);
  const en = text('name:en', 'name_en', 'nameEn') ?? (isChinese ? undefined : plain);
  if (zh === undefined && en === undefined) return { en: `Cell ${at + 1}`, zh: `网格 ${at + 1}` };
  return { ...(en === undefined ? {} : { en }), ...(zh === undefined ? {} : { zh }) };
}

const populationOf = (value: unknown): number =>
  typeof value === 'number' && value >= 0 ? Math.min(10_000_000, Math.round(value)) : 0;

/** The file's own id where it is one and nobody took it: laid again, the same file then redraws the same cells. */
function idOf(feature: Feature | null, properties: Record<string, unknown>, taken: ReadonlySet<string>): string {
  const given = [feature?.id, properties['id'], properties['code'], properties['adcode']]
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String)
    .find((value) => /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/.test(value) && !taken.has(value));
  return given ?? crypto.randomUUID();
}

function largestRing(geometry: Feature['geometry']): Point[] | undefined {
  const { type, coordinates } = geometry ?? {};
  const parts = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : [];
  if (!Array.isArray(parts)) return undefined;
  let largest: Point[] | undefined;
  for (const part of parts as unknown[]) {
    const ring = pointsOf(Array.isArray(part) ? (part as unknown[])[0] : undefined);
    if (ring && (!largest || area(ring) > area(largest))) largest = ring;
  }
  return largest;
}

function pointsOf(outline: unknown): Point[] | undefined {
  if (!Array.isArray(outline) || outline.length < 4) return undefined;
  const points: Point[] = [];
  for (const pair of outline as unknown[]) {
    if (!Array.isArray(pair)) return undefined;
    const [lon, lat] = pair as unknown[];
    if (typeof lon !== 'number' || typeof lat !== 'number') return undefined;
    points.push({ lon, lat });
  }
  const [first, last] = [points[0]!, points.at(-1)!];
  if (first.lon !== last.lon || first.lat !== last.lat) points.push(first);
  return points;
}

/** Simplified a little more each time until the corners fit; begins at about a metre. */
function fitted200(ring: Point[]): Point[] {
  const flat = ring.map(({ lon, lat }) => ({ x: lon, y: lat }));
  let fitted = flat;
  for (let tolerance = 1e-5; fitted.length > mostCorners; tolerance *= 1.6) fitted = simplify(flat, tolerance, true);
  return fitted.map(({ x, y }) => ({ lon: rounded(x), lat: rounded(y) }));
}

/** About ten centimetres. */
export const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Twice the signed areas of the triangles from the origin, summed: the shoelace formula, in square degrees. */
function area(ring: readonly Point[]): number {
  return Math.abs(doubled(ring)) / 2;
}

function doubled(ring: readonly Point[]): number {
  let sum = 0;
  for (let at = 0; at + 1 < ring.length; at++) {
    const [a, b] = [ring[at]!, ring[at + 1]!];
    sum += a.lon * b.lat - b.lon * a.lat;
  }
  return sum;
}

function centroid(ring: readonly Point[]): Point {
  // Around the first corner, where the products are small and keep their digits.
  const { lon: lon0, lat: lat0 } = ring[0]!;
  let [lon, lat, whole] = [0, 0, 0];
  for (let at = 0; at + 1 < ring.length; at++) {
    const [ax, ay] = [ring[at]!.lon - lon0, ring[at]!.lat - lat0];
    const [bx, by] = [ring[at + 1]!.lon - lon0, ring[at + 1]!.lat - lat0];
    const cross = ax * by - bx * ay;
    lon += (ax + bx) * cross;
    lat += (ay + by) * cross;
    whole += cross;
  }
  return { lon: rounded(lon0 + lon / (3 * whole)), lat: rounded(lat0 + lat / (3 * whole)) };
}
