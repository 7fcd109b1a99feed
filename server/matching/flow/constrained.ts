import { constrainedSides, type ConstrainedBoard, type Gate, type Sides } from './constraints.ts';
import { solveNetwork, type Circulation, type Network, type Start } from './network.ts';
import type { BoardProblem } from './problem.ts';
import { solveSoundBoard } from './solve.ts';

/** A plan under constraints. `network` and `circulation` are its proof: hand them to certifyNetwork. */
export interface ConstrainedPlan {
  /** 1 for every edge in use; a person may hold several. */
  readonly used: Uint8Array;
  /** Seats left empty, per row. */
  readonly unmet: Int32Array;
  /** Edge costs, unmet seats, missing minimums and loads; equals circulation.objective + atRest. */
  readonly objective: number;
  readonly network: Network;
  readonly circulation: Circulation;
  readonly atRest: number;
}

/**
 * The cheapest plan of a board with caps, quotas, shifts and loads: a circulation from one hub through the gates of the rows,
 * an edge and the gates of the person back to the hub. Its optimum is integral. Throws BoardProblemError, also
 * ('unsupported-constraint') for sets that cross.
 */
export function solveConstrainedBoard(problem: ConstrainedBoard): ConstrainedPlan {
  const sides = constrainedSides(problem);
  const { rows, demand, rowStart, edgeCost } = problem.board;
  const { network, start } = networkOf(problem.board, sides);
  const circulation = solveNetwork(network, start);
  const used = Uint8Array.from(circulation.flow.subarray(0, edgeCost.length));
  const unmet = demand.slice();
  for (let r = 0; r < rows; r++) for (let e = rowStart[r]!; e < rowStart[r + 1]!; e++) unmet[r]! -= used[e]!;
  const { atRest } = sides;
  return { used, unmet, objective: circulation.objective + atRest, network, circulation, atRest };
}

/** The network, and a start: the best plan without the constraints, which they then only have to bend. */
function networkOf(board: BoardProblem, sides: Sides): { network: Network; start: Start } {
  const { rowGates, personGates, rowGateOf, personGateOf, firstRow, firstPerson } = sides;
  const free = solveSoundBoard(board);
  const edges = board.edgeCost.length;
  const hub = rowGates.length + personGates.length;
  const tail = [...rowGateOf];
  const head = Array.from(personGateOf, (gate) => rowGates.length + gate);
  const capacity = new Array<number>(edges).fill(1);
  const cost = [...board.edgeCost];
  const flow = new Array<number>(edges).fill(0);
  const potential = new Float64Array(hub + 1);
  const through = new Int32Array(hub + 1);
  for (const e of free.edgeOf) {
    if (e < 0) continue;
    flow[e] = 1;
    for (let g = rowGateOf[e]!; g >= 0; g = rowGates[g]!.parent) through[g]!++;
    for (let g = personGateOf[e]!; g >= 0; g = personGates[g]!.parent) through[rowGates.length + g]!++;
  }
  /** Gates come parents first. Those of a row or person, and all within, stand at its price, those outside at the hub's. */
  const addGates = (gates: Gate[], first: number, priced: number, duals: Float64Array, sign: number): void =>
    gates.forEach((gate, g) => {
      const node = first + g;
      const outer = gate.parent < 0 ? hub : first + gate.parent;
      const dual = duals[g - priced];
      if (g >= priced) potential[node] = dual === undefined ? potential[outer]! : sign * dual;
      let left = through[node]!;
      const steps = gate.steps.length > 0 ? gate.steps : ([[0, 0]] as const);
      steps.forEach(([units, price], k) => {
        const most = Math.min(units, gate.edges.length);
        // What exceeds every step is put on the last one; the solver takes it back.
        const here = k === steps.length - 1 ? left : Math.min(left, most);
        left -= here;
        tail.push(sign < 0 ? outer : node);
        head.push(sign < 0 ? node : outer);
        capacity.push(most);
        cost.push(price);
        flow.push(here);
      });
    });
  addGates(rowGates, 0, firstRow, free.rowDual, -1);
  addGates(personGates, rowGates.length, firstPerson, free.personDual, 1);
  const network: Network = {
    nodes: hub + 1,
    tail: Int32Array.from(tail),
    head: Int32Array.from(head),
    capacity: Int32Array.from(capacity),
    cost: Float64Array.from(cost),
  };
  return { network, start: { flow: Int32Array.from(flow), potential } };
}
