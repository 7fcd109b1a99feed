import type { TeamsProblem } from './teams.ts';

/** Prices are multiples of this, so that sums of them are exact and a bound can be checked to the last digit. */
const GRAIN = 1 / 1024;

export interface TeamsBound {
  readonly bound: number;
  readonly prices: Float64Array;
  /**
   * What forming the team costs more than not forming it, at those prices. A plan that forms a team of positive excess, or
   * leaves out one of negative excess, costs at least bound + |excess|.
   */
  readonly excess: Float64Array;
}

/**
 * Lagrangian relaxation of "nobody is in two teams": at a price per person every team composes itself, alone and exactly,
 * and Σ of what they cost − Σ prices bounds every plan from below (Held & Karp 1971; Geoffrion 1974). Prices follow demand
 * by subgradient steps (Polyak 1969) in an average direction (Camerini, Fratta & Maffioli 1975). Excluded pairs are left
 * out, which keeps it a bound.
 */
export function boundTeams(problem: TeamsProblem, rounds: number): TeamsBound {
  const { people, teams, unformedCost } = problem;
  const compose = composer(problem);
  const prices = new Float64Array(people);
  const best = new Float64Array(people);
  const direction = new Float64Array(people);
  const demand = new Int32Array(people);
  let highest = -Infinity;
  let stuck = 0;
  let theta = 1;
  // How much higher the bound is aimed. Too high only costs rounds: theta shrinks until steps fit.
  let aim = 1;
  for (let t = 0; t < teams; t++) aim += 0.1 * Math.abs(unformedCost[t]!);

  for (let round = 0; round < rounds && theta > 1e-4; round++) {
    demand.fill(-1);
    let value = 0;
    for (let t = 0; t < teams; t++) {
      const cost = compose(t, prices);
      if (cost < unformedCost[t]!) {
        value += cost;
        for (let i = 0; i < compose.size(); i++) demand[compose.member(i)]!++;
      } else {
        value += unformedCost[t]!;
      }
    }
    for (let p = 0; p < people; p++) value -= prices[p]!;
    if (value > highest) {
      highest = value;
      best.set(prices);
      stuck = 0;
    } else if (++stuck === 25) {
      stuck = 0;
      theta *= 0.7;
    }
    let norm = 0;
    for (let p = 0; p < people; p++) {
      const idle = prices[p] === 0 && demand[p]! < 0;
      direction[p] = idle ? 0 : 0.5 * direction[p]! + 0.5 * demand[p]!;
      norm += direction[p]! ** 2;
    }
    if (norm < 1e-12) break;
    const length = (theta * (highest + aim - value)) / norm;
    for (let p = 0; p < people; p++) {
      prices[p] = Math.max(0, Math.round((prices[p]! + length * direction[p]!) / GRAIN) * GRAIN);
    }
  }
  const excess = Float64Array.from({ length: teams }, (_, t) => compose(t, best) - unformedCost[t]!);
  return { bound: highest, prices: best, excess };
}

interface Composer {
  /** Cost of the cheapest sound team at these prices, Infinity when there is none. Members then are size() and member(i). */
  (team: number, prices: Float64Array): number;
  size(): number;
  member(i: number): number;
}

/**
 * The best lead is always in; beside them the cheapest others, of the trainees only the cheapest; as many as pay. Exact,
 * because leads are otherwise ordinary members.
 */
function composer(problem: TeamsProblem): Composer {
  const { canLead, trainee, least, wanted, most, shortCost, teamStart, edgePerson, edgeCost } = problem;
  let mostOfAll = 1;
  for (const size of most) mostOfAll = Math.max(mostOfAll, size);
  mostOfAll = Math.min(mostOfAll, edgePerson.length + 1);
  const key = new Float64Array(mostOfAll + 1);
  const who = new Int32Array(mostOfAll + 1);
  let size = 0;
  let lead = -1;

  const compose = (team: number, prices: Float64Array): number => {
    const first = teamStart[team]!;
    const stop = teamStart[team + 1]!;
    let leadKey = Infinity;
    let traineeKey = Infinity;
    let learner = -1;
    lead = -1;
    for (let e = first; e < stop; e++) {
      const person = edgePerson[e]!;
      const w = edgeCost[e]! + prices[person]!;
      if (canLead[person] === 1 && w < leadKey) {
        leadKey = w;
        lead = person;
      } else if (trainee[person] === 1 && w < traineeKey) {
        traineeKey = w;
        learner = person;
      }
    }
    size = 0;
    if (lead < 0) return Infinity;
    const places = Math.min(most[team]! - 1, mostOfAll);
    let found = 0;
    if (places > 0) {
      for (let e = first; e < stop; e++) {
        const person = edgePerson[e]!;
        if (person === lead || (trainee[person] === 1 && person !== learner)) continue;
        const w = edgeCost[e]! + prices[person]!;
        if (found === places && w >= key[found - 1]!) continue;
        let at = found < places ? found++ : found - 1;
        for (; at > 0 && key[at - 1]! > w; at--) {
          key[at] = key[at - 1]!;
          who[at] = who[at - 1]!;
        }
        key[at] = w;
        who[at] = person;
      }
    }
    let cheapest = Infinity;
    let cost = leadKey;
    for (let members = 1; members <= found + 1; members++) {
      if (members > 1) cost += key[members - 2]!;
      if (members < least[team]!) continue;
      const total = cost + shortCost[team]! * Math.max(0, wanted[team]! - members);
      if (total < cheapest) {
        cheapest = total;
        size = members;
      }
    }
    return cheapest;
  };
  return Object.assign(compose, { size: () => size, member: (i: number) => (i === 0 ? lead : who[i - 1]!) });
}
