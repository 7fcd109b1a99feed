import { constrainedSides, type ConstrainedBoard, type Gate } from './constraints.ts';
import { liveNetwork, type Circulation, type Network } from './network.ts';

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
  const { rowGates, personGates, rowGateOf, personGateOf, atRest } = constrainedSides(problem);
  const { rows, demand, rowStart, edgeCost } = problem.board;
  const hub = rowGates.length + personGates.length;
  const tail: number[] = [];
  const head: number[] = [];
  const capacity: number[] = [];
  const cost: number[] = [];
  const arc = (from: number, to: number, units: number, price: number): void => {
    tail.push(from);
    head.push(to);
    capacity.push(units);
    cost.push(price);
  };
  for (let e = 0; e < edgeCost.length; e++) arc(rowGateOf[e]!, rowGates.length + personGateOf[e]!, 1, edgeCost[e]!);
  const steps = (gates: Gate[], at: (gate: number) => number, inwards: boolean): void =>
    gates.forEach((gate, g) => {
      const outer = gate.parent < 0 ? hub : at(gate.parent);
      for (const [units, price] of gate.steps) {
        if (units > 0 && inwards) arc(outer, at(g), Math.min(units, gate.edges.length), price);
        else if (units > 0) arc(at(g), outer, Math.min(units, gate.edges.length), price);
      }
    });
  steps(personGates, (g) => rowGates.length + g, false);
  steps(rowGates, (g) => g, true);

  const network: Network = {
    nodes: hub + 1,
    tail: Int32Array.from(tail),
    head: Int32Array.from(head),
    capacity: Int32Array.from(capacity),
    cost: Float64Array.from(cost),
  };
  const circulation = liveNetwork(network).circulation();
  const used = Uint8Array.from(circulation.flow.subarray(0, edgeCost.length));
  const unmet = demand.slice();
  for (let r = 0; r < rows; r++) for (let e = rowStart[r]!; e < rowStart[r + 1]!; e++) unmet[r]! -= used[e]!;
  return { used, unmet, objective: circulation.objective + atRest, network, circulation, atRest };
}
