import type { Person } from '../../shared/records.ts';
import { whyNot, type MatchContext, type SeatDemand } from './eligibility.ts';
import type { PeopleColumns } from './people-columns.ts';
import type { Ranked, Ranking } from './rank-plainly.ts';
import { rankPeople } from './rank.ts';
import { scoreOf, termsOf, type NeedScored } from './score.ts';
import type { SeatPrices } from './seat-prices.ts';

/**
 * What `rankPeople` would say if those of `changed` stood in the columns as they are here, which stay as they were. Costs
 * one ranking and a few microseconds for each who changed. Of the same person twice, the later counts.
 */
export function rankWithChanges(
  columns: PeopleColumns,
  changed: Iterable<Person>,
  need: NeedScored,
  seat: SeatDemand,
  context: MatchContext,
  k: number,
  prices?: SeatPrices,
): Ranking {
  const changes = new Map<string, Person>();
  for (const person of changed) changes.set(person.id, person);
  const kept = rankPeople(columns, need, seat, context, k + changes.size, prices);
  if (changes.size === 0) return kept;
  const excluded: Ranking['excluded'] = { ...kept.excluded };
  let { eligible } = kept;
  const came: Ranked[] = [];
  const count = (person: Person, by: 1 | -1): boolean => {
    const reason = whyNot(person, seat, need, context);
    if (reason === null) eligible += by;
    else excluded[reason] = (excluded[reason] ?? 0) + by;
    if (reason !== null && excluded[reason] === 0) delete excluded[reason];
    return reason === null;
  };
  for (const person of changes.values()) {
    const row = columns.rowOf(person.id);
    if (row !== undefined) count(columns.people[row]!, -1);
    if (count(person, 1)) came.push({ person, score: scoreOf(termsOf(person, seat, need, context, prices)) });
  }
  const best = [...kept.best.filter(({ person }) => !changes.has(person.id)), ...came];
  best.sort((a, b) => b.score - a.score || (a.person.id < b.person.id ? -1 : 1));
  return { best: best.slice(0, k), eligible, excluded };
}
