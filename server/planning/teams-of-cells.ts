import type { CareLimits } from '../../shared/care.ts';
import type { Need, Person, Stint } from '../../shared/records.ts';
import type { Point } from '../../shared/shapes.ts';
import { cellTeamSeats, span } from '../../shared/teams.ts';
import { certifyTeams } from '../matching/certify-teams.ts';
import { fitsRole, levelOf, type MatchContext } from '../matching/eligibility.ts';
import type { PeopleColumns } from '../matching/people-columns.ts';
import { rankRows, type RankedRows } from '../matching/rank.ts';
import type { NeedScored } from '../matching/score.ts';
import { composeTeams, type TeamsProblem } from '../matching/teams.ts';
import { unmetCost } from '../matching/unmet-cost.ts';
import { wayTable } from '../matching/way-table.ts';
import { nearby } from '../rules/grid.ts';
import { whileFree } from './make-plan.ts';

/** All that teams for cells are made from beside the people, as plain data that can go to another thread. */
export interface CellTeamsTask extends Pick<Need, 'category' | 'estimatedMinutes'> {
  cellIds: readonly string[];
  /** Beside the one who leads. */
  members: number;
  /** Ids of people who are not to be in one team. */
  apart: readonly (readonly [string, string])[];
  /** Who is kept by work now that is over by `forAt`, by person. */
  workBefore: ReadonlyMap<string, Stint>;
  /** Cell id → centre, of all cells. */
  cells: ReadonlyMap<string, Point>;
  /** The moment at which availability, rest and hours are judged. */
  forAt: number;
  utcOffsetMinutes: number;
  care: CareLimits;
}

export interface MadeCellTeams {
  /** The first one leads. */
  teams: { cellId: string; personIds: string[] }[];
  without: { cellId: string; leads: number; others: number }[];
  isCertified: boolean;
  gapPoints: number;
  /** In points, over forming no team. */
  worth: number;
  /** Whether everybody eligible was looked at for every cell. */
  isAll: boolean;
}

/** Of each cell so many of those who could lead, and so many others, are looked at: the best by score. */
export const mostLookedAt = 300;
/** A search that takes longer ends with the best teams so far; the bound says how good they are. */
const longestSearchMs = 20_000;

/**
 * The best teams for these cells together: each is led by somebody licensed, has at most one who is still learning,
 * and is formed with at least three others or not at all. The columns are left as they were, but for the moment they stand at.
 */
export function teamsOfCells(columns: PeopleColumns, task: CellTeamsTask): MadeCellTeams {
  return whileFree(columns, { standing: [], workBefore: task.workBefore }, () => {
    columns.moveTo(task.forAt);
    const listed = task.cellIds.map((cellId) => candidatesOf(columns, task, cellId));
    const problem = problemOf(columns, task, listed);
    const endAt = performance.now() + longestSearchMs;
    const plan = composeTeams(problem, { stop: () => performance.now() > endAt });
    const certificate = certifyTeams(problem, plan);
    const byTeam: number[][] = listed.map(() => []);
    plan.teamOf.forEach((team, person) => {
      if (team >= 0) byTeam[team]!.push(person);
    });
    const teams: MadeCellTeams['teams'] = [];
    const without: MadeCellTeams['without'] = [];
    listed.forEach(({ cellId, eligible, score }, team) => {
      if (plan.formed[team] === 0) return without.push({ cellId, ...eligible });
      // Whoever else could lead comes first among the others: they stand in where the lead has to go.
      const people = byTeam[team]!.toSorted(
        (a, b) => problem.canLead[b]! - problem.canLead[a]! || score.get(b)! - score.get(a)! || a - b,
      );
      teams.push({ cellId, personIds: people.map((person) => columns.people[person]!.id) });
    });
    return {
      teams,
      without,
      isCertified: certificate.valid,
      gapPoints: certificate.valid ? certificate.gap : 0,
      worth: problem.unformedCost.reduce((sum, cost) => sum + cost, 0) - plan.objective,
      isAll: listed.every(({ isAll }) => isAll),
    };
  });
}

interface Candidates {
  cellId: string;
  eligible: { leads: number; others: number };
  isAll: boolean;
  /** Row of the columns → score: as one who leads, for whoever could. */
  score: Map<number, number>;
}

/** What is to be done in a cell, as matching looks at it: there is no need for it on the board yet. */
export function workInCell(
  cellId: string,
  { category, estimatedMinutes, members }: Pick<CellTeamsTask, 'category' | 'estimatedMinutes' | 'members'>,
  {
    forAt,
    utcOffsetMinutes,
    care,
    cellCentre,
  }: Pick<MatchContext, 'utcOffsetMinutes' | 'care' | 'cellCentre'> & { forAt: number },
): { need: NeedScored; context: MatchContext } {
  const seats = cellTeamSeats(members).map((seat, at) => ({ id: `s${at + 1}`, ...seat }));
  return {
    need: { near: nearby(cellCentre(cellId)!), cellId, category, estimatedMinutes, seats },
    context: { now: forAt, utcOffsetMinutes, care, cellCentre, excluded: new Set() },
  };
}

function candidatesOf(columns: PeopleColumns, task: CellTeamsTask, cellId: string): Candidates {
  const cellCentre = (id: string): Point | undefined => task.cells.get(id);
  const { need, context } = workInCell(cellId, task, { ...task, cellCentre });
  const ways = wayTable(columns.cellIds, need, context);
  const [leads, others] = need.seats.map((seat) =>
    rankRows(columns, need, seat, context, mostLookedAt, null, ways),
  ) as [RankedRows, RankedRows];
  const score = new Map<number, number>();
  for (const { rows, scores } of [others, leads]) rows.forEach((row, at) => score.set(row, scores[at]!));
  return {
    cellId,
    eligible: { leads: leads.eligible, others: Math.max(0, others.eligible - leads.eligible) },
    isAll: leads.eligible <= mostLookedAt && others.eligible <= mostLookedAt,
    score,
  };
}

/**
 * Somebody who could lead costs so much more, in empty places, that a second one joins a team only where it could not be formed
 * otherwise: professionals are for leading.
 */
const leadPlaces = 2;

function problemOf(columns: PeopleColumns, task: CellTeamsTask, listed: readonly Candidates[]): TeamsProblem {
  const teams = listed.length;
  const people = columns.size;
  const need = { priority: 'urgent', deadlineAt: task.forAt } as const;
  const short = unmetCost(need, { leads: false }, task.forAt);
  const [{ role, skills }] = cellTeamSeats(task.members);
  const canLead = new Uint8Array(people);
  const trainee = new Uint8Array(people);
  const edgePerson: number[] = [];
  const edgeCost: number[] = [];
  const teamStart = new Int32Array(teams + 1);
  listed.forEach(({ score }, team) => {
    for (const [row, points] of score) {
      const person = columns.people[row]!;
      const leads =
        fitsRole(person, role) && skills.every((skill) => levelOf(person, skill.code, task.forAt) >= skill.level);
      canLead[row] = Number(leads);
      trainee[row] = Number(!leads && isLearner(person));
      edgePerson.push(row);
      edgeCost.push((leads ? leadPlaces * short : 0) - points);
    }
    teamStart[team + 1] = edgePerson.length;
  });
  const rowOf = (id: string): number => columns.rowOf(id) ?? -1;
  return {
    people,
    teams,
    canLead,
    trainee,
    least: new Int32Array(teams).fill(1 + span.least),
    wanted: new Int32Array(teams).fill(1 + task.members),
    most: new Int32Array(teams).fill(1 + task.members),
    unformedCost: new Float64Array(teams).fill((task.members + 1 + leadPlaces) * short),
    shortCost: new Float64Array(teams).fill(short),
    teamStart,
    edgePerson: Int32Array.from(edgePerson),
    edgeCost: Float64Array.from(edgeCost),
    excluded: Int32Array.from(
      task.apart
        .map(([a, b]) => [rowOf(a), rowOf(b)])
        .filter(([a, b]) => a! >= 0 && b! >= 0)
        .flat(),
    ),
  };
}

/** Somebody who is still learning (level 1) whatever they do: not more than one of them to a team. */
export const isLearner = ({ skills }: Pick<Person, 'skills'>): boolean =>
  skills.length > 0 && skills.every(({ level }) => level === 1);
