export function timed<T>(work: () => T): [result: T, ms: number] {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}

export const sorted = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);

/** The value below which so large a share lies; of the median of an even count the lower one. */
export function quantile(numbers: Iterable<number>, share: number): number {
  const inOrder = sorted(numbers);
  return inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))] ?? Number.NaN;
}

export const median = (numbers: Iterable<number>): number => quantile(numbers, 0.5);

export function geometricMean(numbers: readonly number[]): number {
  return Math.exp(numbers.reduce((total, each) => total + Math.log(each), 0) / numbers.length);
}
