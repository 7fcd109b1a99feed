import { care, careLimitNames, usualCare, withinCare, type CareLimits } from '../../shared/care.ts';
import type { Person } from '../../shared/records.ts';
import { spokenLanguages } from '../../shared/shapes.ts';
import { putBit, RowSets, wordsFor, type Bits } from './bits.ts';
import { Calendar } from './calendar.ts';
import { fitsRole, isValid, levelOf } from './eligibility.ts';
import { availableUntil, hardInARow, inARowMs, restsUntil } from './hours.ts';
import { strainPoints, trustPoints } from './score.ts';
import { scarcityOf, type SeatPrices } from './seat-prices.ts';
import { Slices } from './slices.ts';

const hour = 3_600_000;
const day = 24 * hour;
const lengthsKept = 16;
/** Of the 42 hours that the slices of `availableUntil` tell apart, so many may pass before they are set anew. */
const slicesHoldMs = 12 * hour;
const languageAt = new Map<string, number>(spokenLanguages.map((tag, at) => [tag, at]));

/** The bit of a language in the column `languages`; 0 where it is not in the vocabulary, so that nobody speaks it. */
export function languageBit(tag: string): number {
  const at = languageAt.get(tag);
  return at === undefined ? 0 : 1 << at;
}

/** Who has a skill at all, and at which level, as far as it counts now. */
export interface SkillColumn {
  holders: Bits;
  levels: Uint8Array;
}

/**
 * Everybody in typed arrays, one row each, for ranking in one scan. A row holds what eligibility and score need of the
 * person as of the moment the columns stand at; `moveTo` renews the rows for which something has come due since.
 */
export class PeopleColumns {
  size = 0;
  readonly people: Person[] = [];
  readonly cellIds: string[] = [];
  /** Yes or no, 32 people to a word. */
  bits = {
    approved: new Int32Array(0),
    socialWorker: new Int32Array(0),
    volunteer: new Int32Array(0),
    anyone: new Int32Array(0),
    availableNow: new Int32Array(0),
    resting: new Int32Array(0),
    /** Has worked without a break until just now: `inARowMs`. */
    inARow: new Int32Array(0),
    /** Has had as many distressing assignments in a row as anybody may. */
    hardDone: new Int32Array(0),
    nights: new Int32Array(0),
    held: new Int32Array(0),
    /** Part of a stint is sliding out of the last 24 hours: work = workedMs − slidingStints × now. */
    sliding: new Int32Array(0),
    /** Free for the duration of one scan; empty outside. */
    excluded: new Int32Array(0),
    workedHere: new Int32Array(0),
    left: new Int32Array(0),
  };
  columns = {
    /** Index into `cellIds`. */
    cell: new Int32Array(0),
    languages: new Int32Array(0),
    /** End of the stretch of availability that is running; only with `availableNow`. */
    availableUntil: new Float64Array(0),
    workedMs: new Float64Array(0),
    slidingStints: new Uint8Array(0),
    inARowMs: new Float64Array(0),
    /** Points off for nights and distressing assignments. */
    strain: new Int32Array(0),
    maxWorkMs: new Float64Array(0),
    /** Whole milliseconds of work left to the limit, negative beyond it; with `sliding`, at least so many. */
    workLeftMs: new Int32Array(0),
    maxKm: new Float64Array(0),
    /** −Infinity: never. */
    lastOfferedAt: new Float64Array(0),
    trust: new Int32Array(0),
    /** What the person is worth elsewhere, at the prices last handed in. */
    price: new Int32Array(0),
    changesAt: new Float64Array(0),
  };
  readonly speakers = new RowSets();
  /** By code; only credentials that count now. */
  readonly credentialed = new RowSets();
  /** The same figures as in `columns`, for comparing 32 at once. */
  readonly slices = {
    availableUntil: new Slices(0, 10 * 60_000),
    maxKm: new Slices(0, 0.25),
  };
  /** Per word of bits: the home cell of all its rows, or −1 where they differ. */
  cellOfWord = new Int32Array(0);
  readonly #skills = new Map<string, SkillColumn>();
  /** By milliseconds of work; those asked for last come last. */
  readonly #spentFor = new Map<number, Bits>();
  readonly #rowOf = new Map<string, number>();
  readonly #cellOf = new Map<string, number>();
  readonly #workedIn = new Map<string, Set<number>>();
  readonly #calendar = new Calendar();
  #capacity = 0;
  #asOf = 0;
  #care: CareLimits;
  #prices: SeatPrices | undefined;
  #isPriced = false;

  /**
   * `now` is where the columns stand first; any other moment will do, at the cost of a renewal. Neighbours who go equally
   * far get neighbouring rows, so that what depends on the way is mostly settled for 32 people at once; who is left over,
   * or comes later, is taken as they come.
   */
  constructor(people: Iterable<Person>, now: number, protection: CareLimits = usualCare) {
    this.#asOf = now;
    this.#care = protection;
    this.slices.availableUntil.startAt(now);
    this.#calendar.clear(now);
    const byId = new Map<string, Person>();
    for (const person of people) byId.set(person.id, person);
    const byCell = new Map<string, Person[]>();
    for (const person of byId.values()) {
      const neighbours = byCell.get(person.homeCellId);
      if (neighbours) neighbours.push(person);
      else byCell.set(person.homeCellId, [person]);
    }
    const whole = (neighbours: readonly Person[]): number => neighbours.length - (neighbours.length % 32);
    for (const neighbours of byCell.values()) {
      neighbours.sort((a, b) => a.limits.maxDistanceKm - b.limits.maxDistanceKm);
      for (const person of neighbours.slice(0, whole(neighbours))) this.setPerson(person);
    }
    for (const neighbours of byCell.values()) {
      for (const person of neighbours.slice(whole(neighbours))) this.setPerson(person);
    }
  }

  /** Takes a person in, or as they now are. The cost does not depend on how many there are. */
  setPerson(person: Person): void {
    let row = this.#rowOf.get(person.id);
    if (row === undefined) {
      row = this.size++;
      if (row === this.#capacity) this.#grow();
      this.#rowOf.set(person.id, row);
      if ((row & 31) === 0) this.cellOfWord[row >> 5] = this.#cellAt(person.homeCellId);
    } else {
      const before = this.people[row]!;
      for (const { code } of before.skills) this.#setLevel(row, code, 0);
      for (const { code } of before.credentials) this.credentialed.put(code, row, false);
      for (const tag of before.languages) this.speakers.put(tag, row, false);
      for (const { cellId } of before.stints) this.#workedIn.get(cellId)?.delete(row);
    }
    this.people[row] = person;
    for (const { cellId } of person.stints) {
      let rows = this.#workedIn.get(cellId);
      if (!rows) this.#workedIn.set(cellId, (rows = new Set()));
      rows.add(row);
    }
    this.#setLasting(row, person);
    this.#setPassing(row, person);
  }

  /** What protects everybody, as the rows have it. */
  get care(): CareLimits {
    return this.#care;
  }

  /** Renews every row where it is not what it was. */
  protectBy(protection: CareLimits): void {
    if (careLimitNames.every((name) => this.#care[name] === protection[name])) return;
    this.#care = protection;
    for (let row = 0; row < this.size; row++) this.setPerson(this.people[row]!);
  }

  rowOf(personId: string): number | undefined {
    return this.#rowOf.get(personId);
  }

  /** Undefined when nobody ever had the skill. */
  skill(code: string): SkillColumn | undefined {
    return this.#skills.get(code);
  }

  /** Rows of those with a stint in the cell. */
  workedIn(cellId: string): Iterable<number> {
    return this.#workedIn.get(cellId) ?? [];
  }

  /**
   * Those who have less work left than so much; with `sliding`, perhaps. Most needs take one of a few lengths of time, so the
   * answers to the last of them are kept up to date.
   */
  spentFor(ms: number): Bits {
    let spent = this.#spentFor.get(ms);
    this.#spentFor.delete(ms);
    if (!spent) {
      const { workLeftMs } = this.columns;
      spent = new Int32Array(wordsFor(this.#capacity));
      for (let row = 0; row < this.size; row++) spent[row >> 5]! |= Number(workLeftMs[row]! < ms) << (row & 31);
      if (this.#spentFor.size === lengthsKept) this.#spentFor.delete(this.#spentFor.keys().next().value!);
    }
    this.#spentFor.set(ms, spent);
    return spent;
  }

  /** Renews what the time that has passed has changed. Going back is possible and renews every row. */
  moveTo(now: number): void {
    const before = this.#asOf;
    this.#asOf = now;
    const { availableUntil: untilSlices } = this.slices;
    if (now < untilSlices.from || now > untilSlices.from + slicesHoldMs) {
      untilSlices.startAt(now);
      for (let row = 0; row < this.size; row++) untilSlices.set(row, this.columns.availableUntil[row]!);
    }
    if (now < before) {
      this.#calendar.clear(now);
      for (let row = 0; row < this.size; row++) this.#setPassing(row, this.people[row]!);
    } else {
      const { changesAt } = this.columns;
      const later: number[] = [];
      this.#calendar.take(now, (row) => {
        if (changesAt[row]! <= now) this.#setPassing(row, this.people[row]!);
        else later.push(row);
      });
      for (const row of later) this.#calendar.add(row, changesAt[row]!);
    }
  }

  /** Fills `price`; the same prices again cost nothing. */
  priceAt(prices: SeatPrices): void {
    if (this.#prices === prices && this.#isPriced) return;
    this.priceInSteps(prices, Infinity).next();
  }

  /** The same so many rows at a time, so that others get a turn. Ends early where other prices were asked for meanwhile. */
  *priceInSteps(prices: SeatPrices, rows: number): Generator<void> {
    this.#prices = prices;
    this.#isPriced = false;
    for (let row = 0; row < this.size; row++) {
      this.#setPrice(row, this.people[row]!);
      if ((row + 1) % rows !== 0) continue;
      yield;
      if (this.#prices !== prices) return;
    }
    this.#isPriced = true;
  }

  /** What changes only when the person's record does. */
  #setLasting(row: number, person: Person): void {
    const { bits, columns } = this;
    const { limits } = person;
    putBit(bits.approved, row, person.status === 'approved');
    putBit(bits.socialWorker, row, fitsRole(person, 'socialWorker'));
    putBit(bits.volunteer, row, fitsRole(person, 'volunteer'));
    putBit(bits.anyone, row, fitsRole(person, 'anyone'));
    putBit(bits.nights, row, limits.nights);
    putBit(bits.held, row, person.heldBy !== null);
    columns.languages[row] = person.languages.reduce((mask, tag) => mask | languageBit(tag), 0);
    for (const tag of person.languages) this.speakers.put(tag, row, true);
    const cell = this.#cellAt(person.homeCellId);
    columns.cell[row] = cell;
    if (this.cellOfWord[row >> 5] !== cell) this.cellOfWord[row >> 5] = -1;
    columns.maxWorkMs[row] = withinCare(limits, this.#care).maxHoursPerDay * hour;
    columns.maxKm[row] = limits.maxDistanceKm;
    this.slices.maxKm.set(row, limits.maxDistanceKm);
    columns.lastOfferedAt[row] = person.lastOfferedAt ?? -Infinity;
    columns.trust[row] = trustPoints(person);
  }

  /** What changes as time passes, and when it does so next. */
  #setPassing(row: number, person: Person): void {
    const { bits, columns } = this;
    const now = this.#asOf;
    let changesAt = Infinity;
    const due = (at: number): void => {
      if (at > now && at < changesAt) changesAt = at;
    };

    const until = availableUntil(person.availability, now);
    putBit(bits.availableNow, row, until > now);
    columns.availableUntil[row] = until;
    this.slices.availableUntil.set(row, until);
    due(until);
    if (until <= now) for (const span of person.availability) due(span.fromAt);

    for (const { code } of person.credentials) this.credentialed.put(code, row, false);
    for (const held of person.credentials) {
      if (!isValid(held, now)) continue;
      this.credentialed.put(held.code, row, true);
      if (held.expiresAt !== null) due(held.expiresAt);
    }
    for (const { code } of person.skills) this.#setLevel(row, code, levelOf(person, code, now));

    let worked = 0;
    let sliding = 0;
    for (const { startAt, endAt } of person.stints) {
      if (endAt + day <= now) continue;
      due(startAt + day);
      due(endAt + day);
      if (startAt + day <= now) {
        sliding++;
        worked += endAt + day;
      } else {
        worked += endAt - startAt;
      }
    }
    putBit(bits.sliding, row, sliding > 0);
    columns.workedMs[row] = worked;
    columns.slidingStints[row] = sliding;
    const workLeft = Math.floor(columns.maxWorkMs[row]!) - worked + sliding * now;
    columns.workLeftMs[row] = Math.max(-0x80000000, workLeft);
    for (const [ms, spent] of this.#spentFor) putBit(spent, row, columns.workLeftMs[row]! < ms);
    const inARow = inARowMs(person.stints, now);
    putBit(bits.inARow, row, inARow > 0);
    columns.inARowMs[row] = inARow;
    putBit(bits.hardDone, row, hardInARow(person.stints, now) >= this.#care.maxHardInARow);
    columns.strain[row] = strainPoints(person.stints, now);
    for (const { endAt, isHard, isNight } of person.stints) {
      due(endAt + care.breakMinutes * 60_000);
      if (isHard) due(endAt + care.hardPauseHours * hour);
      if (isHard || isNight) due(endAt + care.strainHours * hour);
    }
    const rests = restsUntil(person.stints, withinCare(person.limits, this.#care).minRestHours);
    putBit(bits.resting, row, rests > now);
    due(rests);

    columns.changesAt[row] = changesAt;
    if (changesAt < Infinity) this.#calendar.add(row, changesAt);
    this.#setPrice(row, person);
  }

  #cellAt(cellId: string): number {
    let cell = this.#cellOf.get(cellId);
    if (cell === undefined) {
      this.#cellOf.set(cellId, (cell = this.cellIds.length));
      this.cellIds.push(cellId);
    }
    return cell;
  }

  #setLevel(row: number, code: string, level: number): void {
    let skill = this.#skills.get(code);
    if (!skill) {
      skill = { holders: new Int32Array(wordsFor(this.#capacity)), levels: new Uint8Array(this.#capacity) };
      this.#skills.set(code, skill);
    }
    skill.levels[row] = level;
    putBit(skill.holders, row, level > 0);
  }

  #setPrice(row: number, person: Person): void {
    if (this.#prices) this.columns.price[row] = scarcityOf(person, this.#prices, this.#asOf)?.price ?? 0;
  }

  #grow(): void {
    this.#capacity = Math.max(64, this.#capacity * 2);
    this.bits = allLonger(this.bits, wordsFor(this.#capacity));
    this.columns = allLonger(this.columns, this.#capacity);
    this.cellOfWord = longer(this.cellOfWord, wordsFor(this.#capacity));
    for (const slices of Object.values(this.slices)) slices.growTo(this.#capacity);
    for (const [ms, spent] of this.#spentFor) this.#spentFor.set(ms, longer(spent, wordsFor(this.#capacity)));
    this.speakers.growTo(this.#capacity);
    this.credentialed.growTo(this.#capacity);
    for (const skill of this.#skills.values()) {
      skill.levels = longer(skill.levels, this.#capacity);
      skill.holders = longer(skill.holders, wordsFor(this.#capacity));
    }
  }
}

type Column = Int32Array | Float64Array | Uint8Array;

function longer<T extends Column>(old: T, length: number): T {
  const grown = new (old.constructor as new (length: number) => T)(length);
  grown.set(old);
  return grown;
}

const allLonger = <T extends Record<string, Column>>(columns: T, length: number): T =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, longer(column, length)])) as T;
