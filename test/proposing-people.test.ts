import { expect } from 'chai';
import * as fc from 'fast-check';
import { whyNot } from '../server/matching/eligibility.ts';
import { PeopleColumns } from '../server/matching/people-columns.ts';
import { chanceOfYes } from '../server/matching/chance.ts';
import { proposeForNeed, type ProposalRequest } from '../server/matching/propose.ts';
import { SeatProposals } from '../shared/operations.ts';
import type { Person, Seat } from '../shared/records.ts';
import { aContext, aNeed, aPerson, aSeat, hour, now } from './support/matching.ts';

const ask = (people: Person[], seats: Seat[], given: Partial<ProposalRequest> = {}) =>
  proposeForNeed({
    need: aNeed({ seats }),
    people,
    context: aContext(),
    limit: 10,
    openPlaces: new Map(seats.map((seat) => [seat.id, seat.count])),
    nameOf: ({ id }) => ({ en: id }),
    ...given,
  });

const relaxed = (people: Person[], seat: Partial<Seat>) => ask(people, [aSeat({ count: 5, ...seat })])[0]!.relax;
const many = (count: number, given: Partial<Person>, prefix = 'p') =>
  Array.from({ length: count }, (_, at) => aPerson({ id: `${prefix}-${at}`, ...given }));

/** So many hours of work in the last day, with a full rest since. */
const worked = (hours: number) =>
  hours === 0 ? [] : [{ assignmentId: 'a', startAt: now - (8 + hours) * hour, endAt: now - 8 * hour, cellId: 'far' }];

describe('proposing people for a need', () => {
  it('proposes for every seat, best first, in the shape that the desk reads', () => {
    const seats = [aSeat(), aSeat({ id: 's-2', role: 'socialWorker' })];
    const people = [aPerson({ homeCellId: 'middle' }), aPerson({ id: 'p-2', roles: ['socialWorker', 'volunteer'] })];
    const proposals = ask(people, seats);
    for (const proposal of proposals) expect(SeatProposals.parse(proposal)).to.deep.equal(proposal);
    expect(proposals.map((seat) => seat.people.map(({ personId }) => personId))).to.deep.equal([
      ['p-2', 'p-1'],
      ['p-2'],
    ]);
    expect(proposals[1]!.excluded).to.deep.equal({ role: 1 });
  });

  it('says the same from a list as from columns that are kept', () => {
    const people = [...many(5, {}), ...many(5, { homeCellId: 'far' }, 'q')];
    const seats = [aSeat({ count: 8 })];
    expect(ask(people, seats)).to.deep.equal(ask(people, seats, { people: new PeopleColumns(people, now) }));
  });

  it('says which one rule, eased, would add the most people when too few can come', () => {
    const people = [
      aPerson({ id: 'near' }),
      ...many(2, { homeCellId: 'far' }, 'far'),
      ...many(3, { languages: ['yue'] }, 'yue'),
      ...many(4, { languages: ['yue'], homeCellId: 'far' }, 'both'),
    ];
    expect(relaxed(people, { languages: ['cmn'] })).to.deep.equal({
      reason: 'language',
      adds: 3,
      figures: { language: 0 },
    });
    expect(relaxed([...people, ...many(2, { homeCellId: 'far' }, 'more')], { languages: ['cmn'] })).to.deep.equal({
      reason: 'distance',
      adds: 4,
      figures: { fromKm: 15, toKm: 22.2 },
    });
  });

  it('offers to ease a level, a credential, a role or hours, with what would change', () => {
    expect(
      relaxed(many(2, { skills: [{ code: 'log.lifting', level: 2 }] }), {
        skills: [{ code: 'log.lifting', level: 3 }],
      }),
    ).to.deep.equal({ reason: 'skill', adds: 2, figures: { skill: 0, from: 3, to: 2 } });
    expect(relaxed(many(2, {}), { credentialCodes: ['cn.nurse'] })).to.deep.equal({
      reason: 'credential',
      adds: 2,
      figures: { credential: 0 },
    });
    expect(relaxed(many(2, {}), { role: 'socialWorker' })).to.deep.equal({ reason: 'role', adds: 2, figures: {} });
    const limits = { ...aPerson().limits, maxHoursPerDay: 1 };
    expect(relaxed(many(2, { limits }), {})).to.deep.equal({ reason: 'hours', adds: 2, figures: { moreHours: 2 } });
  });

  it('never offers to ease rest, nights, availability, a no or another assignment', () => {
    const limits = { ...aPerson().limits, minRestHours: 20, maxHoursPerDay: 16 };
    const stints = [{ assignmentId: 'a', startAt: now - 12 * hour, endAt: now - 2 * hour, cellId: 'near' }];
    const people = [
      ...many(3, { limits, stints }, 'tired'),
      ...many(3, { availability: [] }, 'away'),
      ...many(3, { heldBy: 'a-1' }, 'held'),
      ...many(3, { status: 'applied' }, 'new'),
    ];
    expect(relaxed(people, {})).to.equal(null);
  });

  it('says nothing of easing while enough can come', () => {
    expect(ask([...many(1, {}), ...many(3, { homeCellId: 'far' }, 'q')], [aSeat({ count: 1 })])[0]!.relax).to.equal(
      null,
    );
  });

  it('counts for an eased rule exactly those who could then come', () => {
    const person = fc.record({
      id: fc.uuid(),
      languages: fc.subarray(['cmn', 'yue'] as const),
      homeCellId: fc.constantFrom('near', 'middle', 'far'),
      skills: fc.array(fc.record({ code: fc.constant('log.lifting'), level: fc.integer({ min: 1, max: 4 }) }), {
        maxLength: 1,
      }),
      heldBy: fc.constantFrom(null, null, 'a-1'),
      // Work up to the limits of the deployment, which easing somebody's own must not pass.
      stints: fc.constantFrom(...[0, 9, 10, 11].map((hours) => worked(hours))),
      limits: fc.record({
        maxDistanceKm: fc.constantFrom(5, 8, 16),
        maxHoursPerDay: fc.constantFrom(1, 3, 8, 11),
        minRestHours: fc.constant(0),
        nights: fc.constant(true),
      }),
    });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 30 }), (given) => {
        const people = given.map((one) => aPerson(one));
        const seat = aSeat({ count: 200, languages: ['yue'], skills: [{ code: 'log.lifting', level: 3 }] });
        const could = (eased: Seat, ease: (limits: Person['limits']) => Partial<Person['limits']> = () => ({})) =>
          people.filter(
            (one) =>
              whyNot({ ...one, limits: { ...one.limits, ...ease(one.limits) } }, eased, aNeed(), aContext()) === null,
          ).length;
        const [proposal] = ask(people, [seat]);
        const adds = [
          could({ ...seat, skills: [{ code: 'log.lifting', level: 2 }] }),
          could({ ...seat, languages: [] }),
          could(seat, ({ maxHoursPerDay }) => ({ maxHoursPerDay: maxHoursPerDay + 2 })),
          could(seat, ({ maxDistanceKm }) => ({ maxDistanceKm: maxDistanceKm * 1.5 })),
        ].map((count) => count - proposal!.eligible);
        expect(proposal!.relax?.adds ?? 0).to.equal(Math.max(...adds));
      }),
      { numRuns: 300 },
    );
  });

  it('expects of somebody new what trials of volunteers found, and learns from each answer', () => {
    expect(chanceOfYes({ offers: 0, accepts: 0 })).to.equal(0.32);
    expect(chanceOfYes({ offers: 10, accepts: 0 })).to.be.below(0.15);
    expect(chanceOfYes({ offers: 10, accepts: 10 })).to.be.within(0.7, 1);
  });
});
