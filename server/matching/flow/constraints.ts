import {
  BoardProblemError,
  checkBoard,
  checkMagnitude,
  count32,
  inRange,
  integer,
  type BoardProblem,
} from './problem.ts';

/**
 * Limits that keep a board inside a flow. Each one speaks of a set of edges, and on either side the sets must be laminar:
 * any two are nested or apart. Sets that cross are refused, because then an integral optimum is no longer certain.
 */
export type BoardConstraint =
  /** At most `most` seats for these people together: what an organisation lends, what a vehicle carries. */
  | { readonly kind: 'people-cap'; readonly people: readonly number[]; readonly most: number }
  /** At most `most` people on these rows together: the span of control of whoever leads them. */
  | { readonly kind: 'rows-cap'; readonly rows: readonly number[]; readonly most: number }
  /**
   * Of those sent to the row, at least so many (each one missing costs `shortCost`, whether the seat is empty or somebody
   * else's) and at most so many are among these people.
   */
  | {
      readonly kind: 'row-quota';
      readonly row: number;
      readonly people: readonly number[];
      readonly atLeast?: number;
      readonly shortCost?: number;
      readonly atMost?: number;
    }
  /** The person takes at most `most` of these rows: shifts that overlap, or a block's share of the day. */
  | { readonly kind: 'block-cap'; readonly person: number; readonly rows: readonly number[]; readonly most: number }
  /** The person may take as many rows as there are numbers; the k-th costs marginalCost[k] more. Must not fall. */
  | { readonly kind: 'person-load'; readonly person: number; readonly marginalCost: readonly number[] };

export interface ConstrainedBoard {
  readonly board: BoardProblem;
  readonly constraints: readonly BoardConstraint[];
}

/** A node of one side's tree: the edges under it pass through `steps`, each so many units at a cost, cheapest first. */
export interface Gate {
  readonly edges: readonly number[];
  readonly steps: readonly (readonly [units: number, cost: number])[];
  /** Place among the gates of this side, −1 for none above. */
  parent: number;
}

export interface Sides {
  readonly rowGates: Gate[];
  readonly personGates: Gate[];
  /** The gate of row 0; those of the other rows follow it. The same for people. */
  readonly firstRow: number;
  readonly firstPerson: number;
  /** Innermost gate of each edge. */
  readonly rowGateOf: Int32Array;
  readonly personGateOf: Int32Array;
  /** What the plan costs before anybody is sent anywhere. */
  readonly atRest: number;
}

/** Checks board and constraints and arranges them as two trees. Throws BoardProblemError. */
export function constrainedSides({ board, constraints }: ConstrainedBoard): Sides {
  checkBoard(board);
  const { people, rows, demand, unmetCost, rowStart, edgePerson } = board;
  const ofRow = Array.from({ length: rows }, (_, r) => range(rowStart[r]!, rowStart[r + 1]!));
  const ofPerson: number[][] = Array.from({ length: people }, () => []);
  const rowAt = new Int32Array(edgePerson.length);
  ofRow.forEach((edges, r) => {
    for (const e of edges) {
      rowAt[e] = r;
      ofPerson[edgePerson[e]!]!.push(e);
    }
  });
  let atRest = 0;
  const rowsCaps: Gate[] = [];
  const quotas: Gate[] = [];
  const peopleCaps: Gate[] = [];
  const blocks: Gate[] = [];
  const load = new Map<number, Gate['steps']>();

  constraints.forEach((constraint, at) => {
    const where = `constraints[${at}]`;
    switch (constraint.kind) {
      case 'people-cap':
        count32(`${where}.most`, -1, constraint.most);
        peopleCaps.push(
          gate(
            distinct(where, constraint.people, people).flatMap((p) => ofPerson[p]!),
            [[constraint.most, 0]],
          ),
        );
        break;
      case 'rows-cap':
        count32(`${where}.most`, -1, constraint.most);
        rowsCaps.push(
          gate(
            distinct(where, constraint.rows, rows).flatMap((r) => ofRow[r]!),
            [[constraint.most, 0]],
          ),
        );
        break;
      case 'row-quota': {
        const { row, atLeast = 0, shortCost = 0, atMost = people } = constraint;
        inRange(`${where}.row`, -1, row, rows);
        count32(`${where}.atLeast`, -1, atLeast);
        count32(`${where}.shortCost`, -1, shortCost);
        count32(`${where}.atMost`, -1, atMost);
        const among = new Set(distinct(where, constraint.people, people));
        const least = Math.min(atLeast, atMost);
        atRest += atLeast * shortCost;
        const edges = ofRow[row]!.filter((e) => among.has(edgePerson[e]!));
        quotas.push(
          gate(edges, [
            [least, -shortCost],
            [Math.max(0, Math.min(atMost, edges.length) - least), 0],
          ]),
        );
        break;
      }
      case 'block-cap': {
        inRange(`${where}.person`, -1, constraint.person, people);
        count32(`${where}.most`, -1, constraint.most);
        const among = new Set(distinct(where, constraint.rows, rows));
        blocks.push(
          gate(
            ofPerson[constraint.person]!.filter((e) => among.has(rowAt[e]!)),
            [[constraint.most, 0]],
          ),
        );
        break;
      }
      case 'person-load': {
        inRange(`${where}.person`, -1, constraint.person, people);
        if (load.has(constraint.person)) refuse(`${where} gives person ${constraint.person} a second load`);
        constraint.marginalCost.forEach((cost, k) => {
          integer(`${where}.marginalCost`, k, cost);
          if (k > 0 && cost < constraint.marginalCost[k - 1]!) refuse(`${where}.marginalCost falls at ${k}`);
        });
        load.set(
          constraint.person,
          constraint.marginalCost.map((cost) => [1, cost] as const),
        );
        break;
      }
    }
  });

  const rowGates = ofRow.map((edges, r) => gate(edges, [[demand[r]!, -unmetCost[r]!]]));
  const personGates = ofPerson.map((edges, p) => gate(edges, load.get(p) ?? [[1, 0]]));
  let dearestAtRest = Math.abs(atRest);
  for (let r = 0; r < rows; r++) {
    atRest += demand[r]! * unmetCost[r]!;
    dearestAtRest += demand[r]! * Math.abs(unmetCost[r]!);
  }
  // The network's own check bounds what it adds to this or takes away.
  checkMagnitude(dearestAtRest, 0);
  const onRows = [...largestFirst(rowsCaps), ...rowGates, ...largestFirst(quotas)];
  const onPeople = [...largestFirst(peopleCaps), ...personGates, ...largestFirst(blocks)];
  return {
    rowGates: onRows,
    personGates: onPeople,
    firstRow: rowsCaps.length,
    firstPerson: peopleCaps.length,
    rowGateOf: nest('rows', onRows, edgePerson.length),
    personGateOf: nest('people', onPeople, edgePerson.length),
    atRest,
  };
}

/** Hangs every gate under the innermost one that already holds its edges; all of them must agree which that is. */
function nest(side: string, gates: Gate[], edges: number): Int32Array {
  const innermost = new Int32Array(edges).fill(-1);
  gates.forEach((gate, g) => {
    const parent = gate.edges.length > 0 ? innermost[gate.edges[0]!]! : -1;
    gate.parent = parent;
    for (const e of gate.edges) {
      if (innermost[e] !== parent)
        refuse(`sets of edges on the side of the ${side} cross: they must be nested or apart`);
      innermost[e] = g;
    }
  });
  return innermost;
}

function gate(edges: readonly number[], steps: Gate['steps']): Gate {
  return { edges, steps, parent: -1 };
}

function largestFirst(gates: Gate[]): Gate[] {
  return gates.sort((a, b) => b.edges.length - a.edges.length);
}

function distinct(where: string, ids: readonly number[], count: number): number[] {
  ids.forEach((id) => inRange(where, -1, id, count));
  const set = [...new Set(ids)];
  if (set.length !== ids.length) refuse(`${where} names somebody twice`);
  return set;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function refuse(detail: string): never {
  throw new BoardProblemError('unsupported-constraint', detail);
}
