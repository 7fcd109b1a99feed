import { certify } from '../../server/matching/certify.ts';
import { solveBoard } from '../../server/matching/flow/solve.ts';
import { liveBoard } from '../../server/matching/replan.ts';
import { boardShapes, makeBoard, randomNumbers, type BoardShape } from './board-shapes.ts';
import { randomEvent } from './events.ts';
import { quantile, timed } from './measuring.ts';
import type { FreshSolves } from './planning.ts';
import type { Verdicts } from './verdicts.ts';

const seed = 1;

/** One decline after the other on boards of every shape, beside what the peer needs to solve such a board again. */
export function benchDeclines(
  print: (line: string) => void,
  verdicts: Verdicts,
  fresh: FreshSolves,
  why: string | undefined,
  quick: boolean,
): void {
  print('One decline, re-optimised');
  print('shape                      p50 µs   p99 µs    worst µs   fresh LEMON ms   p50 / fresh   declines');
  let dearest = 0;
  let slowest = 0;
  for (const shape of boardShapes) {
    const times = declines(shape, quick ? 500 : 3_000);
    const [p50, p99, worst] = [0.5, 0.99, 1].map((share) => quantile(times, share)) as [number, number, number];
    const again = fresh.get(shape.name);
    if (again !== undefined) dearest = Math.max(dearest, p50 / again);
    slowest = Math.max(slowest, p99);
    print(
      [
        shape.name.padEnd(25),
        (1_000 * p50).toFixed(0).padStart(7),
        (1_000 * p99).toFixed(0).padStart(8),
        (1_000 * worst).toFixed(0).padStart(11),
        (again?.toFixed(1) ?? '-').padStart(16),
        (again === undefined ? '-' : `1 / ${(again / p50).toFixed(0)}`).padStart(13),
        String(times.length).padStart(10),
      ].join(' '),
    );
  }
  print('');
  const goal = 'one decline, p50 in fresh LEMON solves, worst shape';
  if (fresh.size === 0) verdicts.notMeasured(goal, why ?? 'the boards were not planned in this run');
  else verdicts.atMost(goal, dearest, 1 / 500, '', 5);
  verdicts.atMost('one decline, p99, worst shape', slowest, 5, 'ms');
  print('');
}

/** Milliseconds of each. Afterwards the person may go there again, so that the board stays as busy as it was. */
function declines(shape: BoardShape, count: number): number[] {
  const problem = makeBoard(shape, seed);
  const board = liveBoard(problem, solveBoard(problem));
  const random = randomNumbers(seed + 1);
  const times: number[] = [];
  // The first tenth is for the compiler.
  for (let i = -count / 10; i < count;) {
    const person = Math.floor(random() * problem.people);
    const row = board.rowOf(person);
    if (row < 0) continue;
    let cost = 0;
    for (let e = problem.rowStart[row]!; e < problem.rowStart[row + 1]!; e++) {
      if (problem.edgePerson[e] === person) cost = problem.edgeCost[e]!;
    }
    const [, ms] = timed(() => board.decline(row, person));
    if (i++ >= 0) times.push(ms);
    board.offerEdge(row, person, cost);
  }
  return times;
}

/** Events of every kind on full boards, certified after each one; the end is compared with a solve from scratch. */
export function benchEventLog(print: (line: string) => void, verdicts: Verdicts, quick: boolean): void {
  print('A log of events of every kind, certified after each');
  print('shape                      events   p50 µs   p99 µs   certificates   end state');
  const count = quick ? 200 : 4_000;
  const wrong: string[] = [];
  for (const shape of [boardShapes[0]!, boardShapes[3]!]) {
    const problem = makeBoard(shape, seed);
    const board = liveBoard(problem, solveBoard(problem));
    const random = randomNumbers(seed + 2);
    const times: number[] = [];
    let held = 0;
    for (let i = 0; i < count; i++) {
      const [event, ms] = timed(() => randomEvent(board, random));
      times.push(ms);
      const { problem: now, plan } = board.snapshot();
      const certificate = certify(now, plan);
      if (certificate.valid) held++;
      else wrong.push(`${shape.name}, event ${i} (${event}): ${certificate.violation}`);
    }
    const { problem: end, plan } = board.snapshot();
    const again = solveBoard(end).objective;
    if (again !== plan.objective) wrong.push(`${shape.name} ends at ${plan.objective}, from scratch ${again}`);
    print(
      [
        shape.name.padEnd(25),
        String(count).padStart(7),
        (1_000 * quantile(times, 0.5)).toFixed(0).padStart(8),
        (1_000 * quantile(times, 0.99)).toFixed(0).padStart(8),
        `${held} valid`.padStart(14),
        (again === plan.objective ? 'equal' : 'WRONG').padStart(11),
      ].join(' '),
    );
  }
  print('');
  const kept = `${count} events on each of two boards`;
  verdicts.holds('certificate after every event, end state as from scratch', wrong.length === 0, wrong[0] ?? kept);
  print('');
}
