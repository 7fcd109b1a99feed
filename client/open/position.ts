import type { Point } from '../../shared/shapes.ts';

export type NoPosition = 'denied' | 'none';

/** This device's position once, with its radius of doubt in metres; why not, where there is none. Takes up to 15 seconds. */
export function findPosition(): Promise<{ point: Point; accuracyM: number } | NoPosition> {
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ point: { lon: coords.longitude, lat: coords.latitude }, accuracyM: coords.accuracy }),
      (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'none'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  });
}

/** Browsers tell a position on https and localhost alone. */
findPosition.isPossible = (): boolean => isSecureContext && 'geolocation' in navigator;
