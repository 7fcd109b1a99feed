import loadHighs from 'highs';
import type { ConstrainedBoard } from '../../server/matching/flow/constraints.ts';
import type { BoardProblem } from '../../server/matching/flow/problem.ts';

/** HiGHS (WASM), the independent judge of tests and bench: a linear or mixed-integer program as text, solved. */
export interface Judge {
  /** Optimal objective of a program in CPLEX LP format, undefined when infeasible. Throws when HiGHS gives up. */
  minimum(program: string, timeLimitSeconds?: number): number | undefined;
  /** As minimum, but accepts running out of time: the best found and the proven bound. */
  attempt(program: string, timeLimitSeconds: number): { status: string; objective: number };
}

export async function summonJudge(): Promise<Judge> {
  const highs = await loadHighs();
  let asked = 0;
  const solve = (program: string, options: object): { Status: string; ObjectiveValue: number } =>
    highs.solve(program, options as never) as unknown as { Status: string; ObjectiveValue: number };
  return {
    minimum(program, timeLimitSeconds = 60) {
      asked++;
      const answer = solve(program, { time_limit: timeLimitSeconds, mip_rel_gap: 0 });
      if (answer.Status === 'Infeasible') return undefined;
      if (answer.Status !== 'Optimal') throw new Error(`HiGHS says ${answer.Status} (question ${asked})`);
      return answer.ObjectiveValue;
    },
    attempt(program, timeLimitSeconds) {
      const answer = solve(program, { time_limit: timeLimitSeconds, mip_rel_gap: 0.0002 });
      return { status: answer.Status, objective: answer.ObjectiveValue };
    },
  };
}

/** A sum as LP text, "0 nought" when empty: the format has no empty sum. */
export function sum(terms: readonly (readonly [number, string])[]): string {
  if (terms.length === 0) return '0 nought';
  const lines: string[] = [];
  for (let i = 0; i < terms.length; i += 8) {
    lines.push(
      terms
        .slice(i, i + 8)
        .map(([k, name]) => `${k < 0 ? '-' : '+'} ${Math.abs(k)} ${name}`)
        .join(' '),
    );
  }
  return lines.join('\n');
}

/** The board as a linear program: its optimum is integral, so this is the exact answer by other means. */
export function boardProgram(problem: BoardProblem): string {
  const { people, rows, demand, unmetCost, rowStart, edgePerson, edgeCost } = problem;
  const cost: [number, string][] = [];
  const byPerson: [number, string][][] = Array.from({ length: people }, () => []);
  const lines: string[] = [];
  const bounds: string[] = ['nought = 0'];
  for (let r = 0; r < rows; r++) {
    const seats: [number, string][] = [[1, `m${r}`]];
    cost.push([unmetCost[r]!, `m${r}`]);
    for (let e = rowStart[r]!; e < rowStart[r + 1]!; e++) {
      seats.push([1, `x${e}`]);
      byPerson[edgePerson[e]!]!.push([1, `x${e}`]);
      cost.push([edgeCost[e]!, `x${e}`]);
      bounds.push(`0 <= x${e} <= 1`);
    }
    lines.push(`${sum(seats)} = ${demand[r]}`);
  }
  for (const edges of byPerson) if (edges.length > 0) lines.push(`${sum(edges)} <= 1`);
  if (lines.length === 0) lines.push('nought = 0');
  return `Minimize\n${sum(cost)}\nSubject To\n${lines.join('\n')}\nBounds\n${bounds.join('\n')}\nEnd\n`;
}

/** A board under constraints as a mixed-integer program, written from the meaning of each constraint. */
export function constrainedProgram({ board, constraints }: ConstrainedBoard): string {
  const { people, rows, demand, unmetCost, rowStart, edgePerson, edgeCost } = board;
  const cost: [number, string][] = [];
  const lines: string[] = [];
  const binary: string[] = [];
  const bounds = ['nought = 0'];
  const edges: { row: number; person: number; name: string }[] = [];
  for (let r = 0; r < rows; r++) {
    const seats: [number, string][] = [[1, `m${r}`]];
    cost.push([unmetCost[r]!, `m${r}`]);
    for (let e = rowStart[r]!; e < rowStart[r + 1]!; e++) {
      edges.push({ row: r, person: edgePerson[e]!, name: `x${e}` });
      binary.push(`x${e}`);
      seats.push([1, `x${e}`]);
      cost.push([edgeCost[e]!, `x${e}`]);
    }
    lines.push(`${sum(seats)} = ${demand[r]}`);
  }
  const among = (keep: (edge: { row: number; person: number }) => boolean): [number, string][] =>
    edges.filter(keep).map(({ name }) => [1, name]);
  const loads = new Map<number, readonly number[]>();
  constraints.forEach((constraint, at) => {
    if (constraint.kind === 'people-cap') {
      lines.push(`${sum(among(({ person }) => constraint.people.includes(person)))} <= ${constraint.most}`);
    } else if (constraint.kind === 'rows-cap') {
      lines.push(`${sum(among(({ row }) => constraint.rows.includes(row)))} <= ${constraint.most}`);
    } else if (constraint.kind === 'row-quota') {
      const set = among(({ row, person }) => row === constraint.row && constraint.people.includes(person));
      if (constraint.atMost !== undefined) lines.push(`${sum(set)} <= ${constraint.atMost}`);
      lines.push(`${sum([...set, [1, `s${at}`]])} >= ${constraint.atLeast ?? 0}`);
      cost.push([constraint.shortCost ?? 0, `s${at}`]);
    } else if (constraint.kind === 'block-cap') {
      const set = among(({ row, person }) => person === constraint.person && constraint.rows.includes(row));
      lines.push(`${sum(set)} <= ${constraint.most}`);
    } else {
      loads.set(constraint.person, constraint.marginalCost);
    }
  });
  for (let p = 0; p < people; p++) {
    const set = among(({ person }) => person === p);
    const marginal = loads.get(p) ?? [0];
    const hours = marginal.map((price, k): [number, string] => {
      cost.push([price, `h${p}_${k}`]);
      bounds.push(`0 <= h${p}_${k} <= 1`);
      return [-1, `h${p}_${k}`];
    });
    lines.push(`${sum([...set, ...hours])} = 0`);
  }
  if (lines.length === 0) lines.push('nought = 0');
  const integers = binary.length > 0 ? `Binary\n${binary.join('\n')}\n` : '';
  return `Minimize\n${sum(cost)}\nSubject To\n${lines.join('\n')}\nBounds\n${bounds.join('\n')}\n${integers}End\n`;
}
