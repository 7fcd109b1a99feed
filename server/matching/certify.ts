import type { BoardPlan, BoardProblem } from './flow/problem.ts';
import type { Circulation, Network } from './flow/network.ts';

/** What a check found. `gap` is primal minus dual objective: 0 says no plan of this board can be cheaper. */
export type Certificate =
  | { readonly valid: true; readonly objective: number; readonly gap: 0 }
  | { readonly valid: false; readonly violation: Violation; readonly detail: string };

export type Violation =
  | 'wrong-size'
  | 'not-an-integer'
  | 'no-such-edge'
  | 'seats-miscounted'
  | 'dual-infeasible'
  | 'slackness'
  | 'wrong-objective'
  | 'gap'
  | 'unsound-team';

/**
 * Checks a plan against its board without trusting whoever made it; shares no code with the solver.
 *
 * Linear programming duality: Σ demand·u + Σ v is a lower bound on every plan once u + v ≤ cost on every edge,
 * u ≤ unmetCost and v ≤ 0. A feasible plan that reaches the bound is therefore best possible (Kuhn 1955; Schrijver 2003,
 * chapter 17). Complementary slackness is checked as well: it names the place where a plan falls short.
 * The problem is taken as sound (checkBoard); the plan may be anything. O(edges).
 */
export function certify(problem: BoardProblem, plan: BoardPlan): Certificate {
  const { people, rows, demand, unmetCost, rowStart, edgePerson, edgeCost } = problem;
  const { rowOf, edgeOf, unmet, rowDual: u, personDual: v } = plan;
  if (rowOf.length !== people || edgeOf.length !== people || v.length !== people) {
    return fails('wrong-size', `rowOf, edgeOf and personDual must have ${people} entries`);
  }
  if (unmet.length !== rows || u.length !== rows) {
    return fails('wrong-size', `unmet and rowDual must have ${rows} entries`);
  }
  for (let r = 0; r < rows; r++) {
    if (!Number.isSafeInteger(u[r])) return fails('not-an-integer', `rowDual[${r}] is ${u[r]}`);
  }

  let primal = 0;
  let dual = 0;
  const taken = new Float64Array(rows);
  for (let p = 0; p < people; p++) {
    const price = v[p]!;
    const row = rowOf[p]!;
    const edge = edgeOf[p]!;
    if (!Number.isSafeInteger(price)) return fails('not-an-integer', `personDual[${p}] is ${price}`);
    if (price > 0) return fails('dual-infeasible', `personDual[${p}] is ${price}, above 0`);
    dual += price;
    if (row === -1 && edge === -1) {
      if (price !== 0) return fails('slackness', `person ${p} is free yet priced at ${price}`);
      continue;
    }
    if (!(row >= 0 && row < rows && edge >= rowStart[row]! && edge < rowStart[row + 1]! && edgePerson[edge] === p)) {
      return fails('no-such-edge', `person ${p} is sent to row ${row} along edge ${edge}, which is not theirs`);
    }
    if (u[row]! + price !== edgeCost[edge]!) {
      return fails(
        'slackness',
        `edge ${edge} is used though u + v = ${u[row]! + price} and it costs ${edgeCost[edge]}`,
      );
    }
    taken[row]!++;
    primal += edgeCost[edge]!;
  }

  for (let r = 0; r < rows; r++) {
    const price = u[r]!;
    if (!(unmet[r]! >= 0) || taken[r]! + unmet[r]! !== demand[r]!) {
      return fails('seats-miscounted', `row ${r} asks for ${demand[r]}, has ${taken[r]} and misses ${unmet[r]}`);
    }
    if (price > unmetCost[r]!) {
      return fails('dual-infeasible', `rowDual[${r}] is ${price}, above its unmet cost ${unmetCost[r]}`);
    }
    if (unmet[r]! > 0 && price !== unmetCost[r]!) {
      return fails('slackness', `row ${r} misses a seat though one more is worth ${price}, not ${unmetCost[r]}`);
    }
    for (let e = rowStart[r]!; e < rowStart[r + 1]!; e++) {
      if (!(price + v[edgePerson[e]!]! <= edgeCost[e]!)) {
        return fails(
          'dual-infeasible',
          `edge ${e}: u + v = ${price + v[edgePerson[e]!]!} exceeds its cost ${edgeCost[e]}`,
        );
      }
    }
    primal += unmet[r]! * unmetCost[r]!;
    dual += demand[r]! * price;
  }

  if (plan.objective !== primal) return fails('wrong-objective', `claims ${plan.objective}, costs ${primal}`);
  if (!Number.isSafeInteger(primal) || primal !== dual) return fails('gap', `primal ${primal}, dual ${dual}`);
  return { valid: true, objective: primal, gap: 0 };
}

/**
 * Checks a circulation against its network, for boards under constraints: conservation, capacities, and the sign of every
 * reduced cost cost + π(tail) − π(head), which together prove it cheapest (Ahuja, Magnanti & Orlin 1993, theorem 9.4).
 * The dual objective −Σ capacity·max(0, −reduced cost) must equal the primal.
 */
export function certifyNetwork(network: Network, circulation: Circulation): Certificate {
  const { nodes, tail, head, capacity, cost } = network;
  const { flow, potential } = circulation;
  if (flow.length !== tail.length || potential.length !== nodes) {
    return fails('wrong-size', `flow must have ${tail.length} entries, potential ${nodes}`);
  }
  for (let n = 0; n < nodes; n++) {
    if (!Number.isSafeInteger(potential[n])) return fails('not-an-integer', `potential[${n}] is ${potential[n]}`);
  }
  const balance = new Float64Array(nodes);
  let primal = 0;
  let dual = 0;
  for (let a = 0; a < tail.length; a++) {
    const units = flow[a]!;
    if (!(units >= 0 && units <= capacity[a]!)) {
      return fails('seats-miscounted', `arc ${a} carries ${units} of ${capacity[a]}`);
    }
    const reduced = cost[a]! + potential[tail[a]!]! - potential[head[a]!]!;
    if (units < capacity[a]! && reduced < 0)
      return fails('dual-infeasible', `arc ${a} has room at reduced cost ${reduced}`);
    if (units > 0 && reduced > 0) return fails('slackness', `arc ${a} is used at reduced cost ${reduced}`);
    balance[tail[a]!]! -= units;
    balance[head[a]!]! += units;
    primal += units * cost[a]!;
    dual += capacity[a]! * Math.min(0, reduced);
  }
  for (let n = 0; n < nodes; n++) {
    if (balance[n] !== 0) return fails('seats-miscounted', `node ${n} keeps ${balance[n]}`);
  }
  if (circulation.objective !== primal)
    return fails('wrong-objective', `claims ${circulation.objective}, costs ${primal}`);
  if (!Number.isSafeInteger(primal) || primal !== dual) return fails('gap', `primal ${primal}, dual ${dual}`);
  return { valid: true, objective: primal, gap: 0 };
}

/** A refusal of a certificate. */
export function fails(violation: Violation, detail: string): { valid: false; violation: Violation; detail: string } {
  return { valid: false, violation, detail };
}
