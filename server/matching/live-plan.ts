import type { Need, Seat } from '../../shared/records.ts';
import { whyNot } from './eligibility.ts';
import type { Bits } from './bits.ts';
import { PeopleAt } from './people-at.ts';
import { nearWays, rankAbove, type Above } from './rank-above.ts';
import { workOf } from './rank-rules.ts';
import { perPlace, rowsOf, stayPoints, told, type PlanRequest, type RowAsked, type StandingPlan } from './plan.ts';
import { liveBoard, type LiveBoard, type PersonEdge } from './replan.ts';
import { scorePerson } from './score.ts';

/** What has changed on the board since the plan was last optimal. */
export interface PlanChange {
  /** Needs that are new or not what they were, as they are now; also where only places or those who said no changed. */
  needs: readonly Need[];
  /** Ids of needs that there is nothing to plan for any more. */
  gone: readonly string[];
  /** Ids of people who are new or not what they were, as the columns have them now. */
  people: Iterable<string>;
  /** Every offer that may be changed, as in `PlanRequest`. */
  standing: NonNullable<PlanRequest['standing']>;
}

/** A plan of the whole board that is kept the best while the board changes. */
export interface LivePlan {
  /**
   * Takes in what changed and makes the plan the best for everybody again. False where that is more work than planning
   * anew; the plan is of no use then. The columns must stand at the plan's moment, and hold whoever is free by then as free.
   */
  change: (change: PlanChange) => boolean;
  /** The plan as it stands, certified. Its rows are also those that closed and have not been let go of yet. O(edges). */
  plan: () => StandingPlan;
}

/**
 * More looks at a person for a row than this, and than one in so many of all there could be, take about as long as planning
 * the board anew.
 */
const mostLooks = 3_000_000;
const shareOfLooks = 1 / 100;
/** So many rows that closed are not worth tidying up. */
const fewClosed = 64;
/** A person of whom prices say that they may be missed is looked at row by row, up to so many; beyond, rows look at everybody. */
const mostLookedAt = 64;

interface LiveRow extends RowAsked {
  /** Person → cost of the edge, for all who are listed. */
  listed: Map<number, number>;
  /** Nobody who is not listed scores more. */
  atMost: number;
  isOpen: boolean;
  /** Whoever may be sent there is in all of them, as of the change that is taken in. */
  sets: { of: PeopleAt; sets: readonly Bits[] } | null;
}

/** Takes over a plan made by `planBoard` from the same request. The request's functions are asked again after each change. */
export function keepPlan(request: PlanRequest, made: StandingPlan): LivePlan {
  const { columns, candidates = 48, rounds = 50, contextOf, openPlaces } = request;
  const moment = request.needs.length > 0 ? contextOf(request.needs[0]!).now : 0;
  let board: LiveBoard = liveBoard(made.problem, made.solution);
  let rows: LiveRow[] = rowsOf(request).map((row, at) => ({
    ...row,
    listed: new Map(),
    atMost: made.unlistedAtMost[at]!,
    isOpen: true,
    sets: null,
  }));
  const { edgeRow, edgePerson, edgeCost } = edgesOf(made);
  for (let e = 0; e < edgePerson.length; e++) rows[edgeRow[e]!]!.listed.set(edgePerson[e]!, edgeCost[e]!);
  let rowAt = new Map(rows.map(({ need, seat }, at) => [keyOf(need.id, seat.id), at]));
  /** Everybody as they are for the change that is taken in. */
  let people: PeopleAt;
  let stays = staysOf(request.standing ?? []);
  let gap = made.gap;
  let worthBefore = worthNow();
  // Where making it was cut short nobody has been asked for the last time.
  let priceBefore = rows.map((_, at) => (made.gap > 0 ? -Infinity : board.rowDual(at)));

  function worthNow(): Int32Array {
    const worth = new Int32Array(columns.size);
    for (let person = 0; person < Math.min(columns.size, board.people); person++)
      worth[person] = -board.personDual(person);
    return worth;
  }

  /** Place by need, seat and person of those asked already who may be asked for another. */
  function staysOf(standing: NonNullable<PlanRequest['standing']>): Set<string> {
    return new Set(standing.map(({ needId, seatId, personId }) => `${keyOf(needId, seatId)} ${personId}`));
  }
  const isStay = ({ need, seat }: LiveRow, person: number): boolean =>
    stays.size > 0 && stays.has(`${keyOf(need.id, seat.id)} ${columns.people[person]!.id}`);

  const ask = (row: RowAsked, k: number, least: number): Above =>
    rankAbove(people, row.need, row.seat, row.context, nearWays(people, row.need, row.context), k, least);

  /** False where somebody may not be sent there, wherever they live: most people in most rows. */
  function mayBeFit(row: LiveRow, person: number): boolean {
    if (row.sets?.of !== people) row.sets = { of: people, sets: people.setsFor(row.seat, workOf(row.need)) };
    const bit = 1 << (person & 31);
    return row.sets.sets.every((set) => (set[person >> 5]! & bit) !== 0);
  }

  /** What a person costs in a row, or undefined where they may not be sent there. */
  function costOf(row: LiveRow, person: number): number | undefined {
    const one = columns.people[person]!;
    const stay = isStay(row, person);
    if (!stay && !mayBeFit(row, person)) return undefined;
    if (!stay && whyNot(one, row.seat, row.need, row.context) !== null) return undefined;
    return -(scorePerson(one, row.seat, row.need, row.context).score + (stay ? stayPoints : 0));
  }

  function list(at: number, person: number, cost: number): void {
    rows[at]!.listed.set(person, cost);
    board.offerEdge(at, person, cost);
  }

  function close(at: number): void {
    const row = rows[at]!;
    if (!row.isOpen) return;
    board.rowCloses(at);
    row.isOpen = false;
    row.open = 0;
    row.listed.clear();
    rowAt.delete(keyOf(row.need.id, row.seat.id));
  }

  function open(row: RowAsked): void {
    const ranked = ask(row, Math.max(candidates, perPlace * row.open), -Infinity);
    const listed = new Map<number, number>();
    const live: LiveRow = { ...row, listed, atMost: -Infinity, isOpen: true, sets: null };
    for (const [i, person] of ranked.rows.entries()) {
      const stay = isStay(live, person) ? stayPoints : 0;
      listed.set(person, -(ranked.scores[i]! + stay));
    }
    if (!ranked.isAll) live.atMost = ranked.scores.at(-1)!;
    const edges = Array.from(listed, ([person, cost]) => ({ person, cost }));
    const at = board.rowOpens(row.open, row.unmet, edges);
    rows[at] = live;
    rowAt.set(keyOf(row.need.id, row.seat.id), at);
  }

  /** The row as the need now has it. People whose no was taken back are added to `touched`. */
  function renew(at: number, row: RowAsked, touched: Set<string>): void {
    const live = rows[at]!;
    if (!isSameWork(live, row)) {
      close(at);
      open(row);
      return;
    }
    if (row.unmet !== live.unmet) board.setUnmetCost(at, row.unmet);
    if (row.open !== live.open) board.setDemand(at, row.open);
    const before = live.context.excluded;
    Object.assign(live, row);
    for (const id of row.context.excluded) {
      const person = before.has(id) ? undefined : columns.rowOf(id);
      if (person !== undefined && !isStay(live, person) && live.listed.delete(person)) board.decline(at, person);
    }
    for (const id of before) if (!row.context.excluded.has(id)) touched.add(id);
  }

  /** Lists a person anew wherever it matters. */
  function look(person: number): void {
    const edges: PersonEdge[] = [];
    for (const [at, row] of rows.entries()) {
      row.listed.delete(person);
      if (!row.isOpen) continue;
      const cost = costOf(row, person);
      if (cost === undefined) continue;
      // Above the row's mark the ranking counts on everybody being listed; of those who stay it does not know what that is worth.
      if (-cost <= row.atMost && -cost <= -board.rowDual(at) && !isStay(row, person)) continue;
      row.listed.set(person, cost);
      edges.push({ row: at, cost });
    }
    board.personLeaves(person);
    board.personArrives(edges, person);
  }

  /**
   * Asks everybody who is not listed, where prices moved, until nobody would make the plan better. `suspects`: people who
   * were listed at prices that may have moved since.
   */
  function widen(suspects: readonly number[]): void {
    for (let round = 0; ; round++) {
      const worth = worthNow();
      people.priceAt(worth);
      const fallen: number[] = round === 0 ? [...suspects] : [];
      for (let person = 0; person < worth.length; person++)
        if (person >= worthBefore.length || worth[person]! < worthBefore[person]!) fallen.push(person);
      gap = 0;
      let added = 0;
      for (const [at, row] of rows.entries()) {
        if (row.open === 0) {
          // Whoever is missed there meanwhile is looked for when it has places again.
          priceBefore[at] = -Infinity;
          continue;
        }
        const least = -board.rowDual(at);
        const rose = -least > (priceBefore[at] ?? -Infinity);
        // As it is looked at, not as what is listed for others further on will leave it.
        priceBefore[at] = -least;
        if (row.atMost <= least) continue;
        if (!rose && fallen.length <= mostLookedAt) {
          for (const person of fallen) {
            if (row.listed.has(person)) continue;
            const cost = costOf(row, person);
            if (cost === undefined || -cost - worth[person]! <= least) continue;
            gap += row.open * (-cost - worth[person]! - least);
            if (round >= rounds) {
              // Asked in full at the next change, so that the gap is stated again.
              priceBefore[at] = -Infinity;
              continue;
            }
            list(at, person, cost);
            added++;
          }
          continue;
        }
        const ranked = ask(row, candidates, least + 1);
        let most = 0;
        for (const [i, person] of ranked.rows.entries()) {
          const score = ranked.scores[i]!;
          if (row.listed.has(person)) continue;
          most = Math.max(most, score - least);
          if (round >= rounds) continue;
          list(at, person, -(score + worth[person]!));
          added++;
        }
        gap += row.open * most;
        // There may be more of them than were asked for.
        if (most > 0) priceBefore[at] = -Infinity;
      }
      worthBefore = worth;
      if (added === 0) return;
    }
  }

  /** Lets go of rows that closed, once they are more than those that are open. */
  function compact(): void {
    const kept = [...rows.keys()].filter((at) => rows[at]!.isOpen);
    if (rows.length - kept.length <= Math.max(fewClosed, kept.length)) return;
    const { problem, plan } = board.snapshot();
    const newAt = new Int32Array(rows.length).fill(-1);
    for (const [to, from] of kept.entries()) newAt[from] = to;
    // A closed row has neither edges nor people, so that those of the others stay where they are.
    const fewer = {
      ...problem,
      rows: kept.length,
      demand: Int32Array.from(kept, (at) => problem.demand[at]!),
      unmetCost: Float64Array.from(kept, (at) => problem.unmetCost[at]!),
      rowStart: Int32Array.from([...kept.map((at) => problem.rowStart[at]!), problem.edgePerson.length]),
    };
    const plans = {
      ...plan,
      rowOf: plan.rowOf.map((at) => (at < 0 ? at : newAt[at]!)),
      unmet: Int32Array.from(kept, (at) => plan.unmet[at]!),
      rowDual: Float64Array.from(kept, (at) => plan.rowDual[at]!),
    };
    board = liveBoard(fewer, plans);
    rows = kept.map((at) => rows[at]!);
    priceBefore = kept.map((at) => priceBefore[at]!);
    rowAt = new Map(rows.map(({ need, seat }, at) => [keyOf(need.id, seat.id), at]));
  }

  return {
    change(change) {
      const touched = new Set(change.people);
      const staysBefore = stays;
      stays = staysOf(change.standing);
      for (const key of [...staysBefore, ...stays])
        if (staysBefore.has(key) !== stays.has(key)) touched.add(key.slice(key.lastIndexOf(' ') + 1));
      columns.moveTo(moment);
      people = new PeopleAt(columns, moment);
      while (board.people < columns.size) {
        board.personArrives([]);
        touched.add(columns.people[board.people - 1]!.id);
      }
      for (const id of change.gone) for (const [at, { need }] of rows.entries()) if (need.id === id) close(at);
      const wanted = rowsOf({ needs: change.needs, openPlaces, contextOf });
      const wantedKeys = new Set(wanted.map(({ need, seat }) => keyOf(need.id, seat.id)));
      const changed = new Set(change.needs.map(({ id }) => id));
      for (const [at, { need, seat, isOpen }] of rows.entries())
        if (isOpen && changed.has(need.id) && !wantedKeys.has(keyOf(need.id, seat.id))) close(at);
      const rowsBefore = rows.length;
      for (const row of wanted) {
        const at = rowAt.get(keyOf(row.need.id, row.seat.id));
        if (at === undefined) open(row);
        else renew(at, row, touched);
      }
      for (const key of stays) {
        const last = key.lastIndexOf(' ');
        if ((rowAt.get(key.slice(0, last)) ?? -1) >= rowsBefore) touched.add(key.slice(last + 1));
      }
      if (touched.size * rows.length > Math.max(mostLooks, shareOfLooks * columns.size * rows.length)) return false;
      const seen = [...touched].flatMap((id) => columns.rowOf(id) ?? []);
      for (const person of seen) look(person);
      widen(seen);
      compact();
      return true;
    },

    plan() {
      columns.moveTo(moment);
      const { problem, plan: solution } = board.snapshot();
      const keys = new Set<number>();
      for (const key of stays) {
        const last = key.lastIndexOf(' ');
        const row = rowAt.get(key.slice(0, last));
        const person = columns.rowOf(key.slice(last + 1));
        if (row !== undefined && person !== undefined) keys.add(row * columns.size + person);
      }
      const found = told(rows, { problem, solution }, columns, keys);
      return { ...found, gap, unlistedAtMost: rows.map(({ atMost }) => atMost) };
    },
  };
}

const keyOf = (needId: string, seatId: string): string => `${needId} ${seatId}`;

/** Whether who may go and what they score there is what it was. */
function isSameWork(a: { need: Need; seat: Seat }, b: { need: Need; seat: Seat }): boolean {
  const told = ({ need, seat }: { need: Need; seat: Seat }) => [
    need.near,
    need.cellId,
    need.estimatedMinutes,
    need.category,
    need.distressing ?? null,
    need.seats.flatMap(({ languages }) => languages),
    seat.role,
    seat.skills,
    seat.credentialCodes,
    seat.languages,
  ];
  return JSON.stringify(told(a)) === JSON.stringify(told(b));
}

/** The edges of the problem, each with its row. */
function edgesOf({ problem }: StandingPlan): {
  edgeRow: Int32Array;
  edgePerson: Int32Array;
  edgeCost: ArrayLike<number>;
} {
  const { rows, rowStart, edgePerson, edgeCost } = problem;
  const edgeRow = new Int32Array(edgePerson.length);
  for (let row = 0; row < rows; row++) edgeRow.fill(row, rowStart[row], rowStart[row + 1]);
  return { edgeRow, edgePerson, edgeCost };
}
