import { cpus, loadavg } from 'node:os';
import { benchTeams } from './bench-matching/composing.ts';
import { benchFirstPlan } from './bench-matching/first-plan.ts';
import { benchGrowth } from './bench-matching/growth.ts';
import { summonJudge } from './bench-matching/judge.ts';
import { findPeers } from './bench-matching/peers.ts';
import { benchPlanning, type FreshSolves } from './bench-matching/planning.ts';
import { benchRanking } from './bench-matching/ranking.ts';
import { benchDeclines, benchEventLog } from './bench-matching/replanning.ts';
import { benchStandingPlan } from './bench-matching/standing-plan.ts';
import { verdicts } from './bench-matching/verdicts.ts';

/**
 * `npm run bench:matching`: the goals of the matching, each with its figure and a verdict. Ratios are of times taken in turn
 * in this one run. `-- --quick` asks less often; `-- plan declines` runs only the parts named.
 */
const parts = ['plan', 'declines', 'log', 'ranking', 'standing', 'first', 'teams', 'growth'] as const;
const quick = process.argv.includes('--quick');
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = named.filter((word) => !parts.some((part) => part === word));
if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}; there are ${parts.join(', ')}`);
const asked = (part: (typeof parts)[number]): boolean => named.length === 0 || named.includes(part);

const print = (line: string): void => console.log(line);
const machine = (): string =>
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)}`;
print(`${machine()}${quick ? ', --quick' : ''}\n`);

const found = verdicts(print);
const peers = findPeers();
try {
  for (const { name, missing } of [peers.lemon, peers.scipy]) if (missing) print(`${name}: not measured, ${missing}`);
  let fresh: FreshSolves = new Map();
  if (asked('plan')) fresh = await benchPlanning(print, found, peers, quick);
  if (asked('declines')) benchDeclines(print, found, fresh, peers.lemon.missing, quick);
  if (asked('log')) benchEventLog(print, found, quick);
  if (asked('ranking')) await benchRanking(print, found, quick);
  if (asked('standing')) await benchStandingPlan(print, found, quick);
  if (asked('first')) benchFirstPlan(print, found, quick);
  if (asked('teams')) benchTeams(print, found, await summonJudge(), quick);
  if (asked('growth')) await benchGrowth(print, found, peers.lemon, quick);
} finally {
  peers.dispose();
}
print(`${found.summary()}; ${machine()}`);
