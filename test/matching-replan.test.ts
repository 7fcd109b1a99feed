import { expect } from 'chai';
import { boardShapes, makeBoard, randomNumbers } from '../scripts/bench-matching/board-shapes.ts';
import { randomEvent } from '../scripts/bench-matching/events.ts';
import { certify } from '../server/matching/certify.ts';
import { boardFromEdges, BoardProblemError } from '../server/matching/flow/problem.ts';
import type { BoardProblem } from '../server/matching/flow/problem.ts';
import { solveBoard } from '../server/matching/flow/solve.ts';
import { liveBoard, type LiveBoard } from '../server/matching/replan.ts';

const seed = Number(process.env['SEED'] ?? 20_261_123);
console.info(`matching-replan: seed ${seed} (set SEED to change it)`);

const live = (problem: BoardProblem): LiveBoard => liveBoard(problem, solveBoard(problem));

/** Two rows of one seat each; person 0 suits both, 1 only the first at a price, 2 only the second at a price. */
const small = (): LiveBoard =>
  live(
    boardFromEdges({
      people: 3,
      demand: [1, 1],
      unmetCost: [100, 100],
      edgeRow: [0, 1, 0, 1],
      edgePerson: [0, 0, 1, 2],
      edgeCost: [1, 2, 50, 60],
    }).problem,
  );

const expectOptimal = (board: LiveBoard, objective?: number): void => {
  const { problem, plan } = board.snapshot();
  expect(certify(problem, plan)).to.deep.equal({ valid: true, objective: objective ?? plan.objective, gap: 0 });
};

describe('Keeping a board optimal while it changes', () => {
  it('sends the next best when somebody declines, across rows when that is cheaper', () => {
    const board = small();
    expect([board.rowOf(0), board.rowOf(1), board.rowOf(2)]).to.deep.equal([1, 0, -1]);
    board.decline(0, 1);
    expect([board.rowOf(0), board.rowOf(1), board.rowOf(2)]).to.deep.equal([0, -1, 1]);
    expectOptimal(board, 61);
  });

  it('pays for an empty seat when nobody is left, and fills it when somebody arrives', () => {
    const board = small();
    board.personLeaves(2);
    board.personLeaves(1);
    expectOptimal(board, 101);
    expect(board.unmet(1)).to.equal(1);
    const person = board.personArrives([{ row: 1, cost: 5 }]);
    expect(person).to.equal(3);
    expect(board.rowOf(person)).to.equal(1);
    expectOptimal(board, 6);
  });

  it('keeps a pinned person where they are though the plan would like them elsewhere', () => {
    const board = small();
    board.pin(0, 0);
    board.decline(1, 0);
    board.setDemand(0, 1);
    expect([board.rowOf(0), board.rowOf(1), board.rowOf(2)]).to.deep.equal([0, -1, 1]);
    expectOptimal(board, 60);
    board.unpin(0);
    expectOptimal(board, 61);
  });

  it('sends everybody of a closed row where they are needed next', () => {
    const board = small();
    board.rowCloses(1);
    expectOptimal(board, 1);
    const row = board.rowOpens(2, 1_000, [
      { person: 0, cost: 3 },
      { person: 2, cost: 4 },
    ]);
    expect(board.rowOf(0)).to.equal(row);
    expectOptimal(board, 57);
  });

  const logs: [string, number, { people: number; rows: number; edges: number }, number][] = [
    ['a roomy board', 0, { people: 120, rows: 30, edges: 900 }, 4_000],
    ['a board with fewer people than seats', 2, { people: 60, rows: 25, edges: 500 }, 4_000],
    ['a board with scarce skills', 5, { people: 90, rows: 30, edges: 700 }, 4_000],
    ['a board full of ties', 8, { people: 40, rows: 20, edges: 300 }, 4_000],
    ['a board that starts empty', 0, { people: 0, rows: 0, edges: 0 }, 1_000],
  ];
  for (const [name, shape, size, events] of logs) {
    it(`holds its certificate after each of ${events} events on ${name}, and ends where a fresh solve ends`, () => {
      const board = live(makeBoard({ ...boardShapes[shape]!, ...size }, seed));
      const random = randomNumbers(seed + 1);
      const happened = new Set<string>();
      for (let i = 0; i < events; i++) {
        const event = randomEvent(board, random);
        happened.add(event);
        const { problem, plan } = board.snapshot();
        const answer = certify(problem, plan);
        if (!answer.valid) expect.fail(`after event ${i} (${event}): ${answer.violation}, ${answer.detail}`);
      }
      expect(happened.size).to.be.greaterThan(8);
      const { problem, plan } = board.snapshot();
      expect(solveBoard(problem).objective).to.equal(plan.objective);
    });
  }

  for (const costs of ['ties', 'plain'] as const) {
    it(`stays best possible through 3000 declines and changed minds where seats and people are as many, costs ${costs}`, () => {
      const random = randomNumbers(seed + 2);
      const draw = (n: number): number => Math.floor(random() * n);
      for (let round = 0; round < 15; round++) {
        const size = { people: 60, rows: 15 + draw(20), edges: 500, demandShare: 0.8 + 0.4 * random(), costs };
        const board = live(makeBoard({ ...boardShapes[0]!, ...size }, seed + round));
        for (let i = 0; i < 200; i++) {
          const person = draw(board.people);
          const row = board.rowOf(person);
          if (row < 0) continue;
          if (random() < 0.5) board.decline(row, person);
          else board.offerEdge(row, person, draw(10));
          if (random() < 0.7) board.offerEdge(draw(board.rows), person, draw(5));
          expectOptimal(board);
        }
        const { problem, plan } = board.snapshot();
        expect(solveBoard(problem).objective).to.equal(plan.objective);
      }
    });
  }
});

describe('Refusing an event by name', () => {
  const refusals: [string, string, (board: LiveBoard) => unknown][] = [
    ['no-such-edge', 'a decline of an offer never possible', (board) => board.decline(1, 1)],
    ['out-of-range', 'a person who does not exist', (board) => board.personLeaves(9)],
    ['out-of-range', 'a row that does not exist', (board) => board.rowCloses(-1)],
    ['negative-count', 'a negative demand', (board) => board.setDemand(0, -1)],
    ['not-an-integer', 'a cost that is not a number', (board) => board.offerEdge(0, 0, Number.NaN)],
    ['too-large', 'a cost beyond exact arithmetic', (board) => board.offerEdge(0, 0, 2 ** 51)],
    ['too-large', 'a demand beyond exact arithmetic', (board) => board.setUnmetCost(0, 2 ** 51)],
    ['already-there', 'the arrival of somebody who never left', (board) => board.personArrives([], 0)],
    [
      'duplicate-edge',
      'an arrival that lists a row twice',
      (board) =>
        board.personArrives([
          { row: 0, cost: 1 },
          { row: 0, cost: 2 },
        ]),
    ],
    ['no-such-edge', 'a pin to a row the person cannot go to', (board) => board.pin(2, 0)],
    ['no-such-edge', 'an unpin of somebody not pinned', (board) => board.unpin(0)],
  ];
  for (const [code, what, event] of refusals) {
    it(`calls ${what} ${code} and changes nothing`, () => {
      const board = small();
      const before = board.snapshot();
      expect(() => event(board))
        .to.throw(BoardProblemError)
        .with.property('code', code);
      expect(board.snapshot()).to.deep.equal(before);
    });
  }
});
