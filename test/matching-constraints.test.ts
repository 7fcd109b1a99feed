import { expect } from 'chai';
import fc from 'fast-check';
import { randomNumbers } from '../scripts/bench-matching/board-shapes.ts';
import { constrainedProgram, summonJudge, type Judge } from '../scripts/bench-matching/judge.ts';
import { certifyNetwork } from '../server/matching/certify.ts';
import { solveConstrainedBoard } from '../server/matching/flow/constrained.ts';
import type { BoardConstraint, ConstrainedBoard } from '../server/matching/flow/constraints.ts';
import { liveNetwork, solveNetwork, type Network } from '../server/matching/flow/network.ts';
import { boardFromEdges, BoardProblemError, type BoardProblem } from '../server/matching/flow/problem.ts';
import { solveBoard } from '../server/matching/flow/solve.ts';

const seed = Number(process.env['SEED'] ?? 20_261_123);
console.info(`matching-constraints: seed ${seed} (set SEED to change it)`);

function randomBoard(random: () => number): BoardProblem {
  const draw = (n: number): number => Math.floor(random() * n);
  const people = draw(8);
  const rows = draw(6);
  const share = random();
  const edgeRow: number[] = [];
  const edgePerson: number[] = [];
  const edgeCost: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let person = 0; person < people; person++) {
      if (random() > share) continue;
      edgeRow.push(row);
      edgePerson.push(person);
      edgeCost.push(draw(30) - 5);
    }
  }
  const demand = Array.from({ length: rows }, () => draw(5));
  const unmetCost = Array.from({ length: rows }, () => draw(60));
  return boardFromEdges({ people, demand, unmetCost, edgeRow, edgePerson, edgeCost }).problem;
}

/** Laminar by construction: halves of halves of the people, of the rows, of one row's people, of one person's rows. */
function randomConstraints({ people, rows }: BoardProblem, random: () => number): BoardConstraint[] {
  const draw = (n: number): number => Math.floor(random() * n);
  const half = (ids: number[]): number[] => ids.slice(0, Math.ceil(ids.length / 2));
  const everybody = Array.from({ length: people }, (_, p) => p).sort(() => random() - 0.5);
  const everything = Array.from({ length: rows }, (_, r) => r).sort(() => random() - 0.5);
  const constraints: BoardConstraint[] = [];
  if (random() < 0.5) constraints.push({ kind: 'people-cap', people: half(everybody), most: draw(4) });
  if (random() < 0.5) constraints.push({ kind: 'people-cap', people: half(half(everybody)), most: draw(3) });
  if (random() < 0.5) constraints.push({ kind: 'rows-cap', rows: half(everything), most: draw(6) });
  if (random() < 0.5) constraints.push({ kind: 'rows-cap', rows: half(half(everything)), most: draw(4) });
  for (let row = 0; row < rows; row++) {
    if (random() < 0.5) {
      const atLeast = draw(3);
      constraints.push({ kind: 'row-quota', row, people: half(everybody), atLeast, shortCost: draw(50) });
    }
    if (random() < 0.3) constraints.push({ kind: 'row-quota', row, people: half(half(everybody)), atMost: draw(2) });
  }
  for (let person = 0; person < people; person++) {
    if (random() < 0.5) {
      const marginalCost = Array.from({ length: draw(4) }, () => draw(12) - 2).sort((a, b) => a - b);
      constraints.push({ kind: 'person-load', person, marginalCost });
    }
    if (random() < 0.4) constraints.push({ kind: 'block-cap', person, rows: half(everything), most: draw(3) });
  }
  return constraints;
}

/** The same board and constraints under other numbers. */
function renumbered({ board, constraints }: ConstrainedBoard, random: () => number): ConstrainedBoard {
  const order = (count: number): number[] => Array.from({ length: count }, (_, i) => i).sort(() => random() - 0.5);
  const person = order(board.people);
  const row = order(board.rows);
  const edges = Array.from({ length: board.rows }, (_, r) =>
    Array.from({ length: board.rowStart[r + 1]! - board.rowStart[r]! }, (_, i) => ({ r, e: board.rowStart[r]! + i })),
  ).flat();
  const moved = (values: ArrayLike<number>): number[] => {
    const result = new Array<number>(board.rows);
    row.forEach((to, from) => (result[to] = values[from]!));
    return result;
  };
  const { problem } = boardFromEdges({
    people: board.people,
    demand: moved(board.demand),
    unmetCost: moved(board.unmetCost),
    edgeRow: edges.map(({ r }) => row[r]!),
    edgePerson: edges.map(({ e }) => person[board.edgePerson[e]!]!),
    edgeCost: edges.map(({ e }) => board.edgeCost[e]!),
  });
  return {
    board: problem,
    constraints: constraints.map((constraint) => ({
      ...constraint,
      ...('row' in constraint && { row: row[constraint.row]! }),
      ...('rows' in constraint && { rows: constraint.rows.map((r) => row[r]!) }),
      ...('person' in constraint && { person: person[constraint.person]! }),
      ...('people' in constraint && { people: constraint.people.map((p) => person[p]!) }),
    })),
  };
}

const tiny = (): ConstrainedBoard['board'] =>
  boardFromEdges({
    people: 3,
    demand: [2, 2],
    unmetCost: [100, 100],
    edgeRow: [0, 0, 0, 1, 1, 1],
    edgePerson: [0, 1, 2, 0, 1, 2],
    edgeCost: [1, 2, 30, 4, 5, 6],
  }).problem;

describe('Planning under constraints', () => {
  let judge: Judge;
  before(async () => {
    judge = await summonJudge();
  });

  it('agrees with HiGHS on 400 small boards with caps, quotas, shifts and loads, and certifies every one', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(fc.nat(), (boardSeed) => {
        const random = randomNumbers(boardSeed);
        const board = randomBoard(random);
        const problem = { board, constraints: randomConstraints(board, random) };
        for (const { kind } of problem.constraints) kinds.add(kind);
        const plan = solveConstrainedBoard(problem);
        const { objective } = plan.circulation;
        expect(certifyNetwork(plan.network, plan.circulation)).to.deep.equal({ valid: true, objective, gap: 0 });
        expect(judge.minimum(constrainedProgram(problem))).to.be.closeTo(plan.objective, 1e-6);
      }),
      { seed, numRuns: 400 },
    );
    expect(kinds.size).to.equal(5);
  });

  it('costs what the plain solver says when there is nothing to constrain', () => {
    fc.assert(
      fc.property(fc.nat(), (boardSeed) => {
        const board = randomBoard(randomNumbers(boardSeed));
        expect(solveConstrainedBoard({ board, constraints: [] }).objective).to.equal(solveBoard(board).objective);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('costs the same however rows and people are numbered', () => {
    fc.assert(
      fc.property(fc.nat(), (boardSeed) => {
        const random = randomNumbers(boardSeed);
        const board = randomBoard(random);
        const constraints = randomConstraints(board, random);
        const { objective } = solveConstrainedBoard(renumbered({ board, constraints }, random));
        expect(objective).to.equal(solveConstrainedBoard({ board, constraints }).objective);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('moves by exactly demand × k when everything about one row gets dearer by k', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: -30, max: 30 }), (boardSeed, k) => {
        const random = randomNumbers(boardSeed);
        const board = randomBoard(random);
        fc.pre(board.rows > 0);
        const constraints = randomConstraints(board, random);
        const row = Math.floor(random() * board.rows);
        const { rowStart, demand } = board;
        const dearer: BoardProblem = {
          ...board,
          unmetCost: board.unmetCost.map((cost, r) => (r === row ? cost + k : cost)),
          edgeCost: board.edgeCost.map((cost, e) => (e >= rowStart[row]! && e < rowStart[row + 1]! ? cost + k : cost)),
        };
        const before = solveConstrainedBoard({ board, constraints }).objective;
        expect(solveConstrainedBoard({ board: dearer, constraints }).objective).to.equal(before + demand[row]! * k);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('sends the dearer person when the row needs one of their kind', () => {
    const quota: BoardConstraint = { kind: 'row-quota', row: 0, people: [2], atLeast: 1, shortCost: 1_000 };
    const plan = solveConstrainedBoard({ board: tiny(), constraints: [quota] });
    expect(plan.used[2]).to.equal(1);
    expect(solveConstrainedBoard({ board: tiny(), constraints: [] }).used[2]).to.equal(0);
  });

  it('spreads hours when one more hour of the same person costs more', () => {
    const loads = [0, 1, 2].map((person): BoardConstraint => ({ kind: 'person-load', person, marginalCost: [0, 40] }));
    const plan = solveConstrainedBoard({ board: tiny(), constraints: loads });
    expect(plan.unmet).to.deep.equal(Int32Array.of(0, 0));
    expect(plan.objective).to.equal(1 + 2 + 4 + 40 + 6);
  });

  it('rejects a corrupted circulation by name', () => {
    const { network, circulation } = solveConstrainedBoard({ board: tiny(), constraints: [] });
    const flow = circulation.flow.slice();
    const potential = circulation.potential.slice();
    const busy = flow.findIndex((units) => units > 0);
    const idle = flow.findIndex((units) => units === 0);
    const named = (change: object): string => {
      const answer = certifyNetwork(network, { ...circulation, ...change });
      return answer.valid ? 'valid' : answer.violation;
    };
    expect(named({ flow: flow.with(busy, 0) })).to.equal('seats-miscounted');
    expect(named({ flow: flow.with(busy, -1) })).to.equal('seats-miscounted');
    expect(named({ flow: flow.with(idle, 2) })).to.equal('seats-miscounted');
    expect(named({ flow: flow.slice(1) })).to.equal('wrong-size');
    expect(named({ potential: potential.with(0, 0.5) })).to.equal('not-an-integer');
    expect(named({ potential: potential.with(0, potential[0]! + 1_000) })).to.be.oneOf([
      'slackness',
      'dual-infeasible',
    ]);
    expect(named({ potential: potential.with(0, potential[0]! - 1_000) })).to.be.oneOf([
      'slackness',
      'dual-infeasible',
    ]);
    expect(named({ objective: circulation.objective - 1 })).to.equal('wrong-objective');
  });

  it('keeps a network optimal while capacities and costs change', () => {
    fc.assert(
      fc.property(fc.nat(), (networkSeed) => {
        const random = randomNumbers(networkSeed);
        const draw = (n: number): number => Math.floor(random() * n);
        const nodes = 2 + draw(6);
        const arcs = 1 + draw(20);
        const network: Network = {
          nodes,
          tail: Int32Array.from({ length: arcs }, () => draw(nodes)),
          head: Int32Array.from({ length: arcs }, () => draw(nodes)),
          capacity: Int32Array.from({ length: arcs }, () => draw(5)),
          cost: Float64Array.from({ length: arcs }, () => draw(20) - 8),
        };
        const live = liveNetwork(network);
        for (let event = 0; event < 30; event++) {
          if (random() < 0.5) live.setCapacity(draw(arcs), draw(5));
          else live.setCost(draw(arcs), draw(20) - 8);
          const answer = certifyNetwork(live.network(), live.circulation());
          if (!answer.valid) expect.fail(`${answer.violation}: ${answer.detail}`);
        }
        expect(solveNetwork(live.network()).objective).to.equal(live.objective());
      }),
      { seed, numRuns: 1_000 },
    );
  });
});

describe('Refusing constraints by name', () => {
  const refusals: [string, string, BoardConstraint[]][] = [
    [
      'unsupported-constraint',
      'caps on sets of people that cross',
      [
        { kind: 'people-cap', people: [0, 1], most: 1 },
        { kind: 'people-cap', people: [1, 2], most: 1 },
      ],
    ],
    [
      'unsupported-constraint',
      'quotas of one row that cross',
      [
        { kind: 'row-quota', row: 0, people: [0, 1], atMost: 1 },
        { kind: 'row-quota', row: 0, people: [1, 2], atMost: 1 },
      ],
    ],
    ['unsupported-constraint', 'a load that gets cheaper', [{ kind: 'person-load', person: 0, marginalCost: [2, 1] }]],
    ['unsupported-constraint', 'a set that names somebody twice', [{ kind: 'people-cap', people: [1, 1], most: 1 }]],
    ['out-of-range', 'a cap on nobody known', [{ kind: 'people-cap', people: [7], most: 1 }]],
    ['out-of-range', 'a quota of no row', [{ kind: 'row-quota', row: 2, people: [0] }]],
    ['negative-count', 'a negative cap', [{ kind: 'rows-cap', rows: [0], most: -1 }]],
    [
      'too-large',
      'a missing minimum whose price leaves exact arithmetic',
      [{ kind: 'row-quota', row: 0, people: [0], atLeast: 2 ** 31 - 1, shortCost: 2 ** 31 - 1 }],
    ],
    ['not-an-integer', 'a load that is not a number', [{ kind: 'person-load', person: 0, marginalCost: [Number.NaN] }]],
    ['not-an-integer', 'a cap that is not a number', [{ kind: 'rows-cap', rows: [0], most: Number.NaN }]],
  ];
  for (const [code, what, constraints] of refusals) {
    it(`calls ${what} ${code}`, () => {
      expect(() => solveConstrainedBoard({ board: tiny(), constraints }))
        .to.throw(BoardProblemError)
        .with.property('code', code);
    });
  }
});
