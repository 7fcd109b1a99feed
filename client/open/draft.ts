import { isPhone } from '../phone.ts';
import { computed, effect, signal } from '@preact/signals';
import type { GivenInput } from '../../shared/operations.ts';
import type { Cell, NeedCategory, VulnerableGroup } from '../../shared/records.ts';
import type { Point, Words } from '../../shared/shapes.ts';

/** A report as it is being written. */
export interface Draft {
  category: NeedCategory | null;
  what: string;
  cellId: string | null;
  point: Point | null;
  accuracyM: number | null;
  address: string;
  people: string;
  vulnerable: VulnerableGroup[];
  name: string;
  phone: string;
}

export const emptyDraft: Draft = {
  category: null,
  what: '',
  cellId: null,
  point: null,
  accuracyM: null,
  address: '',
  people: '1',
  vulnerable: [],
  name: '',
  phone: '',
};

const longest = 4000;
const longestTitle = 120;

/** What keeps the draft from being sent, by field. */
export type Lacks = Partial<Record<'category' | 'what' | 'where' | 'people' | 'phone', true>>;

/** `cellId`: the area as chosen, or as read from the address. */
export function lacksOf(draft: Draft, cellId: string | null): Lacks {
  const people = Number(draft.people);
  return {
    ...(draft.category === null ? { category: true as const } : {}),
    ...(draft.what.trim() === '' || draft.what.length > longest ? { what: true as const } : {}),
    ...(cellId === null && !draft.point ? { where: true as const } : {}),
    ...(Number.isInteger(people) && people >= 1 && people <= 100_000 ? {} : { people: true as const }),
    ...(draft.phone.trim() === '' || isPhone(draft.phone) ? {} : { phone: true as const }),
  };
}

/** Characters left of what may be written. */
export const leftOf = (draft: Draft): number => longest - draft.what.length;

/** The area whose name stands in the address, the longest where several do; null where none does. */
export function cellNamedIn(address: string, cells: readonly Pick<Cell, 'id' | 'name'>[]): string | null {
  const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, '');
  const wanted = plain(address);
  let best: { id: string; length: number } | null = null;
  for (const { id, name } of cells)
    for (const word of [name.en, name.zh]) {
      const named = word === undefined ? '' : plain(word);
      const at = named === '' ? -1 : wanted.indexOf(named);
      // "Lanshan 1" does not stand in "Lanshan 12".
      if (at < 0 || (/\d$/.test(named) && /\d/.test(wanted[at + named.length] ?? ''))) continue;
      if (!best || named.length > best.length) best = { id, length: named.length };
    }
  return best?.id ?? null;
}

/** Words in the language they were written in. */
export const inItsLanguage = (text: string): Words => (/\p{Script=Han}/u.test(text) ? { zh: text } : { en: text });

/** The first sentence as the title; all of it as the details where it is longer. */
export function titleAndDetails(what: string): { title: Words; details?: string } {
  const text = what.trim();
  const first = text.split(/(?<=[。！？!?；;])|(?<=\.)\s|\n/u)[0]?.trim() ?? '';
  const base = first === '' ? text : first;
  const title = base.length > longestTitle ? `${base.slice(0, longestTitle - 1).trimEnd()}…` : base;
  return title === text ? { title: inItsLanguage(title) } : { title: inItsLanguage(title), details: text };
}

/** The draft as `reportNeed` takes it. Call it only where nothing is lacking. */
export function toReport(
  draft: Draft,
  cellId: string | null,
  incidentId: string | undefined,
): GivenInput<'reportNeed'> {
  const [address, name, phone] = [draft.address.trim(), draft.name.trim(), draft.phone.trim()];
  return {
    ...(incidentId === undefined ? {} : { incidentId }),
    ...titleAndDetails(draft.what),
    category: draft.category ?? 'other',
    ...(cellId === null ? {} : { cellId }),
    ...(draft.point ? { point: draft.point } : {}),
    ...(address ? { address: inItsLanguage(address) } : {}),
    peopleCount: Number(draft.people),
    vulnerable: draft.vulnerable,
    ...(name ? { contactName: name } : {}),
    ...(phone ? { contactPhone: phone } : {}),
  };
}

const key = 'muster.draft';

function kept(): Draft {
  try {
    return { ...emptyDraft, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Draft>) };
  } catch {
    return emptyDraft;
  }
}

/** What is being written here; a reload does not lose it, closing the tab does. */
export const draft = signal<Draft>(kept());
export const isEmpty = computed(() => JSON.stringify(draft.value) === JSON.stringify(emptyDraft));

export const write = (change: Partial<Draft>): void => {
  draft.value = { ...draft.value, ...change };
};

if (globalThis.sessionStorage) {
  effect(() => {
    const text = JSON.stringify(draft.value);
    try {
      sessionStorage.setItem(key, text);
    } catch {
      // Then a reload does lose it.
    }
  });
}
