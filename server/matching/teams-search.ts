import { teamsFlow } from './teams-flow.ts';
import type { TeamsBound } from './teams-bound.ts';
import type { TeamsEffort, TeamsPlan, TeamsProblem } from './teams.ts';

type Found = Pick<TeamsPlan, 'formed' | 'teamOf' | 'objective' | 'tried'>;

/**
 * Local search over which teams to form. A move switches one team on or off, or one on and a neighbour off; its worth is the
 * exact cost of the best members for the teams then formed, and it stays only when the plan got cheaper. Teams the prices
 * were undecided about come first. A third move sends the other one of an excluded pair away.
 */
export function searchTeams(problem: TeamsProblem, relaxed: TeamsBound, effort: TeamsEffort): Found {
  const { teams } = problem;
  const flow = teamsFlow(problem);
  const tries = effort.tries ?? 2_000;
  const stop = effort.stop ?? ((): boolean => false);
  let tried = 0;

  const start = effort.formed ?? Uint8Array.from(relaxed.excess, (excess) => (excess < 0 ? 1 : 0));
  const keenest = Array.from({ length: teams }, (_, t) => t).sort((a, b) => relaxed.excess[a]! - relaxed.excess[b]!);
  for (const t of keenest) if (start[t] === 1) flow.switchTeam(t, true);
  flow.partPairs();
  // Teams that cannot be whole together: the least wanted goes first.
  for (const t of [...keenest].reverse()) {
    if (flow.broken() === 0) break;
    if (flow.isOn(t) && flow.isBroken(t)) flow.switchTeam(t, false);
    flow.partPairs();
  }
  for (const t of [...keenest].reverse()) {
    if (flow.broken() === 0) break;
    if (flow.isOn(t)) flow.switchTeam(t, false);
    flow.partPairs();
  }

  let best = flow.plan();
  let cost = best.objective;
  /** Kept apart from the flow: undoing a move may end in a tie that seats an excluded pair together again. */
  const keepIfBetter = (): boolean => {
    if (flow.broken() > 0 || flow.cost() >= cost) return false;
    best = flow.plan();
    cost = best.objective;
    return true;
  };
  const attempt = (change: () => void, undo: () => void): boolean => {
    tried++;
    const mark = flow.partings();
    change();
    flow.partPairs();
    if (keepIfBetter()) return true;
    flow.setPartings(mark);
    undo();
    return false;
  };
  const flip = (t: number): boolean => {
    const on = flow.isOn(t);
    return attempt(
      () => flow.switchTeam(t, !on),
      () => flow.switchTeam(t, on),
    );
  };
  const swap = (on: number, off: number): boolean =>
    attempt(
      () => {
        flow.switchTeam(off, false);
        flow.switchTeam(on, true);
      },
      () => {
        flow.switchTeam(on, false);
        flow.switchTeam(off, true);
      },
    );

  const sendOther = (gone: number, stayed: number): boolean =>
    attempt(() => flow.setPartings([...flow.partings().filter((e) => e !== gone), stayed]), nothing);

  const undecided = [...keenest].sort((a, b) => Math.abs(relaxed.excess[a]!) - Math.abs(relaxed.excess[b]!));
  /** Switching the team away from where the prices want it cannot pay, whatever else is done. */
  const isFixed = (t: number): boolean =>
    relaxed.excess[t]! < 0 === flow.isOn(t) && relaxed.bound + Math.abs(relaxed.excess[t]!) >= cost;
  const neighbours = neighboursOf(problem);
  for (let improved = true; improved && tried < tries && !stop();) {
    improved = false;
    for (const t of undecided) {
      if (tried >= tries || stop()) break;
      if (!isFixed(t) && flip(t)) improved = true;
    }
    for (const t of undecided) {
      if (flow.isOn(t) || isFixed(t) || tried >= tries || stop()) continue;
      // The neighbours most easily done without.
      const rivals = neighbours[t]!.filter((s) => flow.isOn(s) && !isFixed(s)).sort(
        (a, b) => relaxed.excess[b]! - relaxed.excess[a]!,
      );
      for (const rival of rivals.slice(0, 8)) {
        if (tried >= tries || stop()) break;
        if (swap(t, rival)) {
          improved = true;
          break;
        }
      }
    }
    if (flow.partings().length > 0 && attempt(() => flow.setPartings([]), nothing)) improved = true;
    for (const [gone, stayed] of flow.goodbyes()) {
      if (tried >= tries || stop()) break;
      if (sendOther(gone, stayed)) improved = true;
    }
  }
  return { ...best, tried };
}

const nothing = (): void => undefined;

/** Teams that share candidates, most shared first. */
function neighboursOf(problem: TeamsProblem): number[][] {
  const { people, teams, teamStart, edgePerson } = problem;
  const teamsOf: number[][] = Array.from({ length: people }, () => []);
  for (let t = 0; t < teams; t++) {
    for (let e = teamStart[t]!; e < teamStart[t + 1]!; e++) teamsOf[edgePerson[e]!]!.push(t);
  }
  return Array.from({ length: teams }, (_, t) => {
    const shared = new Map<number, number>();
    for (let e = teamStart[t]!; e < teamStart[t + 1]!; e++) {
      for (const s of teamsOf[edgePerson[e]!]!) if (s !== t) shared.set(s, (shared.get(s) ?? 0) + 1);
    }
    return [...shared].sort((a, b) => b[1] - a[1]).map(([s]) => s);
  });
}
