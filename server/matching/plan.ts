import type { Need, Seat } from '../../shared/records.ts';
import { certify, type Certificate } from './certify.ts';
import { ineligibleReasons, type IneligibleReason, type MatchContext } from './eligibility.ts';
import { boardFromEdges, type BoardPlan, type BoardProblem } from './flow/problem.ts';
import { solveBoard } from './flow/solve.ts';
import type { PeopleColumns } from './people-columns.ts';
import { PeopleAt } from './people-at.ts';
import { rankRows } from './rank.ts';
import { nearWays, rankAbove, type Above, type NearWays } from './rank-above.ts';
import { liveBoard, type LiveBoard } from './replan.ts';
import { RowsAsked } from './rows-asked.ts';
import { scorePerson, weights } from './score.ts';
import { pricesFrom, priceTable, type PriceTable, type SeatPrices } from './seat-prices.ts';
import { unmetCost } from './unmet-cost.ts';

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

/** A seat that stays short: how many places, and how many of them the plan fills. */
export interface ShortSeat {
  needId: string;
  seatId: string;
  places: number;
  filled: number;
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
  const { columns, candidates = 48, rounds = 50 } = request;
  const rows = rowsOf(request);
  for (const { context } of rows) columns.moveTo(context.now);
  const edges: Edges = { row: [], person: [], cost: [] };
  const stays = listStanding(request, rows, edges);
  const people = new PeopleAt(columns, rows[0]?.context.now ?? 0);
  const waysTo = keepWays(people, rows.length);
  const list = (row: number, ranked: Above, worth: Int32Array | null): void => {
    for (const [at, person] of ranked.rows.entries()) {
      if (stays.has(row * columns.size + person)) continue;
      edges.row.push(row);
      edges.person.push(person);
      edges.cost.push(-(ranked.scores[at]! + (worth?.[person] ?? 0)));
    }
  };
  const ask = (row: RowAsked, k: number, least: number, where?: Int32Array): Above => {
    // Of many words most are too far away: from the nearest people on not all of them are looked at.
    const only = where && where.length * 4 < people.words ? where : undefined;
    return rankAbove(people, row.need, row.seat, row.context, waysTo(row), k, least, only);
  };

  // Of each row: nobody who is not listed scores more than this.
  const unlistedAtMost = rows.map((row, at) => {
    const ranked = ask(row, Math.max(candidates, perPlace * row.open), -Infinity);
    list(at, ranked, null);
    return ranked.isAll ? -Infinity : ranked.scores.at(-1)!;
  });
  const optimum = keepOptimum(rows, columns.size, edges);
  let gap = 0;
  let worthBefore: Int32Array | undefined;
  const asked = new RowsAsked(rows.length, people.words);
  for (let round = 0; ; round++) {
    optimum.renew();
    const worth = optimum.worth();
    people.priceAt(worth);
    asked.begin(worth, worthBefore);
    worthBefore = worth;
    gap = 0;
    let added = 0;
    for (const [at, row] of rows.entries()) {
      // Whoever scores more than this, less what they are worth where they are, would make the plan better.
      const enough = -optimum.rowDual(at);
      if (unlistedAtMost[at]! <= enough) continue;
      const ranked = ask(row, 2 * candidates, enough + 1, asked.where(at, enough));
      if (ranked.isAll) asked.all(at, enough);
      if (ranked.rows.length === 0) continue;
      gap += row.open * (ranked.scores[0]! - enough);
      if (round >= rounds) continue;
      list(at, ranked, worth);
      added += ranked.rows.length;
    }
    if (added === 0) break;
  }
  return { ...told(rows, optimum.solved(), columns, stays), gap, unlistedAtMost };
}

interface Edges {
  row: number[];
  person: number[];
  cost: number[];
}

/** Fewer new edges than this share are taken in one by one; beyond, the board is solved anew. */
const fewNewEdges = 0.03;

/** The cheapest plan over a list of edges that grows at its end. */
function keepOptimum(rows: readonly RowAsked[], people: number, edges: Edges) {
  let solved: { problem: BoardProblem; solution: BoardPlan } | undefined;
  let board: LiveBoard | undefined;
  let taken = 0;
  return {
    /** Takes in what has been added to the list. */
    renew(): void {
      const count = edges.row.length;
      if (solved && count - taken <= fewNewEdges * count) {
        board ??= liveBoard(solved.problem, solved.solution);
        for (; taken < count; taken++) board.offerEdge(edges.row[taken]!, edges.person[taken]!, edges.cost[taken]!);
        return;
      }
      const { problem } = boardFromEdges({
        people,
        demand: rows.map(({ open }) => open),
        unmetCost: rows.map(({ unmet }) => unmet),
        edgeRow: edges.row,
        edgePerson: edges.person,
        edgeCost: edges.cost,
      });
      solved = { problem, solution: solveBoard(problem) };
      board = undefined;
      taken = count;
    },
    rowDual: (row: number): number => (board ? board.rowDual(row) : solved!.solution.rowDual[row]!),
    /** −v(p): what the plan gains by having each person at all. */
    worth(): Int32Array {
      const worth = new Int32Array(people);
      for (let p = 0; p < people; p++) worth[p] = -(board ? board.personDual(p) : solved!.solution.personDual[p]!);
      return worth;
    },
    solved(): { problem: BoardProblem; solution: BoardPlan } {
      if (!board) return solved!;
      const { problem, plan } = board.snapshot();
      return { problem, solution: plan };
    },
  };
}

export interface RowAsked {
  need: Need;
  seat: Seat;
  open: number;
  unmet: number;
  context: MatchContext;
}

/** Rows × people who are asked for them, each with an edge of its own whatever their rank, cheaper by `stayPoints`. */
function listStanding({ standing = [], columns }: PlanRequest, rows: readonly RowAsked[], edges: Edges): Set<number> {
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
function keepWays(people: PeopleAt, rows: number): (row: RowAsked) => NearWays {
  if (rows * people.columns.cellIds.length > mostWaysKept)
    return ({ need, context }) => nearWays(people, need, context);
  const byNeed = new Map<Need, NearWays>();
  return ({ need, context }) => {
    let ways = byNeed.get(need);
    if (!ways) byNeed.set(need, (ways = nearWays(people, need, context)));
    return ways;
  };
}
/** About 25 bytes each. */
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
  const short = rows.flatMap(({ need, seat, open }, row): ShortSeat[] => {
    const places = solution.unmet[row]!;
    return places === 0 ? [] : [{ needId: need.id, seatId: seat.id, places, filled: open - places }];
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

/**
 * Why a seat stays short: nobody more is eligible, or those who are do more good elsewhere. Looks at everybody; the columns
 * must stand as the plan was made from them.
 */
export function whyShort(
  columns: PeopleColumns,
  need: Need,
  seat: Seat,
  context: MatchContext,
  filled: number,
): { eligible: number; elsewhere: number; excluded: Partial<Record<IneligibleReason, number>> } {
  const { eligible, excluded } = rankRows(columns, need, seat, context, 0, null);
  return {
    eligible,
    elsewhere: eligible - filled,
    excluded: Object.fromEntries(
      ineligibleReasons.flatMap((reason, at) => (excluded[at]! > 0 ? [[reason, excluded[at]!]] : [])),
    ),
  };
}
