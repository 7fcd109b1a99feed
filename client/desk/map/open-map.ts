import { effect } from '@preact/signals';
import * as L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { all } from '../../live.ts';
import { cellAt } from '../../parts/cell-geometry.ts';
import { picked, picking } from '../chosen.ts';

/** A map in an element: it needs no tile server, and uses one where the deployment has one. */
export function openMap(element: HTMLElement): L.Map {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = L.map(element, {
    zoomControl: false,
    attributionControl: false,
    zoomSnap: 0.1,
    zoomDelta: 0.5,
    minZoom: 3,
    maxZoom: 19,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    // j, k and the other keys belong to the desk; the map keeps arrows, plus and minus when it has the focus.
    keyboard: true,
  });
  L.control.zoom({ position: 'topright' }).addTo(map);
  map.setView([0, 0], 3);
  map.on('click', ({ latlng }) => {
    if (!picking.value) return;
    const point = { lon: round(latlng.wrap().lng), lat: round(latlng.lat) };
    const cell = cellAt(all('cell'), point);
    if (cell) picked.value = { point, cellId: cell.id };
  });
  const pin = L.marker([0, 0], {
    icon: L.divIcon({ className: 'pin', iconSize: [14, 14] }),
    interactive: false,
    keyboard: false,
    zIndexOffset: 3000,
  });
  const stop = effect(() => {
    if (picking.value && picked.value) pin.setLatLng([picked.value.point.lat, picked.value.point.lon]).addTo(map);
    else pin.remove();
  });
  const resized = new ResizeObserver(() => map.invalidateSize({ pan: false }));
  resized.observe(element);
  map.on('unload', () => {
    stop();
    resized.disconnect();
  });
  map.on('zoomanim', () => zooming.add(map)).on('zoomend', () => zooming.delete(map));
  void addStreets(map);
  return map;
}

const zooming = new WeakSet<L.Map>();

/** Takes the map away. A zoom that is running is let end first: Leaflet would go on with it on panes that are gone. */
export function closeMap(map: L.Map): void {
  if (zooming.has(map)) map.once('moveend', () => map.remove());
  else map.remove();
}

// About ten centimetres; more digits than a finger has.
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

async function addStreets(map: L.Map): Promise<void> {
  const response = await fetch('/api/settings').catch(() => null);
  if (!response?.ok) return;
  const { tileUrl } = (await response.json()) as { tileUrl?: string | null };
  if (!tileUrl) return;
  L.tileLayer(tileUrl, { maxZoom: 19 }).addTo(map);
  map.getContainer().classList.add('streets');
}
