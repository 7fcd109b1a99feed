import { fails, type Violation } from './certify.ts';
import type { TeamsPlan, TeamsProblem } from './teams.ts';

/** For teams the gap may be positive: the plan is feasible, and no plan costs less than objective − gap. */
export type TeamsCertificate =
  | { readonly valid: true; readonly objective: number; readonly gap: number }
  | { readonly valid: false; readonly violation: Violation; readonly detail: string };

/**
 * Checks every rule of every team, adds the costs up again, and works the bound out again from the plan's prices: with a
 * price per person, each team composes itself as cheaply as it can, and Σ of that − Σ prices is a lower bound (weak duality
 * holds for any prices ≥ 0, so they need not be trusted either).
 */
export function certifyTeams(problem: TeamsProblem, plan: TeamsPlan): TeamsCertificate {
  const { people, teams, canLead, trainee, least, wanted, most, unformedCost, shortCost } = problem;
  const { teamStart, edgePerson, edgeCost, excluded } = problem;
  const { formed, teamOf, prices } = plan;
  if (formed.length !== teams || teamOf.length !== people || prices.length !== people) {
    return fails('wrong-size', `formed needs ${teams} entries, teamOf and prices ${people}`);
  }
  let listed = 0;
  let priced = 0;
  for (let p = 0; p < people; p++) {
    if (teamOf[p] !== -1) listed++;
    if (!(prices[p]! >= 0 && Number.isSafeInteger(prices[p]! * 1024))) {
      return fails('dual-infeasible', `prices[${p}] is ${prices[p]}`);
    }
    priced += prices[p]!;
  }
  for (let i = 0; i < excluded.length; i += 2) {
    const [a, b] = [excluded[i]!, excluded[i + 1]!];
    if (a !== b && teamOf[a] !== -1 && teamOf[a] === teamOf[b]) {
      return fails('unsound-team', `people ${a} and ${b} must not share team ${teamOf[a]}`);
    }
  }
  let objective = 0;
  let bound = -priced;
  for (let t = 0; t < teams; t++) {
    let [members, leads, learners] = [0, 0, 0];
    const worth: { lead: number[]; learner: number[]; other: number[] } = { lead: [], learner: [], other: [] };
    for (let e = teamStart[t]!; e < teamStart[t + 1]!; e++) {
      const p = edgePerson[e]!;
      worth[canLead[p] ? 'lead' : trainee[p] ? 'learner' : 'other'].push(edgeCost[e]! + prices[p]!);
      if (teamOf[p] !== t) continue;
      members++;
      leads += canLead[p]!;
      learners += trainee[p]!;
      objective += edgeCost[e]!;
    }
    listed -= members;
    if (formed[t] === 1) {
      if (members < least[t]! || members > most[t]! || leads < 1 || learners > 1) {
        return fails('unsound-team', `team ${t} has ${members} members, ${leads} leads and ${learners} trainees`);
      }
      objective += shortCost[t]! * Math.max(0, wanted[t]! - members);
    } else {
      if (members > 0 || formed[t] !== 0)
        return fails('unsound-team', `team ${t} is not formed yet has ${members} members`);
      objective += unformedCost[t]!;
    }
    bound += Math.min(unformedCost[t]!, cheapestTeam(problem, t, worth));
  }
  if (listed !== 0) return fails('no-such-edge', `${listed} people are in teams that do not list them`);
  if (objective !== plan.objective) return fails('wrong-objective', `claims ${plan.objective}, costs ${objective}`);
  if (Math.ceil(bound) !== plan.bound)
    return fails('gap', `claims the bound ${plan.bound}, prices prove ${Math.ceil(bound)}`);
  return { valid: true, objective, gap: objective - plan.bound };
}

function cheapestTeam(
  { least, wanted, most, shortCost }: TeamsProblem,
  t: number,
  worth: { lead: number[]; learner: number[]; other: number[] },
): number {
  const rising = (a: number, b: number): number => a - b;
  const [first, ...leads] = worth.lead.sort(rising);
  if (first === undefined) return Infinity;
  const others = [...leads, ...worth.other, ...worth.learner.sort(rising).slice(0, 1)].sort(rising);
  let cheapest = Infinity;
  let cost = first;
  for (let members = 1; members <= Math.min(most[t]!, others.length + 1); members++) {
    if (members > 1) cost += others[members - 2]!;
    if (members < least[t]!) continue;
    cheapest = Math.min(cheapest, cost + shortCost[t]! * Math.max(0, wanted[t]! - members));
  }
  return cheapest;
}
