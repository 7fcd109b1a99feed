import { expect } from 'chai';
import * as fc from 'fast-check';
import { benchNow, makeCity, makeNeed, makePeople, seeded } from '../scripts/bench-matching/ranking-people.ts';
import { costOfChoosing, dualsOf } from '../server/matching/choosing.ts';
import { whyNot } from '../server/matching/eligibility.ts';
import { PeopleColumns } from '../server/matching/people-columns.ts';
import { planBoard, stayPoints, whyShort, type PlanRequest } from '../server/matching/plan.ts';
import { rankPeople } from '../server/matching/rank.ts';
import { RowsAsked } from '../server/matching/rows-asked.ts';
import { scorePerson } from '../server/matching/score.ts';
import { packPrices, pricesFrom, samePrices, unpackPrices } from '../server/matching/seat-prices.ts';
import { unmetCost } from '../server/matching/unmet-cost.ts';
import type { Need, Person } from '../shared/records.ts';
import { aContext, aNeed, aPerson, aSeat, hour, now } from './support/matching.ts';

const plan = (people: Person[], needs: Need[], given: Partial<PlanRequest> = {}) =>
  planBoard({
    needs,
    columns: new PeopleColumns(people, now),
    openPlaces: (need) => new Map(need.seats.map((seat) => [seat.id, seat.count])),
    contextOf: () => aContext(),
    ...given,
  });

const sent = (given: ReturnType<typeof plan>) =>
  given.sendings.map(({ needId, personId }) => `${personId} to ${needId}`).sort();

const pump = [{ code: 'eng.pump', level: 2 }];
const aPlumber = (id: string, given: Partial<Person> = {}) => aPerson({ id, skills: pump, ...given });

const person = fc
  .record({
    id: fc.uuid(),
    homeCellId: fc.constantFrom('near', 'middle', 'far'),
    skills: fc.constantFrom([], pump, [{ code: 'eng.pump', level: 4 }]),
    heldBy: fc.constantFrom(null, null, null, 'a-1'),
    accepts: fc.integer({ min: 0, max: 3 }),
  })
  .map((given) => aPerson({ ...given, limits: { ...aPerson().limits, maxDistanceKm: 30 } }));

const need = fc
  .record({
    id: fc.uuid(),
    priority: fc.constantFrom('immediate' as const, 'urgent' as const, 'routine' as const),
    deadlineAt: fc.integer({ min: -2, max: 30 }).map((hours) => now + hours * hour),
    seats: fc
      .record({ skills: fc.constantFrom([], pump), count: fc.integer({ min: 1, max: 3 }), leads: fc.boolean() })
      .map((seat) => [aSeat(seat)]),
  })
  .map((given) => aNeed(given));

/** The least cost over every way there is to send people. */
function leastCost(people: readonly Person[], needs: readonly Need[]): number {
  const left = needs.map((one) => one.seats[0]!.count);
  const send = (at: number): number => {
    if (at === people.length) {
      return left.reduce((sum, places, n) => sum + places * unmetCost(needs[n]!, needs[n]!.seats[0]!, now), 0);
    }
    let least = send(at + 1);
    for (const [n, one] of needs.entries()) {
      const seat = one.seats[0]!;
      if (left[n] === 0 || whyNot(people[at]!, seat, one, aContext()) !== null) continue;
      left[n]! -= 1;
      least = Math.min(least, send(at + 1) - scorePerson(people[at]!, seat, one, aContext()).score);
      left[n]! += 1;
    }
    return least;
  };
  return send(0);
}

describe('planning the whole board', () => {
  it('finds the best of all plans, and says that it is', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 6 }), fc.array(need, { maxLength: 3 }), (people, needs) => {
        const found = plan(people, needs);
        expect(found.objective).to.equal(leastCost(people, needs));
        expect(found.gap).to.equal(0);
        expect(found.certificate).to.deep.equal({ valid: true, objective: found.objective, gap: 0 });
      }),
      { numRuns: 200 },
    );
  });

  it('finds it too when only the best candidate of each seat is listed at first', () => {
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 10, maxLength: 40 }),
        fc.array(need, { minLength: 2, maxLength: 8 }),
        (people, needs) => {
          const all = plan(people, needs, { candidates: 1000 });
          const widened = plan(people, needs, { candidates: 1, rounds: 1000 });
          expect(widened.objective).to.equal(all.objective);
          expect(widened.gap).to.equal(0);
          const cut = plan(people, needs, { candidates: 1, rounds: 0 });
          expect(cut.objective - cut.gap).to.be.at.most(all.objective);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('finds it in a city of thousands, asking only where prices have moved', () => {
    const city = makeCity(6);
    for (let seed = 1; seed <= 2; seed++) {
      const random = seeded(seed);
      const people = [...makePeople(3000, city, seed)];
      const needs = Array.from({ length: 400 }, (_, at) => makeNeed(at, city, random));
      const given = {
        columns: new PeopleColumns(people, benchNow),
        contextOf: () => aContext({ now: benchNow, cellCentre: (id) => city.centres.get(id) }),
      };
      const all = plan(people, needs, { ...given, candidates: 3000 });
      const widened = plan(people, needs, { ...given, candidates: 1, rounds: 1000 });
      expect([widened.objective, widened.gap, widened.certificate.valid]).to.deep.equal([all.objective, 0, true]);
    }
  });

  it('looks again at nobody but those who have become cheaper, and overlooks none of them', () => {
    const [rowCount, personCount] = [4, 160];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const random = seeded(seed);
        const below = (n: number) => Math.floor(random() * n);
        const score = Array.from({ length: rowCount }, () => Array.from({ length: personCount }, () => below(40)));
        const listed = score.map(() => new Set<number>());
        const worth = new Int32Array(personCount);
        const enough = new Float64Array(rowCount).fill(30);
        const asked = new RowsAsked(rowCount, personCount / 32);
        let before: Int32Array | undefined;
        for (let round = 0; round < 20; round++) {
          asked.begin(worth, before);
          before = worth.slice();
          for (let row = 0; row < rowCount; row++) {
            if (random() < 0.3) continue;
            const where = asked.where(row, enough[row]!);
            const missed = [...worth.keys()].filter(
              (p) => !listed[row]!.has(p) && score[row]![p]! - worth[p]! > enough[row]!,
            );
            if (where) for (const p of missed) expect([...where], `seed ${seed}`).to.include(p >> 5);
            const found = missed.slice(0, random() < 0.5 ? 1 : Infinity);
            for (const p of found) listed[row]!.add(p);
            if (found.length === missed.length) asked.all(row, enough[row]!);
          }
          for (let change = below(4); change > 0; change--) worth[below(personCount)] = below(20);
          if (random() < 0.4) enough[below(rowCount)]! += below(5) - 2;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('sends nobody twice, nobody who may not go, and never more than the open places', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 25 }), fc.array(need, { maxLength: 6 }), (people, needs) => {
        const { sendings, short } = plan(people, needs);
        expect(new Set(sendings.map(({ personId }) => personId)).size).to.equal(sendings.length);
        for (const one of needs) {
          const seat = one.seats[0]!;
          const here = sendings.filter(({ needId }) => needId === one.id);
          const missing = short.find(({ needId }) => needId === one.id)?.places ?? 0;
          expect(here.length + missing).to.equal(seat.count);
          for (const { personId, score } of here) {
            const who = people.find(({ id }) => id === personId)!;
            expect(whyNot(who, seat, one, aContext())).to.equal(null);
            expect(score).to.equal(scorePerson(who, seat, one, aContext()).score);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the only specialist for the need that nobody else can meet, even if they are nearer to another', () => {
    const anybody = aNeed({ id: 'anybody' });
    const special = aNeed({ id: 'special', seats: [aSeat({ skills: pump })] });
    const people = [aPlumber('plumber'), aPerson({ id: 'other', homeCellId: 'middle' })];
    expect(sent(plan(people, [anybody, special]))).to.deep.equal(['other to anybody', 'plumber to special']);
  });

  it('meets an immediate need before a routine one, and says that the other is short because people do more good elsewhere', () => {
    const needs = [aNeed({ id: 'routine', priority: 'routine' }), aNeed({ id: 'immediate', priority: 'immediate' })];
    const found = plan([aPerson()], needs);
    expect(sent(found)).to.deep.equal(['p-1 to immediate']);
    expect(found.short).to.deep.equal([{ needId: 'routine', seatId: 's-1', places: 1, filled: 0 }]);
    const columns = new PeopleColumns([aPerson()], now);
    const why = whyShort(columns, needs[0]!, aSeat(), aContext(), 0);
    expect(why).to.deep.equal({ eligible: 1, elsewhere: 1, excluded: {} });
  });

  it('says why nobody can take a seat that stays empty', () => {
    const need = aNeed({ seats: [aSeat({ skills: pump })] });
    const columns = new PeopleColumns([aPerson(), aPlumber('p-2', { heldBy: 'a-1' })], now);
    const { filled } = plan([], [need], { columns }).short[0]!;
    const why = whyShort(columns, need, need.seats[0]!, aContext(), filled);
    expect(why).to.deep.equal({ eligible: 0, elsewhere: 0, excluded: { skill: 1, held: 1 } });
  });

  it('leaves seats alone that are filled or asked for, and is content with an empty board', () => {
    expect(plan([aPerson()], [aNeed()], { openPlaces: () => new Map([['s-1', 0]]) }).sendings).to.deep.equal([]);
    expect(plan([], [aNeed()]).short).to.have.length(1);
    expect(plan([], [])).to.deep.include({ sendings: [], short: [], objective: 0, gap: 0 });
  });

  it('spares the scarce when one need is ranked alone, at the prices of the last plan', () => {
    const people = [
      aPlumber('p-1'),
      aPlumber('p-2'),
      aPerson({ id: 'p-3', homeCellId: 'middle' }),
      aPerson({ id: 'p-4', homeCellId: 'middle' }),
    ];
    const wanted = aNeed({ id: 'wanted', priority: 'immediate', seats: [aSeat({ skills: pump, count: 4 })] });
    const { prices } = plan(people, [wanted]);
    const first = (charged?: typeof prices) =>
      rankPeople(new PeopleColumns(people, now), aNeed(), aSeat(), aContext(), 1, charged).best[0]!.person.id;
    expect(prices.priceOf('eng.pump', 'near')).to.be.above(0);
    expect(prices.priceOf('log.lifting', 'near')).to.equal(0);
    expect(first()).to.equal('p-1');
    expect(first(prices)).to.equal('p-3');
  });

  it('says what choosing somebody else would cost the plan, never more than it does', () => {
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 6 }),
        fc.array(need, { minLength: 1, maxLength: 3 }),
        (people, needs) => {
          const columns = new PeopleColumns(people, now);
          const found = plan(people, needs, { columns });
          const [who] = people;
          const [one] = needs;
          const seat = one!.seats[0]!;
          if (whyNot(who!, seat, one!, aContext()) !== null) return;
          const { score } = scorePerson(who!, seat, one!, aContext());
          const fewer = needs.map((other) =>
            other === one ? { ...other, seats: [{ ...seat, count: seat.count - 1 }] } : other,
          );
          const withThem = leastCost(people.slice(1), fewer) - score;
          const cost = costOfChoosing(dualsOf(found, columns), {
            needId: one!.id,
            seatId: seat.id,
            personId: who!.id,
            score,
          })!;
          expect(found.objective + cost).to.be.at.most(withThem);
          if (found.sendings.some(({ needId, personId }) => needId === one!.id && personId === who!.id))
            expect(cost).to.equal(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('leaves those who are asked where they are asked, unless much is won by asking them elsewhere', () => {
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 5 }),
        fc.array(need, { minLength: 1, maxLength: 3 }),
        fc.nat(4),
        fc.nat(2),
        (people, needs, p, n) => {
          const who = people[p % people.length]!;
          const where = needs[n % needs.length]!;
          fc.pre(whyNot({ ...who, heldBy: null }, where.seats[0]!, where, aContext()) === null);
          const free = people.map((one) => (one === who ? { ...one, heldBy: null } : one));
          const standing = [{ needId: where.id, seatId: where.seats[0]!.id, personId: who.id }];
          const found = plan(free, needs, { standing });
          const stayed = found.sendings.some((one) => one.personId === who.id && one.needId === where.id);
          const cost = found.objective + (stayed ? stayPoints : 0);
          // Never more than the cheapest way to stay costs, and the cheapest of all is only left for that.
          expect(cost).to.be.at.least(leastCost(free, needs));
          expect(cost).to.be.at.most(leastCost(free, needs) + (stayed ? stayPoints : 0));
          for (const { needId, personId, score } of found.sendings) {
            const to = needs.find(({ id }) => id === needId)!;
            const sentOne = free.find(({ id }) => id === personId)!;
            expect(score).to.equal(scorePerson(sentOne, to.seats[0]!, to, aContext()).score);
          }
          expect(found.certificate.valid).to.equal(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('tells the same prices in the form in which they go from thread to thread', () => {
    fc.assert(
      fc.property(
        fc.array(person, { maxLength: 30 }),
        fc.array(need, { minLength: 1, maxLength: 6 }),
        (people, needs) => {
          const { priceTable } = plan(people, needs);
          const [there, here] = [pricesFrom(priceTable), unpackPrices(packPrices(priceTable))];
          for (const code of ['eng.pump', 'log.lifting'])
            for (const cellId of ['near', 'middle', 'far', 'nowhere'])
              expect(here.priceOf(code, cellId)).to.equal(there.priceOf(code, cellId));
          expect(samePrices(packPrices(priceTable), packPrices(priceTable))).to.equal(true);
        },
      ),
    );
  });

  it('asks no price when there is enough of everybody', () => {
    const people = Array.from({ length: 9 }, (_, at) => aPlumber(`p-${at}`));
    expect(plan(people, [aNeed({ seats: [aSeat({ skills: pump })] })]).prices.priceOf('eng.pump', 'near')).to.equal(0);
  });

  it('weighs a place by priority, by how near its deadline is, and by whether it leads', () => {
    const cost = (given: Partial<Need>, leads = false) => unmetCost(aNeed(given), { leads }, now);
    expect(cost({ priority: 'immediate' })).to.be.above(cost({ priority: 'urgent' }));
    expect(cost({ deadlineAt: now - hour })).to.equal(cost({ deadlineAt: now }));
    expect(cost({ deadlineAt: now + hour })).to.be.above(cost({ deadlineAt: now + 9 * hour }));
    expect(cost({}, true)).to.be.above(cost({}));
  });
});
