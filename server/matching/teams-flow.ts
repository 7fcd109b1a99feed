import { liveNetwork, type Network } from './flow/network.ts';
import type { TeamsPlan, TeamsProblem } from './teams.ts';

/** The best members for whichever teams are switched on, kept optimal as a flow. */
export interface TeamsFlow {
  switchTeam(team: number, on: boolean): void;
  isOn(team: number): boolean;
  /** Teams switched on that lack members or a lead. */
  broken(): number;
  isBroken(team: number): boolean;
  /** Cost of the plan; meaningless while a team is broken. */
  cost(): number;
  /**
   * Parts every excluded pair that shares a team, each time by the cheaper of the two goodbyes, then takes back every goodbye
   * that a later one made needless.
   */
  partPairs(): void;
  /** Edges closed to part pairs. */
  partings(): readonly number[];
  /** Closes exactly these. An excluded pair may share a team afterwards: partPairs again. */
  setPartings(edges: readonly number[]): void;
  /** Pairs of a closed edge and one in use that it may not share a team with. */
  goodbyes(): readonly (readonly [gone: number, stayed: number])[];
  plan(): Pick<TeamsPlan, 'formed' | 'teamOf' | 'objective'>;
}

/**
 * Hub → team: the first `least` members and a lead are rewarded more than anything can cost, so a team that can be whole
 * is; further ones up to `wanted` save shortCost. Team → leads, → at most one trainee, → everybody else; person → hub.
 */
export function teamsFlow(problem: TeamsProblem): TeamsFlow {
  const { people, teams, canLead, trainee, least, wanted, most, unformedCost, shortCost } = problem;
  const { teamStart, edgePerson, edgeCost } = problem;
  const edges = edgePerson.length;
  const hub = people + 3 * teams;
  const hard = hardReward(problem);
  const tail: number[] = [];
  const head: number[] = [];
  const full: number[] = [];
  const cost: number[] = [];
  const arc = (from: number, to: number, units: number, price: number): void => {
    tail.push(from);
    head.push(to);
    full.push(units);
    cost.push(price);
  };
  const teamOfEdge = new Int32Array(edges);
  for (let t = 0; t < teams; t++) {
    for (let e = teamStart[t]!; e < teamStart[t + 1]!; e++) {
      const person = edgePerson[e]!;
      teamOfEdge[e] = t;
      arc(people + 3 * t + (canLead[person] === 1 ? 1 : trainee[person] === 1 ? 2 : 0), person, 1, edgeCost[e]!);
    }
  }
  for (let p = 0; p < people; p++) arc(p, hub, 1, 0);
  for (let t = 0; t < teams; t++) {
    const node = people + 3 * t;
    const degree = teamStart[t + 1]! - teamStart[t]!;
    arc(node, node + 1, 1, -hard);
    arc(node, node + 1, Math.min(most[t]!, degree), 0);
    arc(node, node + 2, 1, 0);
    arc(hub, node, Math.min(least[t]!, degree), -hard);
    arc(hub, node, Math.min(wanted[t]!, degree) - Math.min(least[t]!, degree), -shortCost[t]!);
    arc(hub, node, Math.min(most[t]!, degree) - Math.min(wanted[t]!, degree), 0);
  }
  const leadArc = (team: number): number => edges + people + 6 * team;
  const network: Network = {
    nodes: hub + 1,
    tail: Int32Array.from(tail),
    head: Int32Array.from(head),
    capacity: Int32Array.from(full, (units, a) => (a >= edges + people && (a - edges - people) % 6 >= 3 ? 0 : units)),
    cost: Float64Array.from(cost),
  };
  const live = liveNetwork(network);
  const on = new Uint8Array(teams);
  let base = 0;
  for (let t = 0; t < teams; t++) base += unformedCost[t]!;

  const pairs = conflicts(problem);
  const parted = new Set<number>();

  const isBroken = (t: number): boolean =>
    on[t] === 1 && (live.flow(leadArc(t)) < 1 || live.flow(leadArc(t) + 3) < least[t]!);

  function switchTeam(team: number, wantOn: boolean): void {
    if ((on[team] === 1) === wantOn) return;
    on[team] = wantOn ? 1 : 0;
    const sign = wantOn ? 1 : -1;
    base +=
      sign * (shortCost[team]! * (wanted[team]! - least[team]!) + hard * (least[team]! + 1) - unformedCost[team]!);
    for (let k = 0; k < 3; k++) {
      const a = leadArc(team) + (wantOn ? 3 + k : 5 - k);
      live.setCapacity(a, wantOn ? full[a]! : 0);
    }
  }

  function part(e: number): void {
    live.setCapacity(e, 0);
    parted.add(e);
  }

  function rejoin(e: number): void {
    live.setCapacity(e, 1);
    parted.delete(e);
  }

  /** The next pair both of whom are in use, from place `from` on; −1 for none. */
  function togetherFrom(from: number): number {
    for (let i = from; i < pairs.length; i += 2) {
      if (live.flow(pairs[i]!) > 0 && live.flow(pairs[i + 1]!) > 0) return i;
    }
    return -1;
  }

  function partPairs(): void {
    for (let i = togetherFrom(0); i >= 0; i = togetherFrom(0)) {
      const one = pairs[i]!;
      const other = pairs[i + 1]!;
      live.setCapacity(one, 0);
      const withoutOne = live.objective();
      live.setCapacity(one, 1);
      live.setCapacity(other, 0);
      const withoutOther = live.objective();
      live.setCapacity(other, 1);
      part(withoutOne <= withoutOther ? one : other);
    }
    const closed = Array.from(parted);
    for (const e of closed) {
      rejoin(e);
      if (togetherFrom(0) >= 0) part(e);
    }
  }

  return {
    switchTeam,
    isOn: (team) => on[team] === 1,
    isBroken,
    broken() {
      let count = 0;
      for (let t = 0; t < teams; t++) if (isBroken(t)) count++;
      return count;
    },
    cost: () => base + live.objective(),
    partPairs,
    partings: () => [...parted],
    setPartings(edges) {
      const wanted = new Set(edges);
      for (const e of parted) if (!wanted.has(e)) rejoin(e);
      for (const e of wanted) if (!parted.has(e)) part(e);
    },
    goodbyes() {
      const found: (readonly [number, number])[] = [];
      for (let i = 0; i < pairs.length; i += 2) {
        const [one, other] = [pairs[i]!, pairs[i + 1]!];
        if (parted.has(one) && live.flow(other) > 0) found.push([one, other]);
        if (parted.has(other) && live.flow(one) > 0) found.push([other, one]);
      }
      return found;
    },
    plan() {
      const teamOf = new Int32Array(people).fill(-1);
      for (let e = 0; e < edges; e++) if (live.flow(e) > 0) teamOf[edgePerson[e]!] = teamOfEdge[e]!;
      return { formed: on.slice(), teamOf, objective: base + live.objective() };
    },
  };
}

function hardReward({ people, teams, edgeCost, unformedCost, shortCost, wanted }: TeamsProblem): number {
  let dearest = 1;
  for (const cost of edgeCost) dearest = Math.max(dearest, Math.abs(cost));
  for (let t = 0; t < teams; t++) dearest = Math.max(dearest, Math.abs(unformedCost[t]!), shortCost[t]! * wanted[t]!);
  return 4 * dearest * (people + teams + 2);
}

/** Edges of the same team to both of an excluded pair, two by two. */
function conflicts({ people, teams, teamStart, edgePerson, excluded }: TeamsProblem): number[] {
  const shunned: number[][] = Array.from({ length: people }, () => []);
  for (let i = 0; i < excluded.length; i += 2) shunned[excluded[i]!]!.push(excluded[i + 1]!);
  const edgeTo = new Int32Array(people).fill(-1);
  const found: number[] = [];
  for (let t = 0; t < teams; t++) {
    for (let e = teamStart[t]!; e < teamStart[t + 1]!; e++) edgeTo[edgePerson[e]!] = e;
    for (let e = teamStart[t]!; e < teamStart[t + 1]!; e++) {
      for (const other of shunned[edgePerson[e]!]!)
        if (edgeTo[other]! >= 0 && other !== edgePerson[e]) found.push(e, edgeTo[other]!);
    }
    for (let e = teamStart[t]!; e < teamStart[t + 1]!; e++) edgeTo[edgePerson[e]!] = -1;
  }
  return found;
}
