import type { Measures } from './measures.ts';
import type { PolicyName } from './policies.ts';

/** Mean over the runs and, with more than one, the standard deviation between them. Null where a run has no figure. */
export interface Spread {
  mean: number;
  deviation: number;
}

export function spreadOf(figures: readonly (number | null)[]): Spread | null {
  const known = figures.filter((figure) => figure !== null);
  if (known.length < figures.length || known.length === 0) return null;
  const mean = known.reduce((sum, figure) => sum + figure, 0) / known.length;
  const squares = known.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  return { mean, deviation: known.length < 2 ? 0 : Math.sqrt(squares / (known.length - 1)) };
}

/** What the table shows of each run. */
export const columns: readonly { name: string; of: (measures: Measures) => number | null; digits: number }[] = [
  { name: 'staffed p50, min', of: (one) => one.staffedP50, digits: 0 },
  { name: 'staffed p90, min', of: (one) => one.staffedP90, digits: 0 },
  { name: 'needs unmet, %', of: (one) => 100 * one.unmetNeeds, digits: 1 },
  { name: 'places unmet, %', of: (one) => 100 * one.unmetPlaces, digits: 1 },
  { name: 'nobody there, %', of: (one) => 100 * one.absentPlaces, digits: 1 },
  { name: 'notices', of: (one) => one.notices, digits: 0 },
  { name: 'per accept', of: (one) => one.noticesPerAccept, digits: 2 },
  { name: 'Gini notices', of: (one) => one.noticesGini, digits: 2 },
  { name: 'Gini hours', of: (one) => one.hoursGini, digits: 2 },
  { name: 'misuse, %', of: (one) => 100 * one.misuse, digits: 1 },
];

/** The table for a terminal: a policy a row, `mean ±deviation`. */
export function tableLines(found: ReadonlyMap<PolicyName, readonly Measures[]>): string[] {
  const cell = (figures: readonly (number | null)[], digits: number): string => {
    const spread = spreadOf(figures);
    if (!spread) return 'never';
    const mean = spread.mean.toFixed(digits);
    return figures.length < 2 ? mean : `${mean} ±${spread.deviation.toFixed(digits)}`;
  };
  const rows = [...found].map(([policy, runs]) => [
    policy,
    ...columns.map(({ of, digits }) => cell(runs.map(of), digits)),
  ]);
  const all = [['', ...columns.map(({ name }) => name)], ...rows];
  const widths = all[0]!.map((_, at) => Math.max(...all.map((row) => row[at]!.length)));
  return all.map((row) =>
    row.map((text, at) => (at === 0 ? text.padEnd(widths[at]!) : text.padStart(widths[at]!))).join('  '),
  );
}

/** Against `ours`, seed by seed: what each other policy has more (+) or less of, on average and from the least to the most. */
export function pairedLines(found: ReadonlyMap<PolicyName, readonly Measures[]>): string[] {
  const ours = found.get('ours');
  if (!ours || found.size < 2) return [];
  const lines = [...found].flatMap(([policy, runs]) => {
    if (policy === 'ours') return [];
    return columns.flatMap(({ name, of, digits }) => {
      const more = runs.flatMap((run, at) => {
        const [theirs, own] = [of(run), of(ours[at]!)];
        return theirs === null || own === null ? [] : [theirs - own];
      });
      const spread = spreadOf(more);
      if (!spread || more.length < runs.length) return [];
      const signed = (figure: number): string => `${figure > 0 ? '+' : ''}${figure.toFixed(digits)}`;
      return `${policy}  ${name}  ${signed(spread.mean)} (${signed(Math.min(...more))} to ${signed(Math.max(...more))})`;
    });
  });
  return ['compared with ours, seed by seed: mean (least to most)', ...lines];
}
