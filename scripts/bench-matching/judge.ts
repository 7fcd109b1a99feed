import loadHighs from 'highs';
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
