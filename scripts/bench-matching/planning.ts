import { certify } from '../../server/matching/certify.ts';
import { solveBoard } from '../../server/matching/flow/solve.ts';
import { boardShapes, makeBoard, type BoardShape } from './board-shapes.ts';
import { geometricMean, median, timed } from './measuring.ts';
import type { Peer, Peers } from './peers.ts';
import type { Verdicts } from './verdicts.ts';

const seed = 1;
const SLOW_MS = 10_000;
/** So many it takes until the compiler has seen enough. */
const warmUpRuns = 8;

/** LEMON's median per shape in this run, for what else is measured against it. */
export type FreshSolves = Map<string, number>;

/**
 * Whole boards from scratch, ours and the peers' in turn; medians. Ours is the whole call, checks included; of the peers only
 * the search itself.
 */
export async function benchPlanning(
  print: (line: string) => void,
  verdicts: Verdicts,
  { lemon, scipy }: Peers,
  quick: boolean,
): Promise<FreshSolves> {
  print('Whole boards (medians of runs in turn; a ratio below 1: Muster is faster)');
  print('shape                      / LEMON   / scipy    Muster ms   LEMON ms   scipy ms   certificate   runs');
  const fresh: FreshSolves = new Map();
  const ratios = { lemon: [] as number[], scipy: [] as number[] };
  const wrong: string[] = [];
  for (const shape of boardShapes) {
    const times = await contestOf(shape, [lemon, scipy], quick ? 3 : 7);
    wrong.push(...times.wrong);
    const ours = median(times.ours);
    const [byLemon, byScipy] = times.peers.map((ms) => (ms.length > 0 ? median(ms) : undefined));
    if (byLemon !== undefined) {
      fresh.set(shape.name, byLemon);
      ratios.lemon.push(ours / byLemon);
    }
    if (byScipy !== undefined) ratios.scipy.push(ours / byScipy);
    print(
      [
        shape.name.padEnd(25),
        figure(byLemon && ours / byLemon, 3, 9),
        figure(byScipy && ours / byScipy, 3, 9),
        figure(ours, 1, 12),
        figure(byLemon, 1, 10),
        figure(byScipy, 1, 10),
        (times.wrong.length > 0 ? 'WRONG' : 'optimal').padStart(13),
        String(times.ours.length).padStart(6),
      ].join(' '),
    );
  }
  print('');
  verdicts.holds(
    'certified optimum in every shape, the same objective as every peer',
    wrong.length === 0,
    wrong.join('; ') || `${boardShapes.length} shapes`,
  );
  if (lemon.missing) verdicts.notMeasured(lemon.name, lemon.missing);
  else {
    verdicts.atMost('time against LEMON, geometric mean of the shapes', geometricMean(ratios.lemon), 0.3, '', 3);
    verdicts.atMost('time against LEMON, worst shape', Math.max(...ratios.lemon), 1, '', 3);
  }
  if (scipy.missing) verdicts.notMeasured(scipy.name, scipy.missing);
  else verdicts.atMost('time against scipy, worst shape', Math.max(...ratios.scipy), 0.2, '', 3);
  print('');
  return fresh;
}

async function contestOf(
  shape: BoardShape,
  peers: readonly Peer[],
  runs: number,
): Promise<{ ours: number[]; peers: number[][]; wrong: string[] }> {
  const problem = makeBoard(shape, seed);
  const contests = peers.map((peer) => (peer.missing ? undefined : peer.open(problem)));
  const ours: number[] = [];
  const theirs: number[][] = peers.map(() => []);
  const wrong: string[] = [];
  // A process that plans all day has its code compiled; how long the first plan of a fresh one takes is measured apart.
  for (let run = 0; run < warmUpRuns; run++) solveBoard(problem);
  // The first round is for caches, the peers' too.
  for (let run = -1; run < runs; run++) {
    const [plan, ms] = timed(() => solveBoard(problem));
    if (run >= 0) ours.push(ms);
    const certificate = certify(problem, plan);
    if (!certificate.valid) wrong.push(`${shape.name}: ${certificate.violation}, ${certificate.detail}`);
    for (const [at, contest] of contests.entries()) {
      if (!contest) continue;
      // Whoever takes that long is asked once: no ratio hangs on the rest of it.
      if (theirs[at]!.length === 0 || theirs[at]![0]! < SLOW_MS) {
        const answer = await contest.solve();
        if (run >= 0 || answer.ms >= SLOW_MS) theirs[at]!.push(answer.ms);
        if (answer.objective !== plan.objective) {
          wrong.push(`${shape.name}: ${peers[at]!.name} found ${answer.objective}, Muster ${plan.objective}`);
        }
      }
    }
  }
  for (const contest of contests) await contest?.close();
  return { ours, peers: theirs, wrong };
}

const figure = (value: number | undefined, decimals: number, width: number): string =>
  (value === undefined ? '-' : value.toFixed(decimals)).padStart(width);
