import type { Cell, Organisation, Person } from '../../shared/records.ts';
import type { Point } from '../../shared/shapes.ts';
import { organisationsFor } from '../scenario/organisations.ts';
import type { Roster } from '../scenario/hours.ts';
import { peopleLivingIn, peoplePerRoll, type Home } from '../scenario/people.ts';

/** A grid that covers the places of a stream, and the people who live on it. */
export interface Ground {
  centre: Point;
  cells: Cell[];
  organisations: Organisation[];
  people: Person[];
  /** Where people live, the more of them the more was reported there. */
  homes: Home[];
}

/** One import takes 2,000 people. */
const mostRolls = Math.floor(2000 / peoplePerRoll);

/**
 * Lays squares over every place and around it, and settles people where most was reported,
 * 400 for every hundred places. Throws a RangeError without places.
 */
export function groundUnder(places: readonly Point[], roster: Roster, seed: string): Ground {
  if (places.length === 0) throw new RangeError('the stream names no place');
  const side = sideFor(places);
  const counts = new Map<string, number>();
  for (const { lon, lat } of places) {
    const [x, y] = [Math.floor(lon / side), Math.floor(lat / side)];
    // The squares around are there as well, for people who live next to where it happens.
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1]) {
        const id = `${x + dx}.${y + dy}`;
        counts.set(id, (counts.get(id) ?? 0) + (dx === 0 && dy === 0 ? 3 : 1));
      }
  }
  const cells = [...counts.keys()].map((id, at) => squareAt(id, side, at + 1));
  const homes = [...counts.values()].map((weight, at) => ({ cellId: cells[at]!.id, weight }));
  return {
    centre: { lon: mean(places.map(({ lon }) => lon)), lat: mean(places.map(({ lat }) => lat)) },
    cells,
    homes,
    organisations: organisationsFor(cells.map((cell) => cell.id)),
    people: peopleLivingIn(homes, roster, seed, Math.min(mostRolls, Math.ceil(places.length / 100))),
  };
}

/** Degrees: 24 squares across what is covered, but none smaller than a kilometre or larger than ten. */
function sideFor(places: readonly Point[]): number {
  const lons = places.map(({ lon }) => lon);
  const lats = places.map(({ lat }) => lat);
  const extent = Math.max(Math.max(...lons) - Math.min(...lons), Math.max(...lats) - Math.min(...lats));
  return Math.min(0.1, Math.max(0.01, extent / 24));
}

function squareAt(id: string, side: number, number: number): Cell {
  const [x = 0, y = 0] = id.split('.').map(Number);
  const corner = (dx: number, dy: number): Point => ({ lon: (x + dx) * side, lat: (y + dy) * side });
  return {
    kind: 'cell',
    id: `square-${number}`,
    name: { en: `Square ${number}`, zh: `网格 ${number}` },
    ring: [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)],
    centre: corner(0.5, 0.5),
    population: 0,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
