import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Incident } from '../../shared/records.ts';
import type { Point } from '../../shared/shapes.ts';
import { all } from '../live.ts';

/** What this desk is looking at. The address carries the page and the need, so that both can be sent to a colleague. */
export const pages = ['board', 'safety', 'plan', 'people', 'care', 'log'] as const;
export type Page = (typeof pages)[number];
export type Filter = 'lacking' | 'reported' | 'mine' | 'unclaimed' | 'live' | 'closed';
/** What the right pane is for just now. */
export type Task = 'look' | 'report' | 'triage' | 'merge';

export const peopleTabs = ['people', 'walkUps', 'invite', 'organisations', 'grid', 'incident', 'stations'] as const;
export type PeopleTab = (typeof peopleTabs)[number];

export const page = signal<Page>('board');
export const peopleTab = signal<PeopleTab>('people');
export const needId = signal<string | null>(null);
export const task = signal<Task>('look');
export const filter = signal<Filter>('lacking');
export const search = signal('');
export const onlyCellId = signal<string | null>(null);
export const keysShown = signal(false);
/** A sheet of paper to look at and print. */
export const sheet = signal<
  | { of: 'assignment'; needId: string }
  | { of: 'checkIn' }
  | { of: 'log' }
  | { of: 'stillOut' }
  | { of: 'station'; stationId: string }
  | { of: 'paperCode'; walkUpId: string; printsAtOnce?: boolean }
  | { of: 'certificate'; personId: string; serviceRecordId: string }
  | { of: 'arrivals'; stationId: string | null }
  | null
>(null);
/** Where the map was last clicked while a form asked for a place. */
export const picked = signal<{ point: Point; cellId: string } | null>(null);

/** A form in the right pane wants a place: a click on the map answers it. */
export const picking: ReadonlySignal<boolean> = computed(() => task.value === 'report' || task.value === 'triage');

const wantedIncidentId = signal<string | null>(null);
export const chooseIncident = (id: string): void => {
  wantedIncidentId.value = id;
};

/** The incident this desk works on: the one chosen, else the open one that began last. */
export const incident: ReadonlySignal<Incident | null> = computed(() => {
  const incidents = all('incident');
  const wanted = incidents.find((one) => one.id === wantedIncidentId.value);
  if (wanted) return wanted;
  return [...incidents].sort((a, b) => rank(b) - rank(a) || b.openedAt - a.openedAt)[0] ?? null;
});
const rank = (one: Incident): number => (one.status === 'open' ? 1 : 0);

/** Opens a need in the right pane, or closes the pane with null. */
export function openNeed(id: string | null): void {
  needId.value = id;
  task.value = 'look';
  if (id !== null) page.value = 'board';
}

/** Starts a form in the right pane. */
export function begin(next: Task): void {
  picked.value = null;
  task.value = next;
  page.value = 'board';
}

/** Keeps the address and the signals above in step; call once. */
export function followAddress(): void {
  const read = (): void => {
    const [first, second] = location.hash.replace(/^#\/?/, '').split('/');
    page.value = pages.find((each) => each === first) ?? 'board';
    if (first === 'need' && second) openNeed(decodeURIComponent(second));
  };
  read();
  addEventListener('hashchange', read);
  effect(() => {
    const at =
      page.value === 'board' ? (needId.value ? `#/need/${encodeURIComponent(needId.value)}` : '#/') : `#/${page.value}`;
    if (location.hash !== at) history.replaceState(null, '', at);
  });
}
