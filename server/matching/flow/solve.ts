import { personPlacer } from './from-people.ts';
import { rowFiller } from './from-rows.ts';
import { priceBoard } from './prices.ts';
import { checkBoard, type BoardPlan, type BoardProblem } from './problem.ts';
import { emptyState, planOf, type BoardState } from './state.ts';

/**
 * The cheapest plan of the whole board, with the duals that prove it (check them with certify.ts).
 * Exact: prices from an auction give a partial plan, shortest augmenting paths settle every seat and person it left open.
 * Throws BoardProblemError on a board that cannot be solved exactly.
 */
export function solveBoard(problem: BoardProblem): BoardPlan {
  checkBoard(problem);
  return planOf(solveState(problem));
}

/** As solveBoard, on a board known to be sound, and keeping the solver's working state. */
export function solveState(problem: BoardProblem): BoardState {
  const state = emptyState(problem);
  priceBoard(state);
  settle(state);
  return state;
}

/** Makes any state that keeps the invariants optimal. Rows first: filling a seat may take in a person priced too low. */
function settle(state: BoardState): void {
  const { problem, u, v, rowOf, filled } = state;
  const fill = rowFiller(state);
  for (let r = 0; r < problem.rows; r++) {
    if (filled[r]! < problem.demand[r]! && u[r]! < problem.unmetCost[r]!) fill(r);
  }
  let place: ((person: number) => void) | undefined;
  for (let p = 0; p < problem.people; p++) {
    if (rowOf[p]! >= 0 || v[p]! === 0) continue;
    place ??= personPlacer(state);
    place(p);
  }
}
