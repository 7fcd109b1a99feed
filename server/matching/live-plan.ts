import type { Need, Seat } from '../../shared/records.ts';
import { whyNot } from './eligibility.ts';
import type { RankedRows } from './rank.ts';
import { rankRows } from './rank.ts';
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
  /** The plan as it stands, certified. O(edges). */
  plan: () => StandingPlan;
}

/** So many looks at a person for a row take about as long as planning a board of that size anew. */
const mostLooks = 3_000_000;
/** A person of whom prices say that they may be missed is looked at row by row, up to so many; beyond, rows look at everybody. */
const mostLookedAt = 64;

interface LiveRow extends RowAsked {
  /** Person → cost of the edge, for all who are listed. */
  listed: Map<number, number>;
  /** Nobody who is not listed scores more. */
  atMost: number;
  isOpen: boolean;
}

/** Takes over a plan made by `planBoard` from the same request. The request's functions are asked again after each change. */
export function keepPlan(request: PlanRequest, made: StandingPlan): LivePlan {
  const { columns, candidates = 24, rounds = 12, contextOf, openPlaces } = request;
  const moment = request.needs.length > 0 ? contextOf(request.needs[0]!).now : 0;
  const board: LiveBoard = liveBoard(made.problem, made.solution);
  const rows: LiveRow[] = rowsOf(request).map((row, at) => ({
    ...row,
    listed: new Map(),
    atMost: made.unlistedAtMost[at]!,
    isOpen: true,
  }));
  const { edgeRow, edgePerson, edgeCost } = edgesOf(made);
  for (let e = 0; e < edgePerson.length; e++) rows[edgeRow[e]!]!.listed.set(edgePerson[e]!, edgeCost[e]!);
  const rowAt = new Map(rows.map(({ need, seat }, at) => [keyOf(need.id, seat.id), at]));
  let stays = staysOf(request.standing ?? []);
  let gap = made.gap;
  let worthBefore = worthNow();
  // Where making it was cut short nobody has been asked for the last time.
  const priceBefore = rows.map((_, at) => (made.gap > 0 ? -Infinity : board.rowDual(at)));

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

  const ask = (row: RowAsked, k: number, worth: Int32Array | null): RankedRows =>
    rankRows(columns, row.need, row.seat, row.context, k, worth);

  /** What a person costs in a row, or undefined where they may not be sent there. */
  function costOf(row: LiveRow, person: number): number | undefined {
    const one = columns.people[person]!;
    const stay = isStay(row, person);
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
    const ranked = ask(row, Math.max(candidates, perPlace * row.open), null);
    const listed = new Map<number, number>();
    const live: LiveRow = { ...row, listed, atMost: -Infinity, isOpen: true };
    for (const [i, person] of ranked.rows.entries()) {
      const stay = isStay(live, person) ? stayPoints : 0;
      listed.set(person, -(ranked.scores[i]! + stay));
    }
    if (listed.size < ranked.eligible) live.atMost = ranked.scores[ranked.rows.length - 1] ?? Infinity;
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
        const ranked = ask(row, candidates, worth);
        let most = 0;
        for (const [i, person] of ranked.rows.entries()) {
          const score = ranked.scores[i]!;
          if (score <= least) break;
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

  return {
    change(change) {
      const touched = new Set(change.people);
      const staysBefore = stays;
      stays = staysOf(change.standing);
      for (const key of [...staysBefore, ...stays])
        if (staysBefore.has(key) !== stays.has(key)) touched.add(key.slice(key.lastIndexOf(' ') + 1));
      columns.moveTo(moment);
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
      if (touched.size * rows.length > mostLooks) return false;
      const seen = [...touched].flatMap((id) => columns.rowOf(id) ?? []);
      for (const person of seen) look(person);
      widen(seen);
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
