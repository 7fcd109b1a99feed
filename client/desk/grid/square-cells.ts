import type { Point, Words } from '../../../shared/shapes.ts';
import { rounded, type NewCell } from './cells-from-geojson.ts';

export interface SquareGrid {
  centre: Point;
  /** Of one square's side. */
  sideKm: number;
  columns: number;
  rows: number;
}

/** As many squares as may be laid at a time. */
export const mostSquares = 2000;
const kmPerDegree = 111.32;

/** Squares around a place, named like a map's: columns A, B, C … from the west, rows 1, 2, 3 … from the north. */
export function squareCells({ centre, sideKm, columns, rows }: SquareGrid): NewCell[] {
  const high = sideKm / kmPerDegree;
  const wide = high / Math.cos((centre.lat * Math.PI) / 180);
  const west = centre.lon - (columns * wide) / 2;
  const north = centre.lat + (rows * high) / 2;
  const corner = (column: number, row: number): Point => ({
    lon: rounded(west + column * wide),
    lat: rounded(north - row * high),
  });
  const cells: NewCell[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const label = `${letters(column)}${row + 1}`;
      const name: Words = { en: label, zh: label };
      const ring = [
        corner(column, row),
        corner(column + 1, row),
        corner(column + 1, row + 1),
        corner(column, row + 1),
        corner(column, row),
      ];
      cells.push({ id: crypto.randomUUID(), name, ring, centre: corner(column + 0.5, row + 0.5), population: 0 });
    }
  return cells;
}

/** A … Z, AA, AB … as in a spreadsheet. */
function letters(at: number): string {
  return (at >= 26 ? letters(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
}
