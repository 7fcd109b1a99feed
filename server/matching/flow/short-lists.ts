import { nearestPeople, roomForFound, type Found } from './row-scan.ts';
import type { RowSide, Seating } from './state.ts';

/** How many people a list holds beyond those its row asks for. */
const SPARE = 10;
/** Rows that ask for more than this have no list: to order a long one takes longer than it saves. */
const LISTED_SEATS = 32;

/**
 * Each row's nearest people, kept at hand. As long as people only become dearer, whoever was too dear for the list stays
 * so, and the whole row is looked at again only when its list no longer says who comes next.
 */
export interface ShortLists {
  /** As nearestPeople over the whole row, below its unmet cost. */
  nearest(row: number, wanted: number, found: Found): number;
  /** Has to be told when everybody became cheaper by up to so much. */
  cheaper(by: number): void;
}

export function shortLists(side: RowSide, { v, rowOf }: Seating): ShortLists {
  const { demand, unmetCost, rowFirst, rowStop, edgePerson, edgeCost } = side;
  const rows = demand.length;
  const at = new Int32Array(rows + 1);
  for (let r = 0; r < rows; r++) {
    const most = demand[r]! > LISTED_SEATS ? 0 : demand[r]! + 1 + SPARE;
    at[r + 1] = at[r]! + Math.min(most, rowStop[r]! - rowFirst[r]!);
  }
  const stop = at.slice(0, rows);
  const listedPerson = new Int32Array(at[rows]!);
  const listedCost = new Float64Array(at[rows]!);
  const edgeAt = new Int32Array(at[rows]!);
  /** Everybody nearer than this is on the list. */
  const bound = new Float64Array(rows).fill(-Infinity);
  const renewed = roomForFound(LISTED_SEATS + 1 + SPARE);

  function renew(row: number): void {
    const first = at[row]!;
    const room = at[row + 1]! - first;
    // Those the row has are listed too: they may be taken from it again.
    const { edge, key } = renewed;
    const count = room === 0 ? 0 : whole(row, room - 1, -2, renewed);
    for (let i = 0; i < count; i++) {
      listedPerson[first + i] = edgePerson[edge[i]!]!;
      listedCost[first + i] = edgeCost[edge[i]!]!;
      edgeAt[first + i] = edge[i]!;
    }
    stop[row] = first + count;
    bound[row] = count === room && room < rowStop[row]! - rowFirst[row]! ? key[count - 1]! : unmetCost[row]!;
  }

  function whole(row: number, wanted: number, except: number, { key, edge }: Found): number {
    const limit = unmetCost[row]!;
    return nearestPeople(
      rowFirst[row]!,
      rowStop[row]!,
      except,
      wanted,
      limit,
      edgePerson,
      edgeCost,
      v,
      rowOf,
      key,
      edge,
    );
  }

  function fromList(row: number, wanted: number, { key, edge }: Found): number {
    return nearestPeople(
      at[row]!,
      stop[row]!,
      row,
      wanted,
      unmetCost[row]!,
      listedPerson,
      listedCost,
      v,
      rowOf,
      key,
      edge,
    );
  }

  return {
    nearest(row, wanted, found) {
      if (demand[row]! > LISTED_SEATS) return whole(row, wanted, row, found);
      let count = fromList(row, wanted, found);
      const isCertain = count > wanted && found.key[wanted]! <= bound[row]!;
      if (!isCertain && bound[row]! < unmetCost[row]!) {
        renew(row);
        count = fromList(row, wanted, found);
      }
      for (let i = 0; i < count; i++) found.edge[i] = edgeAt[found.edge[i]!]!;
      return count;
    },
    cheaper(by) {
      for (let r = 0; r < rows; r++) bound[r]! -= by;
    },
  };
}
