import type { Point } from '../../shared/shapes.ts';

const earthRadiusKm = 6371;
const rad = Math.PI / 180;

/**
 * Streets are longer than the crow flies. Measured ratios of road to straight line: about 1.2 in US cities (Newell 1980),
 * 1.22 to 1.44 by province in South Korea, cities low, mountains high (Kim et al. 2015); 1.3 lies between.
 */
export const detourFactor = 1.3;
/** Door to door in a city during an incident. Our assumption, to be corrected from check-in times of one's own deployment. */
export const kmPerHour = 25;
/** From reading the offer to being under way. Our assumption, as above. */
export const setOutMinutes = 5;

export interface Way {
  /** Straight line. */
  km: number;
  /** Whole minutes from now to being there. */
  minutes: number;
}

/** Kilometres between two places on a sphere (haversine). */
export function kmBetween(a: Point, b: Point): number {
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(h)));
}

export function wayBetween(from: Point, to: Point): Way {
  const km = kmBetween(from, to);
  return { km, minutes: setOutMinutes + Math.ceil((km * detourFactor * 60) / kmPerHour) };
}
