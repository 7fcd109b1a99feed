import { personPlacer, type PersonPlacer } from './from-people.ts';
import { rowFiller } from './from-rows.ts';
import { priceBoard, priceContestedBoard } from './prices.ts';
import { checkBoard, type BoardPlan, type BoardProblem } from './problem.ts';
import { emptySeating, personSide, planOf, rowSide, type RowSide, type Seating } from './state.ts';

/**
 * The cheapest plan of the whole board, with the duals that prove it (check them with certify.ts).
 * Exact: prices from an auction give a partial plan, shortest augmenting paths settle every seat and person it left open.
 * Throws BoardProblemError on a board that cannot be solved exactly.
 */
export function solveBoard(problem: BoardProblem): BoardPlan {
  checkBoard(problem);
  return solveSoundBoard(problem);
}

/** As solveBoard, on a board that checkBoard has passed. */
export function solveSoundBoard(problem: BoardProblem): BoardPlan {
  const side = rowSide(problem);
  const seating = emptySeating(problem.rows, problem.people);
  if (isFullyBooked(problem) || !fillEasily(side, seating)) {
    priceContestedBoard(side, seating);
    fillRows(side, seating, Infinity);
  }
  placePeople(problem, seating);
  return planOf(problem, seating);
}

/** Where there are as many seats as people, everybody is fought over, and it saves time to say so at once. */
function isFullyBooked({ demand, people }: BoardProblem): boolean {
  let seats = 0;
  for (let r = 0; r < demand.length; r++) seats += demand[r]!;
  return seats >= people;
}

/** False when the board turns out to be contested. */
function fillEasily(side: RowSide, seating: Seating): boolean {
  priceBoard(side, seating);
  return fillRows(side, seating, PATIENCE * seating.u.length);
}

/** Rows the searches may pass, as a multiple of all rows, before the board counts as contested. */
const PATIENCE = 0.5;

/** Fills or gives up every row's empty seats. False when it took more than `patience` rows; the state is sound either way. */
function fillRows(side: RowSide, seating: Seating, patience: number): boolean {
  const { u, filled } = seating;
  const fill = rowFiller(side, seating);
  for (let r = 0; r < u.length; r++) {
    if (filled[r]! === side.demand[r]! || u[r] === side.unmetCost[r]!) continue;
    patience -= fill(r);
    if (patience < 0) return false;
  }
  return true;
}

/** Coarse prices leave some free people priced below 0: each finds a seat after all, or that nobody needs them. */
function placePeople(problem: BoardProblem, seating: Seating): void {
  const { v, rowOf } = seating;
  let place: PersonPlacer | undefined;
  for (let p = 0; p < problem.people; p++) {
    if (rowOf[p]! >= 0 || v[p] === 0) continue;
    place ??= personPlacer(problem.demand, personSide(problem), seating);
    place(p);
  }
}
