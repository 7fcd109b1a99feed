import * as L from 'leaflet';
import { isLive } from '../../../shared/lifecycle.ts';
import type { Priority } from '../../../shared/records.ts';
import { priorityShapes } from '../../parts/PriorityMark.tsx';
import { deskWords } from '../../words/desk.ts';
import { openNeed, picking } from '../chosen.ts';
import { isAlarming, isLacking, titleOf, type Standing } from '../standing.ts';

/** Needs closer than this many pixels stand as one mark with a number. */
const together = 34;
const rank: Record<Priority, number> = { immediate: 0, urgent: 1, routine: 2 };

interface Spot {
  key: string;
  at: L.LatLng;
  needs: Standing[];
}

/** Draws live needs, and the people at them, on a map; only what is in view, so that thousands cost nothing. */
export function drawNeeds(map: L.Map) {
  const markers = new Map<string, { marker: L.Marker; look: string }>();
  const group = L.layerGroup().addTo(map);
  let standings: readonly Standing[] = [];
  let chosenId: string | null = null;

  const redraw = (): void => {
    const spots = gather(map, standings, chosenId);
    const kept = new Set(spots.map(({ key }) => key));
    for (const [key, { marker }] of markers) {
      if (kept.has(key)) continue;
      marker.remove();
      markers.delete(key);
    }
    for (const spot of spots) {
      const look = lookOf(spot, chosenId);
      const known = markers.get(spot.key);
      if (known?.look === look.key) {
        known.marker.setLatLng(spot.at);
        continue;
      }
      known?.marker.remove();
      const marker = L.marker(spot.at, {
        icon: L.divIcon({ html: look.element, className: 'spot', iconSize: [30, 30] }),
        keyboard: false,
        zIndexOffset: look.weight,
      });
      marker.bindTooltip(look.title, { direction: 'top', offset: [0, -14], opacity: 1, className: 'spot-tip' });
      marker.on('click', () => press(spot));
      markers.set(spot.key, { marker: marker.addTo(group), look: look.key });
    }
  };

  const press = (spot: Spot): void => {
    if (picking.value) return;
    const [first] = spot.needs;
    if (spot.needs.length === 1 && first) openNeed(first.need.id);
    else if (map.getZoom() < 17)
      map.flyToBounds(L.latLngBounds(spot.needs.map(placeOf)).pad(0.6), { maxZoom: 17, duration: 0.4 });
    else if (first) openNeed((spot.needs.find(({ need }) => need.id !== chosenId) ?? first).need.id);
  };

  map.on('zoomend moveend', redraw);
  // Leaflet says so once more, a moment after the window changed its size, though the map is gone by then.
  map.on('unload', () => map.off('zoomend moveend', redraw));
  return {
    show(next: readonly Standing[], id: string | null): void {
      standings = next.filter(({ need }) => isLive(need) || need.id === id);
      chosenId = id;
      redraw();
    },
    /** Brings the need into view, where it is not. */
    lookAt(id: string | null): void {
      const standing = standings.find(({ need }) => need.id === id);
      if (standing && !map.getBounds().pad(-0.08).contains(placeOf(standing))) map.panTo(placeOf(standing));
    },
  };
}

const placeOf = ({ need }: Standing): L.LatLng =>
  L.latLng((need.private?.point ?? need.near).lat, (need.private?.point ?? need.near).lon);

/** Needs in view, those that would cover each other as one; the chosen one always by itself. */
function gather(map: L.Map, standings: readonly Standing[], chosenId: string | null): Spot[] {
  const view = map.getBounds().pad(0.2);
  const zoom = map.getZoom();
  const squares = new Map<string, Spot>();
  for (const standing of standings) {
    const at = placeOf(standing);
    if (!view.contains(at)) continue;
    const pixel = map.project(at, zoom);
    const alone = standing.need.id === chosenId;
    const key = alone ? `need ${chosenId}` : `${Math.floor(pixel.x / together)} ${Math.floor(pixel.y / together)}`;
    const spot = squares.get(key);
    if (spot) spot.needs.push(standing);
    else squares.set(key, { key, at, needs: [standing] });
  }
  for (const spot of squares.values()) {
    // The gravest gives the mark its shape and its place.
    spot.needs.sort(
      (a, b) => Number(isLacking(b)) - Number(isLacking(a)) || rank[a.need.priority] - rank[b.need.priority],
    );
    spot.at = placeOf(spot.needs[0]!);
  }
  return [...squares.values()];
}

function lookOf(
  spot: Spot,
  chosenId: string | null,
): { key: string; title: string; weight: number; element: HTMLElement } {
  const words = deskWords().map;
  const { need } = spot.needs[0]!;
  const sum = (of: (standing: Standing) => number): number =>
    spot.needs.reduce((total, standing) => total + of(standing), 0);
  const count = spot.needs.length;
  const onScene = sum((standing) => standing.onScene);
  const coming = sum((standing) => standing.coming);
  const lacks = spot.needs.some((standing) => standing.need.status === 'reported' || isLacking(standing));
  const chosen = need.id === chosenId;
  const alarming = spot.needs.some(isAlarming);
  const title = [
    count === 1 ? titleOf(need) : words.many(count),
    ...(onScene > 0 ? [words.onScene(onScene)] : []),
    ...(coming > 0 ? [words.coming(coming)] : []),
  ].join(' · ');
  const element = document.createElement('span');
  element.className = `need-mark ${need.priority} ${lacks ? 'lacks' : 'settled'} ${chosen ? 'chosen' : ''} ${alarming ? 'alarming' : ''}`;
  element.append(shapeOf(need.priority));
  if (count > 1) element.append(badge('many', String(count)));
  if (onScene > 0) element.append(badge('team', String(onScene)));
  else if (coming > 0) element.append(badge('team coming', String(coming)));
  return {
    key: `${element.className} ${count} ${onScene} ${coming} ${title}`,
    title: escapedText(title),
    weight: chosen ? 2000 : lacks ? 1000 - rank[need.priority] * 300 : 0,
    element,
  };
}

function shapeOf(priority: Priority): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 12 12');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', priorityShapes[priority]);
  svg.append(path);
  return svg;
}

function badge(name: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = name;
  element.textContent = text;
  return element;
}

/** Leaflet takes HTML in a tooltip, and a title is somebody's text. */
function escapedText(text: string): string {
  const element = document.createElement('span');
  element.textContent = text;
  return element.innerHTML;
}
