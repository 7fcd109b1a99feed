import type { SeatProposals } from '../../shared/operations.ts';
import type { IneligibleReason, MatchContext, NeedPlace, SeatDemand } from './eligibility.ts';
import { ineligibleReasons, tenths } from './eligibility.ts';
import type { PeopleColumns } from './people-columns.ts';
import { countAll, markRows, settleRules, workOf } from './rank-rules.ts';
import { wayTable } from './way-table.ts';

/** How far somebody's own limits are stretched when they are asked all the same. */
export const stretch = { distance: 1.5, hours: 2 } as const;

type Relaxation = NonNullable<SeatProposals['relax']>;

/**
 * The one rule whose easing would add the most people, how many, and the figures: from what to what, and which of the
 * seat's skills, credentials or languages by its place in the list. Null when easing any one adds nobody.
 * What is a matter of safety or consent is never eased: approval, availability, rest, nights, distress, what holds for
 * everybody (`shared/care.ts`), a no, another assignment.
 */
export function bestRelaxation(
  columns: PeopleColumns,
  need: NeedPlace,
  seat: SeatDemand,
  context: MatchContext,
): Relaxation | null {
  columns.moveTo(context.now);
  const ways = wayTable(columns.cellIds, need, context);
  const words = (columns.size + 31) >> 5;
  const settle = (eased: { seat?: SeatDemand; stretchMs?: number; km?: Float64Array }) =>
    settleRules(
      columns,
      eased.seat ?? seat,
      workOf(need, eased.stretchMs),
      { ...ways, km: eased.km ?? ways.km },
      context.now,
      new Int32Array(ineligibleReasons.length),
    );
  const eligible = (eased: Parameters<typeof settle>[0]) => countAll(settle(eased), words);

  markRows(columns, need.cellId, context.excluded, true);
  const now = eligible({});
  let best: Relaxation | null = null;
  const consider = (reason: IneligibleReason, adds: number, figures: Record<string, number>): void => {
    if (adds > (best?.adds ?? 0)) best = { reason, adds, figures };
  };
  if (seat.role !== 'anyone') consider('role', eligible({ seat: { ...seat, role: 'anyone' } }) - now, {});
  for (const [skill, { code, level }] of seat.skills.entries()) {
    // Level 1 is the least there is: below it the skill would not be asked for at all.
    if (level === 1) continue;
    const skills = seat.skills.with(skill, { code, level: level - 1 });
    consider('skill', eligible({ seat: { ...seat, skills } }) - now, { skill, from: level, to: level - 1 });
  }
  for (const credential of seat.credentialCodes.keys()) {
    const credentialCodes = seat.credentialCodes.toSpliced(credential, 1);
    consider('credential', eligible({ seat: { ...seat, credentialCodes } }) - now, { credential });
  }
  for (const language of seat.languages.keys()) {
    const languages = seat.languages.toSpliced(language, 1);
    consider('language', eligible({ seat: { ...seat, languages } }) - now, { language });
  }
  consider('hours', eligible({ stretchMs: stretch.hours * 3_600_000 }) - now, { moreHours: stretch.hours });
  const farther = farLimits(columns, settle({ km: ways.km.map((km) => km / stretch.distance) }), ways.km);
  consider('distance', farther.adds, { fromKm: farther.fromKm, toKm: farther.toKm });
  markRows(columns, need.cellId, context.excluded, false);
  return best;
}

/** Of the rows left, those beyond their own limit: the least such limit and the farthest of them. */
function farLimits({ columns: { cell, maxKm }, size }: PeopleColumns, left: Int32Array, km: Float64Array) {
  const found = { adds: 0, fromKm: Infinity, toKm: 0 };
  for (let row = 0; row < size; row++) {
    const away = km[cell[row]!]!;
    if (((left[row >> 5]! >>> (row & 31)) & 1) === 0 || away <= maxKm[row]!) continue;
    found.adds++;
    found.fromKm = Math.min(found.fromKm, maxKm[row]!);
    found.toKm = Math.max(found.toKm, away);
  }
  return { ...found, toKm: tenths(found.toKm) };
}
