import { finishAt, type MatchContext, type NeedPlace } from './eligibility.ts';
import { touchesNight } from './hours.ts';
import { weights } from './score.ts';
import { wayBetween } from './travel.ts';

/** Everything about a need that depends on where somebody starts from: once per home cell instead of once per person. */
export interface WayTable {
  /** Infinity where the cell is not known. */
  km: Float64Array;
  finish: Float64Array;
  /** 1 where the way and the work reach into the night. */
  isNight: Uint8Array;
  /** Travel and local terms. */
  points: Int32Array;
}

export function wayTable(cellIds: readonly string[], need: NeedPlace, context: MatchContext): WayTable {
  const count = cellIds.length;
  const km = new Float64Array(count).fill(Infinity);
  const finish = new Float64Array(count);
  const isNight = new Uint8Array(count);
  const points = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    const cellId = cellIds[at]!;
    const centre = context.cellCentre(cellId);
    const way = centre && wayBetween(centre, need.near);
    if (way) km[at] = way.km;
    finish[at] = finishAt(need, context, way?.minutes ?? 0);
    isNight[at] = touchesNight(context.now, finish[at]!, context.utcOffsetMinutes) ? 1 : 0;
    points[at] = (way ? -way.minutes : 0) + (cellId === need.cellId ? weights.local : 0);
  }
  return { km, finish, isNight, points };
}
