import type { Person } from '../../shared/records.ts';
import { levelOf } from './eligibility.ts';
import type { PeopleColumns } from './people-columns.ts';

/**
 * What one more person with a skill, at home in a cell, is worth to the board, in points: from the duals of the last plan.
 * Used only where one need is ranked alone; a plan of the whole board weighs scarcity by itself.
 */
export interface SeatPrices {
  /** Whole points ≥ 0. */
  readonly priceOf: (skillCode: string, cellId: string) => number;
}

/** The dearest of the skills that count now, and its price; null where none has one. */
export function scarcityOf(person: Person, prices: SeatPrices, now: number): { code: string; price: number } | null {
  let dearest: { code: string; price: number } | null = null;
  for (const { code } of person.skills) {
    const price = prices.priceOf(code, person.homeCellId);
    if (price <= (dearest?.price ?? 0) || levelOf(person, code, now) === 0) continue;
    dearest = { code, price };
  }
  return dearest;
}

/** More than this, in minutes of travel, no single need is worth; it also keeps one unfillable seat from deciding everything. */
export const highestPrice = 120;
/** A cell with few holders of a skill leans on what the skill is worth everywhere, as if so many more were there. */
const leaning = 4;

/** What prices are worked out from. */
export interface PriceTable {
  anybody: Tally;
  /** By skill code. */
  bySkill: ReadonlyMap<string, Tally>;
  /** By skill code and cell id. */
  bySkillAndCell: ReadonlyMap<string, Tally>;
}

/** The duals of a plan, −v(p) being what the plan would lose without person p, summed over those who could be sent now. */
export function priceTable(columns: PeopleColumns, personDual: Float64Array): PriceTable {
  const bySkill = new Map<string, Tally>();
  const bySkillAndCell = new Map<string, Tally>();
  const anybody: Tally = { sum: 0, count: 0 };
  const { approved, availableNow, held } = columns.bits;
  for (let row = 0; row < columns.size; row++) {
    const word = row >> 5;
    if ((((approved[word]! & availableNow[word]! & ~held[word]!) >>> (row & 31)) & 1) === 0) continue;
    const worth = -personDual[row]!;
    add(anybody, worth);
    const person = columns.people[row]!;
    for (const { code } of person.skills) {
      if (columns.skill(code)!.levels[row] === 0) continue;
      add(tallyOf(bySkill, code), worth);
      add(tallyOf(bySkillAndCell, keyOf(code, person.homeCellId)), worth);
    }
  }
  return { anybody, bySkill, bySkillAndCell };
}

/**
 * Prices from the duals of a plan: their mean over the holders of a skill, per cell and leaning on the mean over all cells,
 * less what anybody is worth on average.
 */
export function pricesFrom({ anybody, bySkill, bySkillAndCell }: PriceTable): SeatPrices {
  const usual = mean(anybody);
  const prices = new Map<string, number>();
  return {
    priceOf(code, cellId) {
      const key = keyOf(code, cellId);
      let price = prices.get(key);
      if (price === undefined) {
        const everywhere = bySkill.get(code);
        const here = bySkillAndCell.get(key) ?? { sum: 0, count: 0 };
        const worth = everywhere ? (here.sum + leaning * mean(everywhere)) / (here.count + leaning) : 0;
        price = Math.round(Math.min(highestPrice, Math.max(0, worth - usual)));
        prices.set(key, price);
      }
      return price;
    },
  };
}

/** The dearer price of several boards that want the same people. */
export const dearestOf = (boards: readonly SeatPrices[]): SeatPrices =>
  boards.length === 1
    ? boards[0]!
    : { priceOf: (code, cellId) => Math.max(0, ...boards.map((board) => board.priceOf(code, cellId))) };

/**
 * Prices as worked out, in a form that costs next to nothing on its way to another thread and to compare: a table has an
 * entry for every skill in every cell.
 */
export interface PackedPrices {
  /** Skill code and cell id, one a line, sorted. */
  keys: string;
  /** In the order of the keys. */
  prices: Int16Array<ArrayBuffer>;
  /** Skill code → its price where nobody who holds it lives. */
  elsewhere: ReadonlyMap<string, number>;
}

export function packPrices(table: PriceTable): PackedPrices {
  const { priceOf } = pricesFrom(table);
  const keys = [...table.bySkillAndCell.keys()].sort();
  const prices = Int16Array.from(keys, (key) => {
    const at = key.indexOf(' ');
    return priceOf(key.slice(0, at), key.slice(at + 1));
  });
  return {
    keys: keys.join('\n'),
    prices,
    elsewhere: new Map([...table.bySkill.keys()].map((code) => [code, priceOf(code, '')])),
  };
}

export function unpackPrices({ keys, prices, elsewhere }: PackedPrices): SeatPrices {
  const byKey = new Map(keys.split('\n').map((key, at) => [key, prices[at] ?? 0]));
  return { priceOf: (code, cellId) => byKey.get(keyOf(code, cellId)) ?? elsewhere.get(code) ?? 0 };
}

export const samePrices = (a: PackedPrices, b: PackedPrices): boolean =>
  a.keys === b.keys && a.prices.every((price, at) => price === b.prices[at]);

interface Tally {
  sum: number;
  count: number;
}

const keyOf = (code: string, cellId: string): string => `${code} ${cellId}`;
const mean = ({ sum, count }: Tally): number => (count === 0 ? 0 : sum / count);

function add(tally: Tally, worth: number): void {
  tally.sum += worth;
  tally.count += 1;
}

function tallyOf(tallies: Map<string, Tally>, key: string): Tally {
  let tally = tallies.get(key);
  if (!tally) tallies.set(key, (tally = { sum: 0, count: 0 }));
  return tally;
}
