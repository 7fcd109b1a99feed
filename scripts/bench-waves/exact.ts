import type { WaveRequest } from '../../server/matching/wave-size.ts';

/** What waves cost, counted out in the plainest way: nothing here is shared with what it judges. */

/** How many a policy asks, given what it may know at that moment. */
export type Policy = (request: WaveRequest) => number;

/** What the policy costs from here to the end, in expectation, with people asked in the order given. */
export function costOfPolicy(request: WaveRequest, policy: Policy): number {
  return overStates(request, (here, costOfAsking) => costOfAsking(policy(here))).cost;
}

/** The least that can be had with people asked in the order given: every number is tried at every state. */
export function bestInOrder(request: WaveRequest): {
  cost: number;
  ask: number;
  costOfAsking: (ask: number) => number;
} {
  return overStates(request, (here, costOfAsking) => {
    let best = Infinity;
    for (let ask = 0; ask <= here.chances.length; ask += 1) best = Math.min(best, costOfAsking(ask));
    return best;
  });
}

function overStates(
  request: WaveRequest,
  worth: (here: WaveRequest, costOfAsking: (ask: number) => number) => number,
): ReturnType<typeof bestInOrder> {
  const known = new Map<string, number>();
  const yeses = new Map<string, number[]>();
  const among = (from: number, until: number): number[] => {
    const key = `${from} ${until}`;
    let counts = yeses.get(key);
    if (!counts) {
      counts = from === until ? [1] : withOne(among(from, until - 1), request.chances[until - 1]!);
      yeses.set(key, counts);
    }
    return counts;
  };
  const pendingYeses = (request.pending ?? []).reduce(withOne, [1]);
  const askingAt = (places: number, waves: number, asked: number) => (ask: number) => {
    let counts = among(asked, asked + ask);
    if (asked === 0 && waves === request.wavesLeft) counts = convolve(counts, pendingYeses);
    return (
      counts.reduce((sum, chance, yes) => sum + chance * afterwards(places, waves, asked + ask, yes), 0) +
      request.noticeCost * ask
    );
  };
  const afterwards = (places: number, waves: number, asked: number, yes: number): number => {
    const left = Math.max(0, places - yes);
    const surplus = (request.surplusCost ?? 0) * Math.max(0, yes - places);
    if (waves === 1) return surplus + request.emptyCost * left;
    return surplus + (request.delayCost ?? 0) * left + cost(left, waves - 1, asked);
  };
  const cost = (places: number, waves: number, asked: number): number => {
    if (places === 0) return 0;
    const key = `${places} ${waves} ${asked}`;
    let found = known.get(key);
    if (found === undefined) {
      const here = { ...request, places, wavesLeft: waves, chances: request.chances.slice(asked), pending: [] };
      found = worth(here, askingAt(places, waves, asked));
      known.set(key, found);
    }
    return found;
  };
  const costOfAsking = askingAt(request.places, request.wavesLeft, 0);
  const total = worth(request, costOfAsking);
  let ask = 0;
  while (ask < request.chances.length && costOfAsking(ask) > total + 1e-9) ask += 1;
  return { cost: total, ask, costOfAsking };
}

/** The least that can be had when any of those who are left may be asked: every set of people is tried. A dozen people at most. */
export function bestInAnyOrder(request: WaveRequest): number {
  const { chances, noticeCost, emptyCost, delayCost = 0, surplusCost = 0 } = request;
  const known = new Map<string, number>();
  const cost = (places: number, waves: number, left: number): number => {
    if (places === 0) return 0;
    if (waves === 0) return emptyCost * places;
    const key = `${places} ${waves} ${left}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    let best = Infinity;
    // Every set of those who are left, the empty one last.
    for (let asked = left; ; asked = (asked - 1) & left) {
      const these = chances.filter((_, at) => (asked >> at) & 1);
      const counts = these.reduce(withOne, [1]);
      let here = noticeCost * these.length;
      for (const [yes, chance] of counts.entries()) {
        const open = Math.max(0, places - yes);
        const wait = waves > 1 ? delayCost * open : 0;
        here += chance * (surplusCost * Math.max(0, yes - places) + wait + cost(open, waves - 1, left & ~asked));
      }
      best = Math.min(best, here);
      if (asked === 0) break;
    }
    known.set(key, best);
    return best;
  };
  return cost(request.places, request.wavesLeft, (1 << chances.length) - 1);
}

/** The chances of 0, 1, 2, … yeses when one person more is asked. */
const withOne = (counts: readonly number[], chance: number): number[] => convolve(counts, [1 - chance, chance]);

function convolve(a: readonly number[], b: readonly number[]): number[] {
  const sum: number[] = Array(a.length + b.length - 1).fill(0);
  for (const [i, x] of a.entries()) for (const [j, y] of b.entries()) sum[i + j]! += x * y;
  return sum;
}
