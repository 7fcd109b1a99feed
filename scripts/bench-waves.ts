import { waveSize, type WaveRequest } from '../server/matching/wave-size.ts';
import { bestInOrder, costOfPolicy, type Policy } from './bench-waves/exact.ts';
import { seeded } from './scenario/seeded.ts';

/** `npm run bench:waves`: what three ways to size a wave cost against the exact optimum, and how long ours takes. */

/** An empty place costs as much as so many notices, a yes too many as much as one. */
const costs = { noticeCost: 1, emptyCost: 100, surplusCost: 1 };
const policies = {
  seats: ({ places, chances }) => Math.min(places, chances.length),
  ceil: ({ places, chances }) =>
    chances.length === 0 ? 0 : Math.min(Math.ceil(places / mean(chances)), chances.length),
  ours: (request) => waveSize(request).ask,
} satisfies Record<string, Policy>;

const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;

/** Sixty people with chances around `middle`: all the same, or from half of it to half as much again in no order. */
function chancesAround(middle: number, isEqual: boolean): number[] {
  const draw = seeded(`waves ${middle}`);
  return Array.from({ length: 60 }, () => (isEqual ? middle : middle * draw.between(0.5, 1.5)));
}

console.log(
  'Expected cost in notices. A place left empty costs 100 notices, a yes too many 1; 60 people may be asked.\n',
);
console.log(`${row('chance', 'places', 'waves', 'optimum', 'exactly the seats', 'ceil(s/p)', 'ours')}  asks now`);
const ratios: Record<keyof typeof policies, number[]> = { seats: [], ceil: [], ours: [] };
for (const isEqual of [true, false])
  for (const middle of [0.17, 0.3, 0.47])
    for (const wavesLeft of [2, 3])
      for (const places of [1, 2, 4, 8]) {
        const request: WaveRequest = { places, wavesLeft, chances: chancesAround(middle, isEqual), ...costs };
        const best = bestInOrder(request);
        const told = (Object.keys(policies) as (keyof typeof policies)[]).map((name) => {
          const cost = costOfPolicy(request, policies[name]);
          ratios[name].push(cost / best.cost);
          return `${cost.toFixed(1)} ×${(cost / best.cost).toFixed(name === 'ours' ? 4 : 2)}`;
        });
        const cells = [`${isEqual ? '' : '~'}${middle}`, places, wavesLeft, best.cost.toFixed(1), ...told];
        console.log(`${row(...cells)}  ${policies.ours(request)}`);
      }
console.log('\nTimes the optimum: least, median, most over these settings');
for (const [name, list] of Object.entries(ratios)) {
  const sorted = list.toSorted((a, b) => a - b);
  const of = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(4);
  console.log(`${name.padEnd(8)} ${of(0)}  ${of(0.5)}  ${of(1)}`);
}
const against = ratios.seats.map((ratio, at) => ratio / ratios.ours[at]!).sort((a, b) => a - b);
console.log(
  `exactly the seats against ours: ${against[0]!.toFixed(1)} to ${against.at(-1)!.toFixed(1)} times as dear,` +
    ` at least 4 times in ${against.filter((ratio) => ratio >= 4).length} of ${against.length} settings`,
);

console.log('\nOne answer, processor time (20 in a row after 20 to warm up)');
for (const [places, people, wavesLeft] of [
  [1, 40, 3],
  [4, 60, 3],
  [20, 200, 6],
  [24, 400, 12],
] as const) {
  const request: WaveRequest = {
    places,
    wavesLeft,
    chances: Array.from({ length: people }, (_, at) => 0.3 * (0.6 + 0.8 * (((at * 37) % 100) / 100))),
    ...costs,
    delayCost: 2,
  };
  const run = () => {
    for (let i = 0; i < 20; i += 1) waveSize(request);
  };
  run();
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  console.log(`${places} places, ${people} people, ${wavesLeft} waves: ${((user + system) / 20_000).toFixed(2)} ms`);
}

function row(...cells: readonly (string | number)[]): string {
  const widths = [7, 7, 6, 9, 18, 14, 15];
  return cells.map((cell, at) => String(cell).padStart(widths[at] ?? 10)).join('');
}
