import { expect } from 'chai';
import fc from 'fast-check';
import { makeBoard, boardShapes, randomNumbers } from '../scripts/bench-matching/board-shapes.ts';
import { boardProgram, summonJudge, type Judge } from '../scripts/bench-matching/judge.ts';
import { certify } from '../server/matching/certify.ts';
import { boardFromEdges, BoardProblemError, checkBoard } from '../server/matching/flow/problem.ts';
import type { BoardEdges, BoardPlan, BoardProblem } from '../server/matching/flow/problem.ts';
import { solveBoard } from '../server/matching/flow/solve.ts';

const seed = Number(process.env['SEED'] ?? 20_261_123);
console.info(`matching-flow: seed ${seed} (set SEED to change it)`);
const check = <T extends unknown[]>(property: fc.IProperty<T>, numRuns: number): void =>
  fc.assert(property, { seed, numRuns });

/** Small boards of every kind: empty, disconnected, starved, flooded, with ties and costs below zero. */
const anyBoard: fc.Arbitrary<BoardProblem> = fc
  .record({
    people: fc.integer({ min: 0, max: 9 }),
    demand: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 6 }),
    unmet: fc.constantFrom(1, 5, 20, 1_000),
    spread: fc.constantFrom(1, 4, 50),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.nat(),
  })
  .map(({ people, demand, unmet, spread, share, seed }) => {
    const random = randomNumbers(seed);
    const edges: BoardEdges & { edgeRow: number[]; edgePerson: number[]; edgeCost: number[] } = {
      people,
      demand,
      unmetCost: demand.map(() => Math.floor(random() * (unmet + 1))),
      edgeRow: [],
      edgePerson: [],
      edgeCost: [],
    };
    for (let row = 0; row < demand.length; row++) {
      for (let person = 0; person < people; person++) {
        if (random() > share) continue;
        edges.edgeRow.push(row);
        edges.edgePerson.push(person);
        edges.edgeCost.push(Math.floor(random() * (spread + 1)) - (spread >> 2));
      }
    }
    return boardFromEdges(edges).problem;
  });

const board = (edges: Partial<BoardEdges> & { people: number }): BoardProblem =>
  boardFromEdges({ demand: [], unmetCost: [], edgeRow: [], edgePerson: [], edgeCost: [], ...edges }).problem;

const copyOf = (plan: BoardPlan): BoardPlan => ({
  rowOf: plan.rowOf.slice(),
  edgeOf: plan.edgeOf.slice(),
  unmet: plan.unmet.slice(),
  objective: plan.objective,
  rowDual: plan.rowDual.slice(),
  personDual: plan.personDual.slice(),
});

describe('Planning the whole board', () => {
  let judge: Judge;
  before(async () => {
    judge = await summonJudge();
  });

  it('agrees with HiGHS on 400 small boards and certifies every one', () => {
    check(
      fc.property(anyBoard, (problem) => {
        const plan = solveBoard(problem);
        expect(certify(problem, plan)).to.deep.equal({ valid: true, objective: plan.objective, gap: 0 });
        expect(judge.minimum(boardProgram(problem))).to.be.closeTo(plan.objective, 1e-6);
      }),
      400,
    );
  }).timeout(60_000);

  it('certifies a larger board of every shape, contested ones included', () => {
    for (const shape of boardShapes) {
      const problem = makeBoard({ ...shape, people: 600, rows: 120, edges: 9_000 }, seed);
      const plan = solveBoard(problem);
      expect(certify(problem, plan), shape.name).to.deep.equal({ valid: true, objective: plan.objective, gap: 0 });
    }
  }).timeout(20_000);

  it('costs the same however rows and people are numbered', () => {
    check(
      fc.property(anyBoard, fc.nat(), (problem, shuffle) => {
        const random = randomNumbers(shuffle);
        const person = shuffled(problem.people, random);
        const row = shuffled(problem.rows, random);
        const demand = new Array<number>(problem.rows);
        const unmetCost = new Array<number>(problem.rows);
        const list: { row: number; person: number; cost: number }[] = [];
        for (let r = 0; r < problem.rows; r++) {
          demand[row[r]!] = problem.demand[r]!;
          unmetCost[row[r]!] = problem.unmetCost[r]!;
          for (let e = problem.rowStart[r]!; e < problem.rowStart[r + 1]!; e++) {
            list.push({ row: row[r]!, person: person[problem.edgePerson[e]!]!, cost: problem.edgeCost[e]! });
          }
        }
        const other = board({
          people: problem.people,
          demand,
          unmetCost,
          edgeRow: list.map((edge) => edge.row),
          edgePerson: list.map((edge) => edge.person),
          edgeCost: list.map((edge) => edge.cost),
        });
        expect(solveBoard(other).objective).to.equal(solveBoard(problem).objective);
      }),
      300,
    );
  });

  it('moves by exactly demand × k when everything about one row gets dearer by k', () => {
    check(
      fc.property(anyBoard, fc.nat(), fc.integer({ min: -30, max: 30 }), (problem, pick, k) => {
        fc.pre(problem.rows > 0);
        const row = pick % problem.rows;
        const dearer: BoardProblem = {
          ...problem,
          unmetCost: problem.unmetCost.map((cost, r) => (r === row ? cost + k : cost)),
          edgeCost: problem.edgeCost.map((cost, e) =>
            e >= problem.rowStart[row]! && e < problem.rowStart[row + 1]! ? cost + k : cost,
          ),
        };
        expect(solveBoard(dearer).objective).to.equal(solveBoard(problem).objective + problem.demand[row]! * k);
      }),
      300,
    );
  });

  it('solves boards without people, without rows, without edges and with more seats than anyone could fill', () => {
    const empty = [
      board({ people: 0 }),
      board({ people: 5 }),
      board({ people: 0, demand: [3], unmetCost: [7] }),
      board({ people: 5, demand: [3, 0], unmetCost: [7, 9] }),
      board({ people: 1, demand: [2_000_000_000], unmetCost: [7], edgeRow: [0], edgePerson: [0], edgeCost: [3] }),
    ];
    const objectives = empty.map((problem) => {
      const plan = solveBoard(problem);
      expect(certify(problem, plan).valid).to.equal(true);
      return plan.objective;
    });
    expect(objectives).to.deep.equal([0, 0, 21, 21, 7 * 1_999_999_999 + 3]);
  });

  it('leaves a seat empty rather than fill it at more than its unmet cost', () => {
    const problem = board({ people: 1, demand: [1], unmetCost: [4], edgeRow: [0], edgePerson: [0], edgeCost: [5] });
    expect(solveBoard(problem)).to.deep.include({ objective: 4 });
  });
});

describe('Refusing a board by name', () => {
  const one = { people: 1, demand: [1], unmetCost: [9], edgeRow: [0], edgePerson: [0], edgeCost: [1] };
  const refusals: [string, string, () => unknown][] = [
    ['negative-count', 'a negative number of people', () => board({ ...one, people: -1 })],
    ['negative-count', 'a negative demand', () => board({ ...one, demand: [-1] })],
    ['not-an-integer', 'a demand that is not a number', () => board({ ...one, demand: [Number.NaN] })],
    ['not-an-integer', 'half a seat', () => board({ ...one, demand: [1.5] })],
    ['not-an-integer', 'an unmet cost that is not a number', () => board({ ...one, unmetCost: [Number.NaN] })],
    ['not-an-integer', 'a cost with a fraction', () => board({ ...one, edgeCost: [0.5] })],
    ['not-an-integer', 'an infinite cost', () => board({ ...one, edgeCost: [Number.POSITIVE_INFINITY] })],
    ['out-of-range', 'a person who does not exist', () => board({ ...one, edgePerson: [1] })],
    ['out-of-range', 'a person between two others', () => board({ ...one, edgePerson: [0.2] })],
    ['out-of-range', 'a row that does not exist', () => board({ ...one, edgeRow: [-1] })],
    ['size-mismatch', 'more costs than edges', () => board({ ...one, edgeCost: [1, 2] })],
    ['size-mismatch', 'a row without an unmet cost', () => board({ ...one, unmetCost: [] })],
    [
      'duplicate-edge',
      'the same edge twice',
      () => board({ ...one, edgeRow: [0, 0], edgePerson: [0, 0], edgeCost: [1, 2] }),
    ],
    ['too-large', 'a cost whose sums leave exact arithmetic', () => board({ ...one, edgeCost: [2 ** 52] })],
    ['too-large', 'a demand beyond 32 bits', () => board({ ...one, demand: [2 ** 31] })],
    [
      'too-large',
      'many seats at a cost whose sum leaves exact arithmetic',
      () => board({ ...one, demand: [2 ** 31 - 1], unmetCost: [2 ** 24] }),
    ],
    [
      'size-mismatch',
      'row starts that point past the edges',
      () => checkBoard({ ...board(one), rowStart: Int32Array.of(0, 2) }),
    ],
  ];
  for (const [code, what, make] of refusals) {
    it(`calls ${what} ${code}`, () => {
      expect(make).to.throw(BoardProblemError).with.property('code', code);
    });
  }

  it('solves costs just below the limit exactly', () => {
    const large = Math.floor(Number.MAX_SAFE_INTEGER / 18);
    const problem = board({
      people: 2,
      demand: [1, 1],
      unmetCost: [large, large - 1],
      edgeRow: [0, 0, 1],
      edgePerson: [0, 1, 0],
      edgeCost: [-large, -large + 1, -large],
    });
    const plan = solveBoard(problem);
    expect(plan.objective).to.equal(1 - 2 * large);
    expect(certify(problem, plan).valid).to.equal(true);
  });
});

describe('Certifying a plan', () => {
  const shape = { ...boardShapes[3]!, people: 60, rows: 20, edges: 400 };
  const problem = makeBoard(shape, seed);
  const plan = solveBoard(problem);
  const sent = plan.rowOf.findIndex((row) => row >= 0);
  const idle = plan.rowOf.findIndex((row) => row < 0);
  const short = plan.unmet.findIndex((seats) => seats > 0);

  const corruptions: [string, string, (plan: BoardPlan) => BoardPlan | void][] = [
    ['wrong-size', 'a person too few', (bad) => ({ ...bad, rowOf: bad.rowOf.slice(1) })],
    ['wrong-size', 'a row price too few', (bad) => ({ ...bad, rowDual: bad.rowDual.slice(1) })],
    [
      'no-such-edge',
      'somebody sent to another row',
      (bad) => void (bad.rowOf[sent] = (bad.rowOf[sent]! + 1) % problem.rows),
    ],
    ['no-such-edge', 'somebody sent along the next edge', (bad) => void bad.edgeOf[sent]!++],
    ['no-such-edge', 'somebody sent nowhere along no edge', (bad) => void (bad.edgeOf[sent] = -1)],
    ['no-such-edge', 'somebody sent to a row that does not exist', (bad) => void (bad.rowOf[sent] = problem.rows)],
    ['seats-miscounted', 'an empty seat forgotten', (bad) => void bad.unmet[short]!--],
    ['seats-miscounted', 'fewer than no seats empty', (bad) => void (bad.unmet[0] = -1)],
    ['dual-infeasible', 'an idle person priced above 0', (bad) => void (bad.personDual[idle] = 1)],
    ['slackness', 'an idle person priced below 0', (bad) => void (bad.personDual[idle] = -1)],
    ['slackness', 'a busy person priced too low', (bad) => void bad.personDual[sent]!--],
    ['slackness', 'a row priced too high', (bad) => void (bad.rowDual[plan.rowOf[sent]!]! += 1)],
    ['not-an-integer', 'a person priced NaN', (bad) => void (bad.personDual[sent] = Number.NaN)],
    ['not-an-integer', 'a row priced at half a unit', (bad) => void (bad.rowDual[0]! += 0.5)],
    ['wrong-objective', 'an objective too good', (bad) => ({ ...bad, objective: bad.objective - 1 })],
    ['wrong-objective', 'an objective NaN', (bad) => ({ ...bad, objective: Number.NaN })],
  ];
  for (const [violation, what, corrupt] of corruptions) {
    it(`calls ${what} ${violation}`, () => {
      const bad = copyOf(plan);
      expect(certify(problem, corrupt(bad) ?? bad)).to.deep.include({ valid: false, violation });
    });
  }

  it('names slackness when somebody useful is sent home with the books kept straight', () => {
    const bad = copyOf(plan);
    const row = bad.rowOf[sent]!;
    bad.unmet[row]!++;
    const objective = bad.objective + problem.unmetCost[row]! - problem.edgeCost[bad.edgeOf[sent]!]!;
    bad.rowOf[sent] = bad.edgeOf[sent] = -1;
    expect(certify(problem, { ...bad, objective })).to.deep.include({ valid: false, violation: 'slackness' });
  });

  it('rejects any change of any one number of a plan that no tie allows', () => {
    check(
      fc.property(
        anyBoard,
        fc.nat(),
        fc.integer({ min: 0, max: 5 }),
        fc.constantFrom(-2, -1, 1, 2),
        (tiny, at, part, by) => {
          const good = solveBoard(tiny);
          const bad = copyOf(good);
          const arrays = [bad.rowOf, bad.edgeOf, bad.unmet, bad.rowDual, bad.personDual];
          const array = arrays[part];
          if (!array) {
            expect(certify(tiny, { ...bad, objective: bad.objective + by }).valid).to.equal(false);
            return;
          }
          fc.pre(array.length > 0);
          array[at % array.length]! += by;
          const answer = certify(tiny, bad);
          // A row asking for no seat has no fixed price, so a dual may move there; the objective must not.
          if (answer.valid) expect([part, tiny.demand[at % array.length]]).to.deep.equal([3, 0]);
        },
      ),
      2_000,
    );
  });

  it('rejects every feasible plan that costs more, whatever the duals', () => {
    check(
      fc.property(anyBoard, anyBoard, (problem, other) => {
        const best = solveBoard(problem);
        const worse = copyOf(best);
        const person = worse.rowOf.findIndex((row) => row >= 0);
        fc.pre(person >= 0);
        const row = worse.rowOf[person]!;
        const loss = problem.unmetCost[row]! - problem.edgeCost[worse.edgeOf[person]!]!;
        fc.pre(loss > 0);
        worse.rowOf[person] = worse.edgeOf[person] = -1;
        worse.unmet[row]!++;
        const foreign = solveBoard(other);
        for (const duals of [best, foreign]) {
          const { rowDual, personDual } = duals;
          const claim = { ...worse, objective: best.objective + loss, rowDual, personDual };
          expect(certify(problem, claim).valid).to.equal(false);
        }
      }),
      300,
    );
  });
});

function shuffled(count: number, random: () => number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
