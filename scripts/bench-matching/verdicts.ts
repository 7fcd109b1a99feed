/** Says of every goal whether it was reached, beside the figure, and keeps count. */
export interface Verdicts {
  /** `decimals` of the figure and the limit as printed. */
  atMost(goal: string, figure: number, limit: number, unit: string, decimals?: number): void;
  holds(goal: string, held: boolean, detail: string): void;
  notMeasured(goal: string, why: string): void;
  summary(): string;
}

export function verdicts(print: (line: string) => void): Verdicts {
  const counts = { PASS: 0, MISSED: 0, 'not measured': 0 };
  const say = (verdict: keyof typeof counts, text: string): void => {
    counts[verdict]++;
    print(`${verdict.padEnd(12)} ${text}`);
  };
  return {
    atMost(goal, figure, limit, unit, decimals = 2) {
      const said = (value: number): string => `${value.toFixed(decimals)}${unit && ` ${unit}`}`;
      say(figure <= limit ? 'PASS' : 'MISSED', `${goal}: ${said(figure)}, goal at most ${said(limit)}`);
    },
    holds: (goal, held, detail) => say(held ? 'PASS' : 'MISSED', `${goal}: ${detail}`),
    notMeasured: (goal, why) => say('not measured', `${goal}: ${why}`),
    summary: () =>
      Object.entries(counts)
        .map(([verdict, count]) => `${count} ${verdict}`)
        .join(', '),
  };
}
