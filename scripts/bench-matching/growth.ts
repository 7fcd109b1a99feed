import { solveBoard } from '../../server/matching/flow/solve.ts';
import { makeBoard } from './board-shapes.ts';
import { median, timed } from './measuring.ts';
import type { Peer } from './peers.ts';
import type { Verdicts } from './verdicts.ts';

/** Time against size: uniform boards with 10 edges a person and 50 a row. */
export async function benchGrowth(
  print: (line: string) => void,
  verdicts: Verdicts,
  lemon: Peer,
  quick: boolean,
): Promise<void> {
  print('Growth, uniform boards with 10 edges a person');
  print('edges          people     rows   Muster ms   ns an edge   LEMON ms');
  const edges = quick
    ? [1_000, 10_000, 100_000, 1_000_000]
    : [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
  const points: (readonly [size: number, ms: number])[] = [];
  for (const size of edges) {
    const people = size / 10;
    const rows = size / 50;
    const problem = makeBoard(
      { name: 'growth', people, rows, edges: size, demandShare: 0.6, costs: 'plain', clustered: false },
      1,
    );
    const contest = lemon.missing ? undefined : lemon.open(problem);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let run = -1; run < (quick ? 3 : 7); run++) {
      const [, ms] = timed(() => solveBoard(problem));
      const answer = await contest?.solve();
      if (run < 0) continue;
      ours.push(ms);
      if (answer) theirs.push(answer.ms);
    }
    await contest?.close();
    points.push([size, median(ours)]);
    print(
      [
        String(size).padEnd(10),
        String(people).padStart(10),
        String(rows).padStart(8),
        median(ours).toFixed(2).padStart(11),
        ((1e6 * median(ours)) / size).toFixed(0).padStart(12),
        (contest ? median(theirs).toFixed(2) : '-').padStart(10),
      ].join(' '),
    );
  }
  print('');
  verdicts.atMost('growth: exponent of time over edges, from 10,000 on', slope(points), 1.15, '');
  print('');
}

/** Least squares through the logarithms. Below 10,000 edges what a call costs anyway covers the growth. */
function slope(points: readonly (readonly [number, number])[]): number {
  const logs = points.filter(([size]) => size >= 10_000).map(([size, ms]) => [Math.log(size), Math.log(ms)] as const);
  const [x, y] = [0, 1].map((at) => logs.reduce((total, log) => total + log[at]!, 0) / logs.length) as [number, number];
  const both = logs.reduce((total, [a, b]) => total + (a - x) * (b - y), 0);
  return both / logs.reduce((total, [a]) => total + (a - x) ** 2, 0);
}
