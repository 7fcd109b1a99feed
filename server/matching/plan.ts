import type { Need, Seat } from '../../shared/records.ts';
import { certify, type Certificate } from './certify.ts';
import { ineligibleReasons, type IneligibleReason, type MatchContext } from './eligibility.ts';
import { boardFromEdges, type BoardPlan, type BoardProblem } from './flow/problem.ts';
import { solveBoard } from './flow/solve.ts';
import type { PeopleColumns } from './people-columns.ts';
import { rankRows } from './rank.ts';
import { scorePerson, weights } from './score.ts';
import { pricesFrom, priceTable, type PriceTable, type SeatPrices } from './seat-prices.ts';
import { unmetCost } from './unmet-cost.ts';
import { wayTable, type WayTable } from './way-table.ts';

export interface PlanRequest {
  /** The needs to plan for; each seat with an open place becomes a row of the problem. */
  needs: readonly Need[];
  /** Seat id → places neither filled nor asked for, per need. */
  openPlaces: (need: Need) => ReadonlyMap<string, number>;
  columns: PeopleColumns;
  /** The same moment for every need. */
  contextOf: (need: Need) => MatchContext;
  /** Fewest candidates listed per seat at a time. */
  candidates?: number;
  /** How often the plan may be widened by people who were not listed at first. */
  rounds?: number;
  /**
   * Who is asked for a seat already and may still be asked for another: their places are open and they are free here.
   * Staying costs nobody a call, so it is worth `stayPoints` beside the score; the score told is without them.
   */
  standing?: readonly Pick<Sending, 'needId' | 'seatId' | 'personId'>[];
}

/** An offer that stands is only changed for what is worth more than half an hour of travel and the load of just having been asked. */
export const stayPoints = 30 + weights.load;

/** Somebody the plan sends to a seat. */
export interface Sending {
  needId: string;
  seatId: string;
  personId: string;
  score: number;
}

/** A seat that stays short, and why: nobody more is eligible, or those who are do more good elsewhere. */
export interface ShortSeat {
  needId: string;
  seatId: string;
  places: number;
  eligible: number;
  /** Eligible for this seat, sent to another. */
  elsewhere: number;
  excluded: Partial<Record<IneligibleReason, number>>;
}

export interface StandingPlan {
  sendings: Sending[];
  short: ShortSeat[];
  /** In points: empty places at their cost, less the scores. */
  objective: number;
  /** No plan of the whole board, with everybody eligible for everything, is better by more than this. 0: best possible. */
  gap: number;
  /** What the plan is worth over leaving every place empty, in points. */
  worth: number;
  prices: SeatPrices;
  priceTable: PriceTable;
  /** The solution checked against the problem by code that shares nothing with the solver. */
  certificate: Certificate;
  /** The problem as solved, and the duals that prove it. Person p is row p of the columns. */
  problem: BoardProblem;
  solution: BoardPlan;
  /** Of each row of the problem: the seat. */
  rows: readonly { need: Need; seat: Seat }[];
  /** Of each row: nobody who is not listed scores more than this. */
  unlistedAtMost: readonly number[];
}

/** So many candidates per open place are listed at first; widening finds the rest that matter. */
export const perPlace = 3;

/**
 * The best plan for every open place of every need at once. It starts from the best few candidates of each seat and asks
 * everybody else, at the prices found, whether they would make the plan better; when nobody would, it is best for all.
 */
export function planBoard(request: PlanRequest): StandingPlan {
  const { columns, candidates = 24, rounds = 12 } = request;
  const rows = rowsOf(request);
  for (const { context } of rows) columns.moveTo(context.now);
  const edges = { row: [] as number[], person: [] as number[], cost: [] as number[] };
  const stays = listStanding(request, rows, edges);
  const list = (row: number, ranked: ReturnType<typeof ask>, worth: Int32Array | null, above: number): number => {
    let added = 0;
    for (const [at, person] of ranked.rows.entries()) {
      const score = ranked.scores[at]!;
      if (score <= above) break;
      added++;
      if (stays.has(row * columns.size + person)) continue;
      edges.row.push(row);
      edges.person.push(person);
      edges.cost.push(-(score + (worth?.[person] ?? 0)));
    }
    return added;
  };
  const waysOf = keepWays(columns, rows.length);
  const ask = (row: RowAsked, k: number, worth: Int32Array | null) =>
    rankRows(columns, row.need, row.seat, row.context, k, worth, waysOf(row));

  const atFirst = rows.map((row, at) => {
    const ranked = ask(row, Math.max(candidates, perPlace * row.open), null);
    const listed = list(at, ranked, null, -Infinity);
    // Nobody who is not listed scores more than this.
    const most = listed < ranked.eligible ? ranked.scores[listed - 1]! : -Infinity;
    return { ...ranked, listed, most };
  });
  const listed = atFirst.map((ranked) => ranked.listed);
  const solve = () => {
    const { problem } = boardFromEdges({
      people: columns.size,
      demand: rows.map(({ open }) => open),
      unmetCost: rows.map(({ unmet }) => unmet),
      edgeRow: edges.row,
      edgePerson: edges.person,
      edgeCost: edges.cost,
    });
    return { problem, solution: solveBoard(problem) };
  };

  let solved = solve();
  let gap = 0;
  for (let round = 0; ; round++) {
    const { rowDual, personDual } = solved.solution;
    // −v(p): what the plan gains by having this person at all.
    const worth = Int32Array.from(personDual, (dual) => -dual);
    gap = 0;
    let added = 0;
    for (const [at, row] of rows.entries()) {
      // Whoever scores more than this, less what they are worth where they are, would make the plan better.
      const least = -rowDual[at]!;
      if (listed[at]! >= atFirst[at]!.eligible || atFirst[at]!.most <= least) continue;
      const ranked = ask(row, candidates, worth);
      gap += row.open * Math.max(0, (ranked.scores[0] ?? -Infinity) - least);
      if (round >= rounds) continue;
      const found = list(at, ranked, worth, least);
      listed[at]! += found;
      added += found;
    }
    if (added === 0) break;
    solved = solve();
  }
  const plan = told(rows, (at) => atFirst[at]!, solved, columns, stays);
  return { ...plan, gap, unlistedAtMost: atFirst.map(({ most }) => most) };
}

export interface RowAsked {
  need: Need;
  seat: Seat;
  open: number;
  unmet: number;
  context: MatchContext;
}

/** Rows × people who are asked for them, each with an edge of its own whatever their rank, cheaper by `stayPoints`. */
function listStanding(
  { standing = [], columns }: PlanRequest,
  rows: readonly RowAsked[],
  edges: { row: number[]; person: number[]; cost: number[] },
): Set<number> {
  const stays = new Set<number>();
  if (standing.length === 0) return stays;
  const rowOf = new Map(rows.map(({ need, seat }, at) => [`${need.id} ${seat.id}`, at]));
  for (const { needId, seatId, personId } of standing) {
    const row = rowOf.get(`${needId} ${seatId}`);
    const person = columns.rowOf(personId);
    if (row === undefined || person === undefined || stays.has(row * columns.size + person)) continue;
    const { need, seat, context } = rows[row]!;
    stays.add(row * columns.size + person);
    edges.row.push(row);
    edges.person.push(person);
    edges.cost.push(-(scorePerson(columns.people[person]!, seat, need, context).score + stayPoints));
  }
  return stays;
}

/** Ways are worked out once per need where memory allows: seats share them, and every round asks again. */
function keepWays(columns: PeopleColumns, rows: number): (row: RowAsked) => WayTable | undefined {
  if (rows * columns.cellIds.length > mostWaysKept) return () => undefined;
  const byNeed = new Map<Need, WayTable>();
  return ({ need, context }) => {
    let ways = byNeed.get(need);
    if (!ways) byNeed.set(need, (ways = wayTable(columns.cellIds, need, context)));
    return ways;
  };
}
/** About 21 bytes each. */
const mostWaysKept = 10_000_000;

export function rowsOf({
  needs,
  openPlaces,
  contextOf,
}: Pick<PlanRequest, 'needs' | 'openPlaces' | 'contextOf'>): RowAsked[] {
  return needs.flatMap((need) => {
    const places = openPlaces(need);
    const context = contextOf(need);
    return need.seats.flatMap((seat) => {
      const open = places.get(seat.id) ?? 0;
      return open > 0 ? [{ need, seat, open, unmet: unmetCost(need, seat, context.now), context }] : [];
    });
  });
}

export function told(
  rows: readonly RowAsked[],
  asked: (row: number) => { eligible: number; excluded: Int32Array },
  { problem, solution }: { problem: BoardProblem; solution: BoardPlan },
  columns: PeopleColumns,
  stays: ReadonlySet<number>,
): Omit<StandingPlan, 'gap' | 'unlistedAtMost'> {
  const sendings: Sending[] = [];
  for (const [person, row] of solution.rowOf.entries()) {
    if (row < 0) continue;
    const { need, seat } = rows[row]!;
    const stay = stays.has(row * columns.size + person) ? stayPoints : 0;
    const score = -problem.edgeCost[solution.edgeOf[person]!]! - stay;
    sendings.push({ needId: need.id, seatId: seat.id, personId: columns.people[person]!.id, score });
  }
  const short = rows.flatMap(({ need, seat, open }, at): ShortSeat[] => {
    const places = solution.unmet[at]!;
    if (places === 0) return [];
    const { eligible, excluded } = asked(at);
    const elsewhere = eligible - (open - places);
    return [{ needId: need.id, seatId: seat.id, places, eligible, elsewhere, excluded: reasonsOf(excluded) }];
  });
  const table = priceTable(columns, solution.personDual);
  return {
    sendings,
    short,
    objective: solution.objective,
    worth: rows.reduce((sum, { open, unmet }) => sum + open * unmet, 0) - solution.objective,
    prices: pricesFrom(table),
    priceTable: table,
    certificate: certify(problem, solution),
    problem,
    solution,
    rows: rows.map(({ need, seat }) => ({ need, seat })),
  };
}

const reasonsOf = (excluded: Int32Array): ShortSeat['excluded'] =>
  Object.fromEntries(ineligibleReasons.flatMap((reason, at) => (excluded[at]! > 0 ? [[reason, excluded[at]!]] : [])));
