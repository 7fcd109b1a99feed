import { boardFromEdges, type BoardProblem } from '../../server/matching/flow/problem.ts';

/** A seeded board of one of the named shapes. The same seed gives the same board on every machine. */
export interface BoardShape {
  readonly name: string;
  readonly people: number;
  readonly rows: number;
  readonly edges: number;
  /** Seats as a share of the people. */
  readonly demandShare: number;
  readonly costs: 'plain' | 'wide' | 'ties';
  readonly clustered: boolean;
}

const usual = {
  people: 10_000,
  rows: 2_000,
  edges: 200_000,
  demandShare: 0.6,
  costs: 'plain',
  clustered: false,
} as const;

export const boardShapes: readonly BoardShape[] = [
  { ...usual, name: 'uniform' },
  { ...usual, name: 'demand = people', demandShare: 1 },
  { ...usual, name: 'demand 1.3 × people', demandShare: 1.3 },
  { ...usual, name: 'clustered, scarce skills', clustered: true },
  { ...usual, name: 'clustered, tight', clustered: true, demandShare: 1 },
  { ...usual, name: 'clustered, over', clustered: true, demandShare: 1.3 },
  { ...usual, name: '3 × edges', edges: 600_000 },
  { ...usual, name: 'wide costs', costs: 'wide' },
  { ...usual, name: 'ties', costs: 'ties' },
  { ...usual, name: '100,000 × 10,000', people: 100_000, rows: 10_000, edges: 1_000_000 },
];

export function makeBoard(shape: BoardShape, seed: number): BoardProblem {
  const random = randomNumbers(seed);
  const draw = (n: number): number => Math.floor(random() * n);
  const demand = new Int32Array(shape.rows);
  const seats = Math.round(shape.people * shape.demandShare);
  for (let i = 0; i < seats; i++) demand[i < shape.rows ? i : draw(shape.rows)]!++;
  const dearest = shape.costs === 'wide' ? 1_000_000 : shape.costs === 'ties' ? 3 : 1_000;
  const unmetCost = Float64Array.from({ length: shape.rows }, () => 10 * dearest * (1 + draw(4)));
  const pick = shape.clustered ? clusteredPairs(shape, random) : uniformPairs(shape, random);
  const edgeRow = new Int32Array(shape.edges);
  const edgePerson = new Int32Array(shape.edges);
  const edgeCost = new Float64Array(shape.edges);
  const seen = new Set<number>();
  for (let e = 0; e < shape.edges;) {
    const [row, person, near] = pick();
    const key = row * shape.people + person;
    if (seen.has(key)) continue;
    seen.add(key);
    edgeRow[e] = row;
    edgePerson[e] = person;
    edgeCost[e] = 1 + Math.floor((near < 0 ? random() : 0.7 * near + 0.3 * random()) * dearest);
    e++;
  }
  return boardFromEdges({ people: shape.people, demand, unmetCost, edgeRow, edgePerson, edgeCost }).problem;
}

interface Spot {
  readonly district: number;
  readonly x: number;
  readonly y: number;
}

type Pair = [row: number, person: number, near: number];

function uniformPairs(shape: BoardShape, random: () => number): () => Pair {
  return () => [Math.floor(random() * shape.rows), Math.floor(random() * shape.people), -1];
}

/**
 * People and rows sit in 25 districts; every row asks for one of eight skills; the rarer a skill, the fewer hold it
 * (a half, a quarter … of the people), while rows ask for all of them more evenly. Most edges stay in the district, and
 * cost follows distance.
 */
function clusteredPairs(shape: BoardShape, random: () => number): () => Pair {
  const districts = 25;
  const skills = 8;
  const centre = Array.from({ length: districts }, () => [random(), random()] as const);
  const spot = (): Spot => {
    const district = Math.floor(random() * districts);
    const [x, y] = centre[district]!;
    return { district, x: x + 0.1 * (random() - 0.5), y: y + 0.1 * (random() - 0.5) };
  };
  const person = Array.from({ length: shape.people }, () => spot());
  const row = Array.from({ length: shape.rows }, () => spot());
  const holders: number[][] = Array.from({ length: skills }, () => []);
  const local: number[][] = Array.from({ length: skills * districts }, () => []);
  const hold = (skill: number, p: number): void => {
    holders[skill]!.push(p);
    local[skill * districts + person[p]!.district]!.push(p);
  };
  for (let p = 0; p < shape.people; p++) {
    const rarest = Math.min(skills - 1, Math.floor(-Math.log2(1 - random())));
    hold(rarest, p);
    if (rarest > 0) hold(Math.floor(random() * rarest), p);
  }
  // A skill that nobody holds asks the commonest instead, so tiny boards can be made too.
  const skillOf = Array.from({ length: shape.rows }, () => {
    const skill = Math.floor(skills * random() ** 1.5);
    return holders[skill]!.length > 0 ? skill : 0;
  });
  return () => {
    const r = Math.floor(random() * shape.rows);
    const neighbours = local[skillOf[r]! * districts + row[r]!.district]!;
    const able = neighbours.length > 0 && random() < 0.7 ? neighbours : holders[skillOf[r]!]!;
    const p = able[Math.floor(random() * able.length)]!;
    const far = Math.hypot(row[r]!.x - person[p]!.x, row[r]!.y - person[p]!.y) / Math.SQRT2;
    return [r, p, Math.min(1, far)];
  };
}

/** mulberry32: 32 bits of state, the same sequence everywhere. Returns numbers in [0, 1). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
