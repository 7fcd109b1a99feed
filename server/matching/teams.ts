import { BoardProblemError, checkMagnitude, count32, inRange, integer } from './flow/problem.ts';
import { boundTeams } from './teams-bound.ts';
import { searchTeams } from './teams-search.ts';

/**
 * Teams of professionals and grassroots volunteers. A team is formed whole or not at all: `least` to `most` members (the
 * span of control), at least one of whom may lead, at most one of whom is a trainee, no excluded pair among them. Nobody is
 * in two teams.
 *
 * Minimise  Σ cost of members + Σ formed: shortCost × max(0, wanted − members) + Σ not formed: unformedCost.
 */
export interface TeamsProblem {
  readonly people: number;
  readonly teams: number;
  /** 1 for people whose credentials let them lead. */
  readonly canLead: Uint8Array;
  /** 1 for trainees, who never lead. */
  readonly trainee: Uint8Array;
  readonly least: Int32Array;
  readonly wanted: Int32Array;
  readonly most: Int32Array;
  readonly unformedCost: Float64Array;
  readonly shortCost: Float64Array;
  /** Candidates of team t are the edges teamStart[t] … teamStart[t + 1] − 1. */
  readonly teamStart: Int32Array;
  readonly edgePerson: Int32Array;
  readonly edgeCost: Float64Array;
  /** Pairs who must not share a team: a, b, a, b … */
  readonly excluded: Int32Array;
}

export interface TeamsPlan {
  readonly formed: Uint8Array;
  /** Team of each person, −1 for none. */
  readonly teamOf: Int32Array;
  readonly objective: number;
  /** No plan costs less than this. Proven by `prices`: certifyTeams works it out again. */
  readonly bound: number;
  /** What a person's time is worth to the teams, per person; multiples of 1/1024 and never below 0. */
  readonly prices: Float64Array;
  /** Plans compared on the way. */
  readonly tried: number;
}

export interface TeamsEffort {
  /** Rounds of price finding (3,000 unless told). */
  readonly rounds?: number;
  /** Plans to compare (2,000 unless told). */
  readonly tries?: number;
  /** Asked between tries; true ends the search with the best plan so far. */
  readonly stop?: () => boolean;
  /** Teams to begin with: 1 for those formed now. */
  readonly formed?: Uint8Array;
}

/**
 * A good plan with a proven bound. Prices from a Lagrangian relaxation say which teams are worth forming; the members of any
 * choice of teams are a min-cost flow, kept optimal while teams are switched on and off. Deterministic for a given effort.
 * Throws BoardProblemError.
 */
export function composeTeams(problem: TeamsProblem, effort: TeamsEffort = {}): TeamsPlan {
  checkTeams(problem);
  const relaxed = boundTeams(problem, effort.rounds ?? 3_000);
  const found = searchTeams(problem, relaxed, effort);
  // Every plan costs a whole number.
  return { ...found, bound: Math.ceil(relaxed.bound), prices: relaxed.prices };
}

export function checkTeams(problem: TeamsProblem): void {
  const { people, teams, canLead, trainee, least, wanted, most, unformedCost, shortCost, teamStart } = problem;
  const { edgePerson, edgeCost, excluded } = problem;
  count32('people', -1, people);
  count32('teams', -1, teams);
  const sizes = [least, wanted, most, unformedCost, shortCost].map((array) => array.length);
  if (sizes.some((size) => size !== teams) || teamStart.length !== teams + 1) {
    throw new BoardProblemError('size-mismatch', `every team needs a size, a cost and candidates`);
  }
  if (canLead.length !== people || trainee.length !== people) {
    throw new BoardProblemError('size-mismatch', `canLead and trainee need ${people} entries`);
  }
  if (teamStart[0] !== 0 || teamStart[teams] !== edgePerson.length || edgeCost.length !== edgePerson.length) {
    throw new BoardProblemError('size-mismatch', `teamStart, edgePerson and edgeCost do not fit together`);
  }
  let dearest = 0;
  const seenBy = new Int32Array(people).fill(-1);
  for (let t = 0; t < teams; t++) {
    if (!(least[t]! >= 1 && least[t]! <= wanted[t]! && wanted[t]! <= most[t]!)) {
      throw new BoardProblemError('out-of-range', `team ${t} wants ${wanted[t]} of ${least[t]} to ${most[t]} members`);
    }
    integer('unformedCost', t, unformedCost[t]!);
    integer('shortCost', t, shortCost[t]!);
    if (shortCost[t]! < 0) throw new BoardProblemError('unsupported-constraint', `shortCost[${t}] rewards empty seats`);
    dearest = Math.max(dearest, Math.abs(unformedCost[t]!), shortCost[t]! * wanted[t]!);
    if (teamStart[t + 1]! < teamStart[t]!) throw new BoardProblemError('size-mismatch', `teamStart falls at team ${t}`);
    for (let e = teamStart[t]!; e < teamStart[t + 1]!; e++) {
      inRange('edgePerson', e, edgePerson[e]!, people);
      integer('edgeCost', e, edgeCost[e]!);
      dearest = Math.max(dearest, Math.abs(edgeCost[e]!));
      if (seenBy[edgePerson[e]!] === t) {
        throw new BoardProblemError('duplicate-edge', `team ${t} lists person ${edgePerson[e]} twice`);
      }
      seenBy[edgePerson[e]!] = t;
    }
  }
  for (let p = 0; p < people; p++) {
    if (canLead[p] === 1 && trainee[p] === 1) {
      throw new BoardProblemError('unsupported-constraint', `person ${p} leads as a trainee`);
    }
  }
  if (excluded.length % 2 !== 0) throw new BoardProblemError('size-mismatch', 'excluded holds half a pair');
  excluded.forEach((person, i) => inRange('excluded', i, person, people));
  // The search weighs a hard rule as dear as everything else together.
  checkMagnitude(4 * dearest * (people + teams + 2), 20 * (people + teams));
}
