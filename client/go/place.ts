import type { Point } from '../../shared/shapes.ts';

/** The eighth of the compass in which `to` lies from `from`: 0 north, 2 east, 4 south, 6 west. */
export function eighthTowards(from: Point, to: Point): number {
  const east = (to.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180);
  const eighth = Math.round(Math.atan2(east, to.lat - from.lat) / (Math.PI / 4));
  return (eighth + 8) % 8;
}

/** Kilometres between two points as the crow flies. */
export function kmBetween(a: Point, b: Point): number {
  const radians = Math.PI / 180;
  const half = (degrees: number) => Math.sin((degrees * radians) / 2) ** 2;
  const h = half(b.lat - a.lat) + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * half(b.lon - a.lon);
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

export type MapApp = 'phone' | 'amap' | 'osm';

/** A link that starts navigation to a point: the phone's own map app, Amap, or OpenStreetMap in the browser. */
export function navigateTo(app: MapApp, point: Point, label: string, userAgent: string): string {
  const { lat, lon } = point;
  const name = encodeURIComponent(label.replaceAll(/[()]/g, ' '));
  if (app === 'amap')
    return `https://uri.amap.com/navigation?to=${lon},${lat},${name}&mode=car&coordinate=wgs84&callnative=1`;
  if (app === 'osm') return `https://www.openstreetmap.org/directions?to=${lat},${lon}`;
  // Apple's phones do not know geo: links and say nothing when they are tapped.
  return /iPhone|iPad|Macintosh/.test(userAgent)
    ? `https://maps.apple.com/?daddr=${lat},${lon}&q=${name}`
    : `geo:${lat},${lon}?q=${lat},${lon}(${name})`;
}

/** Where the phone says it is, or nothing when it may not say or takes longer than `waitMs`: a check-in never waits for it. */
export function whereAmI(waitMs = 6000): Promise<{ point: Point; accuracyM: number } | undefined> {
  if (!('geolocation' in navigator)) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    // The browser's own timeout starts only after the question of permission is answered.
    const giveUp = setTimeout(() => resolve(undefined), waitMs);
    const settle = (found?: { point: Point; accuracyM: number }) => {
      clearTimeout(giveUp);
      resolve(found);
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        settle({
          point: { lon: coords.longitude, lat: coords.latitude },
          accuracyM: Math.min(100_000, Math.max(0, Math.round(coords.accuracy))),
        }),
      () => settle(),
      { enableHighAccuracy: true, timeout: waitMs, maximumAge: 60_000 },
    );
  });
}
