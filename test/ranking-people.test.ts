import { expect } from 'chai';
import * as fc from 'fast-check';
import { usualCare } from '../shared/care.ts';
import { benchNow, makeCity, makeNeed, makePeople, seeded } from '../scripts/bench-matching/ranking-people.ts';
import { finishAt } from '../server/matching/eligibility.ts';
import { PeopleColumns } from '../server/matching/people-columns.ts';
import { PeopleAt } from '../server/matching/people-at.ts';
import { rankPeople, rankRows } from '../server/matching/rank.ts';
import { nearWays, rankAbove } from '../server/matching/rank-above.ts';
import { rankPlainly } from '../server/matching/rank-plainly.ts';
import { scorePerson, weights } from '../server/matching/score.ts';
import { wayBetween } from '../server/matching/travel.ts';
import type { HeldCredential, Need, Person, Seat } from '../shared/records.ts';
import { aContext, aNeed, aPerson, aSeat, cells, hour, now } from './support/matching.ts';

const skillCodes = ['log.lifting', 'psy.case', 'med.nurse'];
const cellIds = [...Object.keys(cells), 'unknown'];
const ids = Array.from({ length: 12 }, (_, at) => `p-${at}`);
// Few values each, so that limits are met exactly and scores tie.
const moment = fc.integer({ min: -60, max: 40 }).map((halfHours) => now + (halfHours * hour) / 2);
const skill = fc.record({ code: fc.constantFrom(...skillCodes), level: fc.integer({ min: 1, max: 5 }) });
const span = fc
  .tuple(moment, fc.integer({ min: 1, max: 24 }))
  .map(([fromAt, halfHours]) => ({ fromAt, untilAt: fromAt + (halfHours * hour) / 2 }));
const languages = fc.subarray(['cmn', 'yue', 'hak'] as const);

const credential: fc.Arbitrary<HeldCredential> = fc.record({
  id: fc.constant('c-1'),
  code: fc.constantFrom('cn.sw.worker', 'cn.nurse'),
  issuer: fc.constant('issuer'),
  expiresAt: fc.option(moment),
  skillCodes: fc.subarray(skillCodes),
  verifiedAt: fc.option(fc.constant(now - 100 * hour)),
  verifiedBy: fc.constant(null),
});

const person: fc.Arbitrary<Person> = fc
  .record({
    id: fc.constantFrom(...ids),
    status: fc.constantFrom('approved' as const, 'approved' as const, 'approved' as const, 'applied' as const),
    roles: fc.subarray(['volunteer', 'socialWorker', 'coordinator'] as const),
    skills: fc.array(skill, { maxLength: 4 }),
    credentials: fc.array(credential, { maxLength: 3 }),
    languages,
    homeCellId: fc.constantFrom(...cellIds),
    availability: fc.array(span, { maxLength: 4 }),
    limits: fc.record({
      maxDistanceKm: fc.constantFrom(9, 11, 25),
      maxHoursPerDay: fc.constantFrom(1, 4, 7.3, 16),
      minRestHours: fc.constantFrom(0, 1, 8),
      nights: fc.boolean(),
    }),
    heldBy: fc.constantFrom(null, null, null, 'a-1'),
    stints: fc.array(
      fc
        .tuple(span, fc.constantFrom(...cellIds), fc.boolean(), fc.boolean())
        .map(([{ fromAt, untilAt }, cellId, isHard, isNight]) => ({
          assignmentId: 'a-1',
          startAt: fromAt,
          endAt: untilAt,
          cellId,
          ...(isHard ? { isHard } : {}),
          ...(isNight ? { isNight } : {}),
        })),
      { maxLength: 4 },
    ),
    accepts: fc.integer({ min: 0, max: 4 }),
    noShows: fc.integer({ min: 0, max: 2 }),
    lastOfferedAt: fc.option(moment),
  })
  .map((given) => aPerson(given));

const seat: fc.Arbitrary<Seat> = fc
  .record({
    role: fc.constantFrom('anyone' as const, 'anyone' as const, 'volunteer' as const, 'socialWorker' as const),
    skills: fc.uniqueArray(skill, { maxLength: 2, selector: ({ code }) => code }),
    credentialCodes: fc.constantFrom<string[]>([], [], [], ['cn.nurse']),
    languages: fc.oneof(
      { weight: 2, arbitrary: fc.constant<Seat['languages']>([]) },
      { weight: 1, arbitrary: languages },
    ),
  })
  .map((given) => aSeat(given));

const need: fc.Arbitrary<Need> = fc
  .record({
    cellId: fc.constantFrom(...cellIds),
    near: fc.constantFrom(...Object.values(cells)),
    estimatedMinutes: fc.constantFrom(5, 55, 120, 600),
    seats: fc.array(seat, { maxLength: 2 }),
    category: fc.constantFrom('food' as const, 'rescue' as const),
  })
  .map((given) => aNeed(given));

/** What protects everybody: as usual, as little as may be, and as much. */
const protection = fc.constantFrom(
  usualCare,
  { maxHoursPerDay: 4, maxHoursInARow: 2, minRestHours: 12, maxNightHours: 2, maxHardInARow: 1 },
  { maxHoursPerDay: 13, maxHoursInARow: 12, minRestHours: 8, maxNightHours: 8, maxHardInARow: 3 },
);

const question = fc.record({
  care: protection,
  need,
  seat,
  at: moment,
  excluded: fc.subarray(ids, { maxLength: 3 }),
  utcOffsetMinutes: fc.constantFrom(480, 0, -210),
  k: fc.constantFrom(0, 1, 3, 50),
  priced: fc.boolean(),
});

const aStint = (hoursAgo: number) => ({
  assignmentId: 'a-1',
  startAt: now - hoursAgo * hour,
  endAt: now - (hoursAgo - 1) * hour,
  cellId: 'far',
});

const prices = { priceOf: (code: string, cellId: string) => (code.length * 7 + cellId.length * 3) % 11 };

describe('ranking everybody for a seat', () => {
  it('says exactly what asking everybody every rule says, through changes of people and moves in time', () => {
    fc.assert(
      fc.property(
        fc.array(person, { maxLength: 12 }),
        fc.array(fc.tuple(question, fc.array(person, { maxLength: 3 })), { minLength: 1, maxLength: 5 }),
        (atFirst, steps) => {
          const people = new Map(atFirst.map((one) => [one.id, one]));
          const columns = new PeopleColumns(people.values(), now);
          for (const [{ need, seat, at, excluded, utcOffsetMinutes, care, k, priced }, changed] of steps) {
            const context = aContext({ now: at, excluded: new Set(excluded), utcOffsetMinutes, care });
            columns.protectBy(care);
            const charged = priced ? prices : undefined;
            const said = rankPeople(columns, need, seat, context, k, charged);
            const right = rankPlainly(people.values(), need, seat, context, k, charged);
            expect(said.best.map((ranked) => [ranked.person.id, ranked.score])).to.deep.equal(
              right.best.map((ranked) => [ranked.person.id, ranked.score]),
            );
            expect(said.excluded).to.deep.equal(right.excluded);
            expect(said.eligible).to.equal(right.eligible);
            for (const one of changed) {
              people.set(one.id, one);
              columns.setPerson(one);
            }
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('says the same of those who score enough, looked for from the nearest on', () => {
    const worthOf = fc.array(fc.constantFrom(0, 0, 3, 20), { minLength: ids.length, maxLength: ids.length });
    fc.assert(
      fc.property(
        fc.array(person, { maxLength: 12 }),
        fc.array(fc.tuple(question, worthOf, fc.option(fc.integer({ min: -60, max: 20 }))), {
          minLength: 1,
          maxLength: 4,
        }),
        moment,
        protection,
        (given, questions, at, care) => {
          const columns = new PeopleColumns(given, now, care);
          columns.moveTo(at);
          const people = new PeopleAt(columns, at);
          for (const [{ need, seat, excluded, utcOffsetMinutes, k, priced }, worths, least] of questions) {
            const context = aContext({ now: at, excluded: new Set(excluded), utcOffsetMinutes, care });
            const worth = priced ? Int32Array.from(columns.people, ({ id }) => worths[ids.indexOf(id)]!) : null;
            people.priceAt(worth);
            const ways = nearWays(people, need, context);
            const right = rankRows(columns, need, seat, context, ids.length, worth);
            // As often as not the very score that somebody has.
            for (const enough of [
              least ?? -Infinity,
              right.scores[right.scores.length >> 1] ?? 0,
              right.scores[0] ?? 0,
            ]) {
              const said = rankAbove(people, need, seat, context, ways, k, enough);
              const found = [...right.rows.entries()].filter(([i]) => right.scores[i]! >= enough);
              expect([...said.rows]).to.deep.equal(found.slice(0, k).map(([, row]) => row));
              expect([...said.scores]).to.deep.equal(found.slice(0, k).map(([i]) => right.scores[i]));
              if (said.isAll) expect(found.length).to.be.at.most(k);
              expect(rankAbove(people, need, seat, context, ways, k, enough, Int32Array.of(0))).to.deep.equal(said);
            }
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('looks from the nearest on for somebody who is the best there can be, and leaves out who had two hard ones in a row', () => {
    const best = aPerson({ accepts: 1000, stints: [{ ...aStint(30), cellId: 'near' }] });
    const tired = aPerson({
      id: 'p-2',
      stints: [20, 10].map((hoursAgo) => ({ ...aStint(hoursAgo), isHard: true })),
    });
    const columns = new PeopleColumns([best, tired], now);
    const people = new PeopleAt(columns, now);
    const hard = aNeed({ category: 'rescue' });
    for (const [need, ids] of [
      [aNeed(), ['p-1', 'p-2']],
      [hard, ['p-1']],
    ] as const) {
      const ways = nearWays(people, need, aContext());
      const found = rankAbove(people, need, aSeat(), aContext(), ways, 5, -Infinity);
      expect(Array.from(found.rows, (row) => columns.people[row]!.id)).to.deep.equal(ids);
      const [highest] = found.scores;
      expect(rankAbove(people, need, aSeat(), aContext(), ways, 5, highest!).rows).to.have.length(1);
    }
  });

  it('says it of thousands looked for from the nearest on, in a city and where some have moved house', () => {
    const city = makeCity(9);
    const random = seeded(4);
    const people = [...makePeople(9000, city, 2)];
    const columns = new PeopleColumns(people, benchNow);
    for (let moved = 0; moved < 300; moved++) {
      const at = Math.floor(random() * people.length);
      columns.setPerson({ ...people[at]!, homeCellId: city.cellIds[Math.floor(random() * 81)]! });
    }
    for (let hours = 0; hours < 12; hours += 3) {
      const at = benchNow + hours * hour;
      columns.moveTo(at);
      const here = new PeopleAt(columns, at);
      const worth = Int32Array.from(columns.people, () => Math.max(0, Math.floor(random() * 60) - 20));
      for (let asked = 0; asked < 30; asked++) {
        const need = makeNeed(asked, city, random);
        const seat = need.seats[asked % 2]!;
        const excluded = new Set(Array.from({ length: 20 }, () => people[Math.floor(random() * people.length)]!.id));
        const context = aContext({ now: at, excluded, cellCentre: (id) => city.centres.get(id) });
        const ways = nearWays(here, need, context);
        const all = rankRows(columns, need, seat, context, columns.size, worth);
        for (const [k, enough] of [
          [20, -Infinity],
          [20, -5],
          [9000, -20],
        ] as const) {
          here.priceAt(worth);
          const said = rankAbove(here, need, seat, context, ways, k, enough);
          const right = [...all.rows].filter((_, i) => all.scores[i]! >= enough);
          expect([...said.rows]).to.deep.equal(right.slice(0, k));
        }
      }
    }
  });

  it('says it of thousands, too, some of whom have moved house', () => {
    const city = makeCity(4);
    const random = seeded(3);
    const people = [...makePeople(3000, city, 1)];
    const columns = new PeopleColumns(people, benchNow);
    for (let moved = 0; moved < 300; moved++) {
      const at = Math.floor(random() * people.length);
      people[at] = { ...people[at]!, homeCellId: city.cellIds[Math.floor(random() * 16)]! };
      columns.setPerson(people[at]);
    }
    for (let at = 0; at < 60; at++) {
      const need = makeNeed(at, city, random);
      const context = aContext({ now: benchNow + at * hour, cellCentre: (id) => city.centres.get(id) });
      const said = rankPeople(columns, need, need.seats[at % 2]!, context, 20);
      expect(said).to.deep.equal(rankPlainly(people, need, need.seats[at % 2]!, context, 20));
    }
  });

  it('says it of thousands whose own limits lie at the very figures asked for, and change', () => {
    const city = makeCity(3);
    const random = seeded(5);
    const people = [...makePeople(2000, city, 2)];
    const columns = new PeopleColumns(people, benchNow);
    for (let at = 0; at < 40; at++) {
      const need = makeNeed(at, city, random);
      const seat = aSeat();
      const context = aContext({ now: benchNow + at * hour, cellCentre: (id) => city.centres.get(id) });
      for (let changed = 0; changed < 400; changed++) {
        const row = Math.floor(random() * people.length);
        const person = people[row]!;
        const way = wayBetween(city.centres.get(person.homeCellId)!, need.near);
        const near = () => Math.floor(random() * 3) - 1;
        const untilAt = finishAt(need, context, way.minutes) + near();
        people[row] = {
          ...person,
          status: 'approved',
          availability: [{ fromAt: context.now - hour, untilAt }],
          limits: { ...person.limits, maxDistanceKm: way.km + near() / 1000 },
        };
        columns.setPerson(people[row]);
      }
      const said = rankPeople(columns, need, seat, context, 20);
      expect(said).to.deep.equal(rankPlainly(people, need, seat, context, 20));
    }
  });

  it('puts people with equal scores in the order of their ids, whatever order they came in', () => {
    const people = ['p-3', 'p-1', 'p-4', 'p-2'].map((id) => aPerson({ id }));
    const { best } = rankPeople(new PeopleColumns(people, now), aNeed(), aSeat(), aContext(), 3);
    expect(best.map((ranked) => ranked.person.id)).to.deep.equal(['p-1', 'p-2', 'p-3']);
  });

  it('counts everybody once: as eligible or for the first reason', () => {
    const people = [
      aPerson(),
      aPerson({ id: 'p-2', heldBy: 'a-1' }),
      aPerson({ id: 'p-3', homeCellId: 'far', heldBy: 'a-1' }),
    ];
    const { eligible, excluded } = rankPeople(new PeopleColumns(people, now), aNeed(), aSeat(), aContext(), 10);
    expect({ eligible, excluded }).to.deep.equal({ eligible: 1, excluded: { held: 1, distance: 1 } });
  });

  it('prefers, all else equal, the nearer, the rested, the one not just asked, and the one who keeps promises', () => {
    const score = (given: Partial<Person>) => scorePerson(aPerson(given), aSeat(), aNeed(), aContext()).score;
    const plain = score({});
    expect(score({ homeCellId: 'middle' })).to.be.below(plain);
    expect(
      score({ stints: [{ assignmentId: 'a', startAt: now - 3 * hour, endAt: now - hour, cellId: 'far' }] }),
    ).to.be.below(plain);
    expect(score({ lastOfferedAt: now - hour })).to.be.below(plain);
    expect(score({ lastOfferedAt: now - weights.loadHours * hour })).to.equal(plain);
    expect(score({ accepts: 5 })).to.be.above(plain);
    expect(score({ accepts: 5, noShows: 5 })).to.be.below(plain);
    expect(
      score({ stints: [{ assignmentId: 'a', startAt: now - 50 * hour, endAt: now - 49 * hour, cellId: 'near' }] }),
    ).to.be.above(plain);
  });

  it('gives a score that is the sum of whole points, each term shown', () => {
    const { score, terms } = scorePerson(
      aPerson({
        skills: [{ code: 'log.lifting', level: 4 }],
        homeCellId: 'middle',
        accepts: 3,
        noShows: 1,
        lastOfferedAt: now - 5 * hour,
      }),
      aSeat({ skills: [{ code: 'log.lifting', level: 1 }] }),
      aNeed(),
      aContext(),
    );
    expect(terms.map(({ term }) => term)).to.deep.equal([
      'travel',
      'level',
      'fatigue',
      'load',
      'continuity',
      'trust',
      'language',
      'local',
    ]);
    expect(terms.every(({ points }) => Number.isSafeInteger(points))).to.equal(true);
    expect(score).to.equal(terms.reduce((sum, { points }) => sum + points, 0));
  });
});
