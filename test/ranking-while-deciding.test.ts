import { expect } from 'chai';
import * as fc from 'fast-check';
import { PeopleColumns } from '../server/matching/people-columns.ts';
import { rankPlainly } from '../server/matching/rank-plainly.ts';
import { rankOver } from '../server/people-kept.ts';
import { createRecords } from '../server/rules/view.ts';
import type { Assignment, Person } from '../shared/records.ts';
import { openHouse, type House } from './support/house.ts';
import { aContext, aNeed, aPerson, aSeat, cells, hour, now } from './support/matching.ts';

const person = fc.record({
  id: fc.constantFrom(...'abcdefgh'),
  status: fc.constantFrom('approved' as const, 'approved' as const, 'suspended' as const),
  homeCellId: fc.constantFrom('near', 'middle', 'far', 'unknown'),
  heldBy: fc.constantFrom(null, null, 'a-1'),
  lastOfferedAt: fc.constantFrom(null, now, now - 5 * hour),
  languages: fc.subarray(['cmn', 'yue'] as const),
});
const some = fc.array(person, { maxLength: 8 }).map((given) => given.map((one) => aPerson(one)));
const byId = (people: readonly Person[]): Person[] => [...new Map(people.map((one) => [one.id, one])).values()];

describe('ranking people in the middle of a decision', () => {
  it('ranks as if everybody stood as earlier decisions of the group, and this one, leave them', () => {
    fc.assert(
      fc.property(some, some, some, fc.subarray([...'abcdefgh']), fc.nat(9), (kept, draft, changed, excluded, k) => {
        const below = createRecords();
        for (const [id, centre] of Object.entries(cells))
          below.put({ kind: 'cell', id, name: { en: id }, ring: [], centre, population: 0 });
        for (const one of byId(kept)) below.put(one);
        const records = createRecords(below);
        for (const one of draft) records.put(one);
        const columns = new PeopleColumns(below.all('person'), now);
        const rank = rankOver({ columns }, records, { now, utcOffsetMinutes: 480, prices: undefined });
        const need = aNeed();
        const seat = aSeat({ languages: ['cmn'] });
        const standing = byId([...kept, ...draft, ...changed]);
        const context = aContext({ excluded: new Set(excluded) });
        const plainly = rankPlainly(standing, need, seat, context, k);
        expect(rank(need, seat, k, { changed, excluded })).to.deep.equal(plainly);
        // It leaves the columns as they were: decided again, the same comes out.
        expect(rank(need, seat, k, { changed, excluded })).to.deep.equal(plainly);
      }),
      { numRuns: 400 },
    );
  });

  it('does not ask again whoever said no to the need a moment ago in the same group', () => {
    const below = createRecords();
    below.put({ kind: 'cell', id: 'near', name: { en: 'near' }, ring: [], centre: cells.near!, population: 0 });
    for (const id of ['a', 'b']) below.put(aPerson({ id }));
    const draft = createRecords(below);
    draft.put({ kind: 'assignment', id: 'a-1', needId: 'need-1', personId: 'a', status: 'declined' } as Assignment);
    const columns = new PeopleColumns(below.all('person'), now);
    const rank = rankOver({ columns }, draft, { now, utcOffsetMinutes: 480, prices: undefined });
    const { best, excluded } = rank(aNeed(), aSeat(), 5);
    expect(best.map((one) => one.person.id)).to.deep.equal(['b']);
    expect(excluded).to.deep.equal({ excluded: 1 });
  });
});

describe('proposing from the people kept', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse({ listens: false });
  });
  afterEach(() => house.stop());

  it('proposes somebody from the moment they can be asked until the moment they are held, also after a restart', async () => {
    const { needId } = await house.does('cao', 'reportNeed', {
      incidentId: house.incidentId,
      title: { en: 'Sandbags' },
      category: 'clearance',
      cellId: 'school',
      seats: [{ role: 'anyone', skills: [], credentialCodes: [], languages: [], leads: false, count: 2 }],
    });
    const seatId = house.get('need', needId).seats[0]!.id;
    const proposed = async () => {
      const { seats } = await house.does('cao', 'proposePeople', { needId, limit: 50 });
      return seats[0]!;
    };
    const before = await proposed();
    expect(before.people.length).to.be.greaterThan(1);
    const [first] = before.people;
    await house.does('cao', 'offer', { needId, seatId, personIds: [first!.personId] });
    const after = await proposed();
    expect(after.people.map(({ personId }) => personId)).not.to.include(first!.personId);
    expect(after.excluded.held).to.equal((before.excluded.held ?? 0) + 1);
    const [second] = after.people;
    await house.does(second!.personId, 'setAvailability', { personId: second!.personId, availability: [] });
    expect((await proposed()).excluded.unavailable).to.equal((after.excluded.unavailable ?? 0) + 1);
    const standing = await proposed();
    await house.restart();
    expect(await proposed()).to.deep.equal(standing);
  });
});
