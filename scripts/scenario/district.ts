import type { Cell } from '../../shared/records.ts';
import type { Point } from '../../shared/shapes.ts';
import { seeded } from './seeded.ts';

/** A town of the district; `at` counts in cells from the south-western corner. */
export interface Town {
  id: string;
  en: string;
  zh: string;
  at: { column: number; row: number };
  /** People in one cell, about. */
  density: number;
}

export const district = { en: 'Nanyu District', zh: '南屿区' } as const;

// Nanyu lies where the charts show open sea: nobody lives there.
const corner: Point = { lon: 113.32, lat: 20.82 };
const columns = 11;
const rows = 8;
const cellLon = 0.0245;
const cellLat = 0.0228;

export const towns: readonly Town[] = [
  { id: 'lanshan', en: 'Lanshan', zh: '兰山', at: { column: 5.4, row: 3.4 }, density: 13_500 },
  { id: 'haitang', en: 'Haitang', zh: '海棠', at: { column: 7.8, row: 1.8 }, density: 9_800 },
  { id: 'yuegang', en: 'Yuegang', zh: '月港', at: { column: 4.6, row: 1.2 }, density: 8_200 },
  { id: 'baishawan', en: 'Baishawan', zh: '白沙湾', at: { column: 2.4, row: 2.2 }, density: 4_600 },
  { id: 'shitang', en: 'Shitang', zh: '石塘', at: { column: 1.4, row: 4.6 }, density: 3_400 },
  { id: 'songbai', en: 'Songbai', zh: '松柏', at: { column: 3.8, row: 5.6 }, density: 2_700 },
  { id: 'longjing', en: 'Longjing', zh: '龙井', at: { column: 7.2, row: 5.4 }, density: 5_300 },
  { id: 'yunling', en: 'Yunling', zh: '云岭', at: { column: 9.4, row: 4 }, density: 2_100 },
];

export interface DistrictCell extends Cell {
  town: Town;
}

/** The grid of Nanyu, 60 cells of about 6 km² whose edges meet, numbered town by town from the north-west. */
export function districtCells(seed: string): DistrictCell[] {
  const numbers = new Map<string, number>();
  return landSquares().map(({ column, row }) => {
    const town = nearestTown(column + 0.5, row + 0.5);
    const number = (numbers.get(town.id) ?? 0) + 1;
    numbers.set(town.id, number);
    const ring = ringOf(column, row, seed);
    const draw = seeded(`${seed}:cell:${column}:${row}`);
    return {
      kind: 'cell' as const,
      id: `${town.id}-${number}`,
      name: { en: `${town.en} ${number}`, zh: `${town.zh} ${number}` },
      ring,
      centre: middleOf(ring),
      population: Math.round((town.density * draw.between(0.55, 1.45)) / 10) * 10,
      town,
    };
  });
}

/** A cell as a record, without what only the scenario knows. */
export function cellRecord({ town: _, ...cell }: DistrictCell): Cell {
  return cell;
}

/** A point well inside a cell. */
export function pointIn(cell: Cell, draw: { between(min: number, max: number): number }): Point {
  const towards = cell.ring[Math.floor(draw.between(0, cell.ring.length - 1))] ?? cell.centre;
  const reach = draw.between(0.1, 0.7);
  return {
    lon: round(cell.centre.lon + (towards.lon - cell.centre.lon) * reach),
    lat: round(cell.centre.lat + (towards.lat - cell.centre.lat) * reach),
  };
}

// A peninsula with a bay in its south: the squares whose middle is land.
function landSquares(): { column: number; row: number }[] {
  const squares = [];
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = 0; column < columns; column += 1) {
      if (isLand(column + 0.5, row + 0.5)) squares.push({ column, row });
    }
  }
  return squares;
}

function isLand(x: number, y: number): boolean {
  const land = ((x - 5.4) / 5.1) ** 2 + ((y - 3.9) / 3.85) ** 2 + 0.07 * Math.sin(2.3 * x + y) < 1;
  const bay = ((x - 6.2) / 0.9) ** 2 + (y / 1.3) ** 2 < 1;
  const lagoon = ((x - 0.6) / 1.1) ** 2 + ((y - 2.6) / 0.8) ** 2 < 1;
  return land && !bay && !lagoon;
}

function nearestTown(x: number, y: number): Town {
  return towns.reduce((near, town) =>
    Math.hypot(town.at.column - x, town.at.row - y) < Math.hypot(near.at.column - x, near.at.row - y) ? town : near,
  );
}

// Corners and edge middles are moved by a draw of their own place, so that neighbours share them.
function ringOf(column: number, row: number, seed: string): Point[] {
  const steps = [
    [0, 0],
    [1, 0],
    [2, 0],
    [2, 1],
    [2, 2],
    [1, 2],
    [0, 2],
    [0, 1],
    [0, 0],
  ] as const;
  return steps.map(([dx, dy]) => {
    const [x, y] = [column * 2 + dx, row * 2 + dy];
    const draw = seeded(`${seed}:corner:${x}:${y}`);
    return {
      lon: round(corner.lon + (x / 2 + draw.between(-0.16, 0.16)) * cellLon),
      lat: round(corner.lat + (y / 2 + draw.between(-0.16, 0.16)) * cellLat),
    };
  });
}

function middleOf(ring: readonly Point[]): Point {
  const corners = ring.slice(1);
  const sum = corners.reduce((total, point) => ({ lon: total.lon + point.lon, lat: total.lat + point.lat }));
  return { lon: round(sum.lon / corners.length), lat: round(sum.lat / corners.length) };
}

const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
