/**
 * How many people to ask at once. Everybody asked says yes with a chance of their own, independently of the others; after
 * each wave the places still open and the waves left decide about the next. A dynamic program over exactly that.
 */
export interface WaveRequest {
  /** Places that nobody has said yes to. */
  places: number;
  /** Waves before it is too late, this one included. At most `mostWaves` are looked ahead. */
  wavesLeft: number;
  /** Of those who could be asked, in the order in which they would be: the chance that each says yes in time, 0 to 1. */
  chances: readonly number[];
  /** Of those who have been asked already and may still answer in this wave. They cost no new notice. */
  pending?: readonly number[];
  /** What asking one person costs. All costs are in one unit of the caller's choice. */
  noticeCost: number;
  /** What a place costs that is empty after the last wave. */
  emptyCost: number;
  /** What a place costs that has to wait for one more wave. */
  delayCost?: number;
  /** What somebody costs who says yes and is told that it is filled; that a notice went out is counted already. */
  surplusCost?: number;
}

export interface WaveSize {
  /** How many of `chances` to ask now. */
  ask: number;
  /** From now to the end, when every later wave is chosen as well as this one. */
  expectedCost: number;
  /** The chance that every place is filled in the end. */
  chanceFilled: number;
}

export const mostWaves = 12;
/** Nobody further down the list is looked at. */
export const mostCandidates = 400;
/** More places than this are taken as several teams of at most so many, each with its share of the people. */
export const mostPlaces = 24;

/**
 * The wave that costs least in expectation. The order of asking is given, so how many have been asked says who is left,
 * and (places, waves, asked) is the whole state: with that order the program is exact, for equal chances (where the
 * yeses of a wave are binomial) and for unequal ones (where they are Poisson-binomial, added up person by person).
 * Approximated on long lists: what is to come is worked out for every so many people asked (`strideFor`) and taken as a
 * parabola in between; this wave is chosen to the person all the same. What it takes and how near it comes to the best:
 * `npm run bench:waves`. Pure. Throws a RangeError for figures that mean nothing.
 */
export function waveSize(request: WaveRequest): WaveSize {
  check(request);
  const { places, noticeCost, surplusCost = 0, pending = [] } = request;
  if (places === 0) return { ask: 0, expectedCost: surplusOf(pending, request), chanceFilled: 1 };
  if (places > mostPlaces) return asTeams(request);
  const waves = Math.min(request.wavesLeft, mostWaves);
  const likely = likelyPlaces(Float64Array.from(request.chances.slice(0, mostCandidates)), places, pending);
  const { chances } = likely;
  const { at, costs, filled } = outlookAfter(waves - 1, likely, request);
  const best: WaveSize = { ask: 0, expectedCost: Infinity, chanceFilled: 0 };
  let counts = yesesOf(pending, places);
  let mean = pending.reduce((sum, chance) => sum + chance, 0);
  for (let ask = 0; ; ask += 1) {
    const top = at(waves - 1, ask) + places;
    let cost = noticeCost * ask + surplusCost * (mean - places);
    let missed = 0;
    for (let yes = 0; yes < places; yes += 1) {
      cost += counts[yes]! * costs[top - yes]!;
      missed += counts[yes]! * (1 - filled[top - yes]!);
    }
    // Of equals the smallest: nobody is asked in vain.
    if (cost < best.expectedCost - 1e-9 * Math.abs(cost))
      Object.assign(best, { ask, expectedCost: cost, chanceFilled: Math.min(1, Math.max(0, 1 - missed)) });
    if (ask === chances.length) return best;
    counts = withOneMore(counts, chances[ask]!);
    mean += chances[ask]!;
  }
}

/**
 * What is to come, with so many waves left and so many people asked, for each number of places left: the expected cost,
 * with what those places cost for having been left at all, and the chance that all are filled.
 */
interface Outlook {
  /** Where the figures for no place left stand; those for one, two, … follow. */
  at: (waves: number, asked: number) => number;
  costs: Float64Array;
  filled: Float64Array;
}

/** States that are reached with less probability than this are left at what they would cost if nobody came. */
const negligible = 1e-9;

/** Worked out from the end of the list backwards: whoever is asked in a wave is behind whoever was asked before. */
function outlookAfter(waves: number, { chances, fewest, most }: Likely, request: WaveRequest): Outlook {
  const { places, noticeCost, emptyCost, delayCost = 0, surplusCost = 0 } = request;
  const people = chances.length;
  const width = places + 1;
  const at = (left: number, asked: number): number => (left * (people + 1) + asked) * width;
  const costs = new Float64Array((waves + 1) * (people + 1) * width);
  const filled = new Float64Array(costs.length);
  for (let row = 0; row < costs.length; row += width) {
    const wait = row < at(1, 0) ? 0 : delayCost;
    filled[row] = 1;
    for (let open = 1; open <= places; open += 1) costs[row + open] = (emptyCost + wait + surplusCost) * open;
  }
  const outlook = { at, costs, filled };
  if (waves === 0) return outlook;

  const stride = strideFor(people, places, waves);
  // The search goes on for so many after the best: where chances are unequal, some that are not worth asking may stand
  // before others who are. On a small list everything is tried.
  const lookAhead = Math.max(1, Math.ceil(mostTried / ((people / stride) * places * waves)));
  const yeses = createYeses(chances, places);
  const { counts, means } = yeses;
  const costOf = (ask: number, open: number, next: number): number => {
    yeses.upTo(ask);
    const row = ask * places;
    const top = next + ask * width + open;
    let cost = 0;
    for (let yes = 0; yes < open; yes += 1) cost += counts[row + yes]! * costs[top - yes]!;
    return cost + noticeCost * ask + surplusCost * (means[ask]! - open);
  };
  /** What was best a stride further down the list, by waves and places: where the search begins. */
  const asks = new Int32Array((waves + 1) * width);
  for (let asked = people; ; asked = Math.max(0, asked - stride)) {
    yeses.startAt(asked);
    for (let left = 1; left <= waves; left += 1) {
      const next = at(left - 1, asked);
      const here = at(left, asked);
      let ask = 0;
      for (let open = fewest[asked]!; open <= most[asked]!; open += 1) {
        const guess = Math.min(people - asked, Math.max(ask, asks[left * width + open]!));
        ask = guess;
        let cost = costOf(ask, open, next);
        for (let more = guess + 1; more <= Math.min(people - asked, ask + lookAhead); more += 1) {
          const other = costOf(more, open, next);
          if (other < cost) [ask, cost] = [more, other];
        }
        for (let less = guess - 1; less >= Math.max(0, Math.min(guess, ask) - lookAhead); less -= 1) {
          const other = costOf(less, open, next);
          // Of equals the smaller.
          if (other < cost || (other === cost && less < ask)) [ask, cost] = [less, other];
        }
        asks[left * width + open] = ask;
        costs[here + open] = cost + (delayCost + surplusCost) * open;
        let missed = 0;
        const top = next + ask * width + open;
        for (let yes = 0; yes < open; yes += 1) missed += counts[ask * places + yes]! * (1 - filled[top - yes]!);
        filled[here + open] = 1 - missed;
      }
      for (let between = 1; between < Math.min(stride, people - asked); between += 1)
        for (const figures of [costs, filled])
          curve(figures, here, between, stride, asked + 2 * stride <= people, width);
    }
    if (asked === 0) return outlook;
  }
}

/** Fills in a row between one that is worked out and the next, on the parabola through these and the one after. */
function curve(figures: Float64Array, row: number, between: number, stride: number, isThird: boolean, width: number) {
  const x = between / stride;
  const [a, b, c] = isThird ? [((1 - x) * (2 - x)) / 2, x * (2 - x), (x * (x - 1)) / 2] : [1 - x, x, 0];
  const [second, third] = [row + stride * width, isThird ? row + 2 * stride * width : row];
  for (let open = 1; open < width; open += 1)
    figures[row + between * width + open] =
      a * figures[row + open]! + b * figures[second + open]! + c * figures[third + open]!;
}

/** People from one row that is worked out to the next: one where the program is small, more so that it stays quick. */
const strideFor = (people: number, places: number, waves: number): number =>
  Math.max(1, Math.ceil(people / Math.max(fewestRows, mostStates / (places * waves))));
const fewestRows = 24;
const mostStates = 2_500;
const mostTried = 5_000;

interface Likely {
  /** Of those who may still be needed when all before them have answered. */
  chances: Float64Array;
  /** Fewest and most places that are still open, but for negligible chances, when so many have answered. */
  fewest: Int32Array;
  most: Int32Array;
}

function likelyPlaces(chances: Float64Array, places: number, pending: readonly number[]): Likely {
  const fewest = new Int32Array(chances.length + 1).fill(places);
  const most = new Int32Array(chances.length + 1);
  let counts = yesesOf(pending, places);
  for (let asked = 0; asked <= chances.length; asked += 1) {
    if (asked > 0) counts = withOneMore(counts, chances[asked - 1]!);
    for (let yes = 0; yes < places; yes += 1) {
      if (counts[yes]! < negligible) continue;
      fewest[asked] = Math.min(fewest[asked]!, places - yes);
      most[asked] = Math.max(most[asked]!, places - yes);
    }
    if (most[asked] === 0) return { chances: chances.subarray(0, asked), fewest, most };
  }
  return { chances, fewest, most };
}

/** How many of the next people on the list say yes, added up person by person when first asked for. */
function createYeses(chances: Float64Array, places: number) {
  /** Of each `ask` the chances of 0, 1, … `places` − 1 yeses. */
  const counts = new Float64Array((chances.length + 1) * places);
  const means = new Float64Array(chances.length + 1);
  counts[0] = 1;
  let from = 0;
  let known = 0;
  return {
    counts,
    means,
    startAt(asked: number): void {
      from = asked;
      known = 0;
    },
    upTo(ask: number): void {
      for (; known < ask; known += 1) {
        const chance = chances[from + known]!;
        const not = 1 - chance;
        const row = known * places;
        const next = row + places;
        counts[next] = counts[row]! * not;
        for (let yes = 1; yes < places; yes += 1)
          counts[next + yes] = counts[row + yes]! * not + counts[row + yes - 1]! * chance;
        means[known + 1] = means[known]! + chance;
      }
    },
  };
}

/** The chances of 0, 1, … `places` − 1 yeses of these people (Poisson-binomial); more are not told apart. */
function yesesOf(chances: readonly number[], places: number): Float64Array {
  let counts: Float64Array = new Float64Array(places);
  counts[0] = 1;
  for (const chance of chances) counts = withOneMore(counts, chance);
  return counts;
}

function withOneMore(counts: Float64Array, chance: number): Float64Array {
  const next = new Float64Array(counts.length);
  next[0] = counts[0]! * (1 - chance);
  for (let yes = 1; yes < next.length; yes += 1) next[yes] = counts[yes]! * (1 - chance) + counts[yes - 1]! * chance;
  return next;
}

/** As several teams that look for people apart, each with every so-manieth of them: a little more careful than one. */
function asTeams(request: WaveRequest): WaveSize {
  const teams = Math.ceil(request.places / mostPlaces);
  const share = <T>(list: readonly T[], team: number) => list.filter((_, at) => at % teams === team);
  const found: WaveSize = { ask: 0, expectedCost: 0, chanceFilled: 1 };
  for (let team = 0; team < teams; team += 1) {
    const one = waveSize({
      ...request,
      places: Math.floor((request.places + team) / teams),
      chances: share(request.chances.slice(0, mostCandidates * teams), team),
      pending: share(request.pending ?? [], team),
    });
    found.ask += one.ask;
    found.expectedCost += one.expectedCost;
    found.chanceFilled *= one.chanceFilled;
  }
  return found;
}

const surplusOf = (pending: readonly number[], { surplusCost = 0 }: WaveRequest): number =>
  surplusCost * pending.reduce((sum, chance) => sum + chance, 0);

function check({ places, wavesLeft, chances, pending = [], ...costs }: WaveRequest): void {
  if (!(Number.isInteger(places) && places >= 0)) throw new RangeError(`places is ${places}: a whole number from 0`);
  if (!(Number.isInteger(wavesLeft) && wavesLeft >= 1))
    throw new RangeError(`wavesLeft is ${wavesLeft}: a whole number from 1`);
  for (const chance of [...chances, ...pending])
    if (!(chance >= 0 && chance <= 1)) throw new RangeError(`a chance is ${chance}: from 0 to 1`);
  for (const [name, cost] of Object.entries(costs))
    if (typeof cost !== 'number' || !(cost >= 0 && Number.isFinite(cost)))
      throw new RangeError(`${name} is ${cost}: a cost from 0`);
}
