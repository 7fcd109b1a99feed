import type { TeamsProblem } from '../../server/matching/teams.ts';
import { randomNumbers } from './board-shapes.ts';
import { sum } from './judge.ts';

/**
 * A seeded board of teams: one in five people may lead, one in ten is a trainee; teams want four to seven, at least three;
 * people live on a square and each team asks its neighbourhood. There are more seats than people.
 */
export function makeTeams(people: number, teams: number, candidates: number, seed: number): TeamsProblem {
  const random = randomNumbers(seed);
  const draw = (n: number): number => Math.floor(random() * n);
  const home = Array.from({ length: people }, () => [random(), random()] as const);
  const role = Array.from({ length: people }, () => draw(10));
  const teamStart = new Int32Array(teams + 1);
  const edgePerson: number[] = [];
  const edgeCost: number[] = [];
  for (let t = 0; t < teams; t++) {
    const [x, y] = [random(), random()];
    const far = home.map(([hx, hy], p) => ({ p, d: Math.hypot(hx - x, hy - y) })).sort((a, b) => a.d - b.d);
    // Every second of the nearest: the others lack a skill or the time.
    for (const { p, d } of far.slice(0, 2 * candidates)) {
      if (random() < 0.5) continue;
      edgePerson.push(p);
      edgeCost.push(1 + Math.floor(600 * d) + draw(100));
    }
    teamStart[t + 1] = edgePerson.length;
  }
  const wanted = Int32Array.from({ length: teams }, () => 4 + draw(4));
  const least = wanted.map((size) => Math.min(size, 3));
  return {
    people,
    teams,
    canLead: Uint8Array.from(role, (r) => (r < 2 ? 1 : 0)),
    trainee: Uint8Array.from(role, (r) => (r === 9 ? 1 : 0)),
    least,
    wanted,
    most: new Int32Array(teams).fill(7),
    unformedCost: Float64Array.from({ length: teams }, () => 2_000 * (1 + draw(3))),
    shortCost: Float64Array.from({ length: teams }, () => 200 + draw(300)),
    teamStart,
    edgePerson: Int32Array.from(edgePerson),
    edgeCost: Float64Array.from(edgeCost),
    excluded: Int32Array.from({ length: 2 * Math.floor(people / 10) }, () => draw(people)),
  };
}

/** The same as a mixed-integer program. */
export function teamsProgram(problem: TeamsProblem): string {
  const { people, teams, canLead, trainee, least, wanted, most, unformedCost, shortCost } = problem;
  const { teamStart, edgePerson, edgeCost, excluded } = problem;
  const cost: [number, string][] = [];
  const lines: string[] = [];
  const binary: string[] = [];
  const bounds = ['nought = 0', 'one = 1'];
  const ofPerson: [number, string][][] = Array.from({ length: people }, () => []);
  for (let t = 0; t < teams; t++) {
    const members: [number, string][] = [];
    const leads: [number, string][] = [];
    const trainees: [number, string][] = [];
    const edgeTo = new Map<number, string>();
    for (let e = teamStart[t]!; e < teamStart[t + 1]!; e++) {
      const person = edgePerson[e]!;
      const name = `x${e}`;
      edgeTo.set(person, name);
      binary.push(name);
      cost.push([edgeCost[e]!, name]);
      members.push([1, name]);
      if (canLead[person] === 1) leads.push([1, name]);
      if (trainee[person] === 1) trainees.push([1, name]);
      ofPerson[person]!.push([1, name]);
      lines.push(`${name} - y${t} <= 0`);
    }
    binary.push(`y${t}`);
    cost.push([-unformedCost[t]!, `y${t}`], [shortCost[t]!, `s${t}`]);
    lines.push(`${sum([...members, [-least[t]!, `y${t}`]])} >= 0`);
    lines.push(`${sum([...members, [-most[t]!, `y${t}`]])} <= 0`);
    lines.push(`${sum([...members, [1, `s${t}`], [-wanted[t]!, `y${t}`]])} >= 0`);
    lines.push(`${sum([...leads, [-1, `y${t}`]])} >= 0`);
    if (trainees.length > 0) lines.push(`${sum([...trainees, [-1, `y${t}`]])} <= 0`);
    for (let i = 0; i < excluded.length; i += 2) {
      const one = edgeTo.get(excluded[i]!);
      const other = edgeTo.get(excluded[i + 1]!);
      if (one && other && one !== other) lines.push(`${one} + ${other} - y${t} <= 0`);
    }
  }
  cost.push([unformedCost.reduce((total, each) => total + each, 0), 'one']);
  for (const edges of ofPerson) if (edges.length > 1) lines.push(`${sum(edges)} <= 1`);
  if (lines.length === 0) lines.push('nought = 0');
  return [
    `Minimize\n${sum(cost)}`,
    `Subject To\n${lines.join('\n')}`,
    `Bounds\n${bounds.join('\n')}`,
    binary.length > 0 ? `Binary\n${binary.join('\n')}` : '',
    'End\n',
  ].join('\n');
}
