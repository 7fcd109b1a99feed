import type { Proposal, SeatProposals } from '../../shared/operations.ts';
import type { Need, Person } from '../../shared/records.ts';
import type { Words } from '../../shared/shapes.ts';
import { chanceOfYes, partOfDay } from './chance.ts';
import type { MatchContext, SeatDemand } from './eligibility.ts';
import { PeopleColumns } from './people-columns.ts';
import { rankPeople } from './rank.ts';
import { bestRelaxation } from './relax.ts';
import { scorePerson, type NeedScored } from './score.ts';
import type { SeatPrices } from './seat-prices.ts';

export interface ProposalRequest {
  need: Need;
  /** Everybody: columns that are kept up to date, or a plain list, which costs a few microseconds a person each time. */
  people: PeopleColumns | Iterable<Person>;
  context: MatchContext;
  /** Most people proposed per seat. */
  limit: number;
  /** Seat id → places neither filled nor asked for. */
  openPlaces: ReadonlyMap<string, number>;
  /** Names are sealed: whoever may open them says how. */
  nameOf: (person: Person) => Words;
  prices?: SeatPrices | undefined;
}

/** Who could take each seat of the need, best first and why; how many could not, and what would help where too few can. */
export function proposeForNeed(request: ProposalRequest): SeatProposals[] {
  const { need, context, limit, openPlaces, prices } = request;
  const people =
    request.people instanceof PeopleColumns
      ? request.people
      : new PeopleColumns(request.people, context.now, context.care);
  return need.seats.map((seat) => {
    const { best, eligible, excluded } = rankPeople(people, need, seat, context, limit, prices);
    const open = openPlaces.get(seat.id) ?? seat.count;
    return {
      seatId: seat.id,
      open,
      people: best.map(({ person }) => proposalOf(person, seat, request)),
      eligible,
      excluded,
      relax: eligible < open ? bestRelaxation(people, need, seat, context) : null,
    };
  });
}

/** Somebody as they are proposed for a seat, with the terms that say why. */
export function proposalOf(
  person: Person,
  seat: SeatDemand,
  { need, context, nameOf, prices }: Pick<ProposalRequest, 'context' | 'nameOf' | 'prices'> & { need: NeedScored },
): Proposal {
  return {
    personId: person.id,
    name: nameOf(person),
    organisationId: person.organisationId,
    roles: person.roles,
    skills: person.skills,
    languages: person.languages,
    ...scorePerson(person, seat, need, context, prices),
    chanceOfYes: chanceOfYes(person, partOfDay(context.now, context.utcOffsetMinutes)),
  };
}
