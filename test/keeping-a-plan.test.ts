import { expect } from 'chai';
import * as fc from 'fast-check';
import { PeopleColumns } from '../server/matching/people-columns.ts';
import { keepPlan } from '../server/matching/live-plan.ts';
import { planBoard, type PlanRequest } from '../server/matching/plan.ts';
import type { Need, Person } from '../shared/records.ts';
import { aContext, aNeed, aPerson, aSeat, hour, now } from './support/matching.ts';

const pump = [{ code: 'eng.pump', level: 2 }];
const random = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

/** A board that changes at random, and all that a plan of it is made from. */
function aBoard(next: () => number, size: { people: number; needs: number }) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const needs = new Map<string, Need>();
  const excluded = new Map<string, Set<string>>();
  const people = new Map<string, Person>();
  let standing: { needId: string; seatId: string; personId: string }[] = [];
  let made = 0;
  const someone = (id: string): Person =>
    aPerson({
      id,
      homeCellId: pick(['near', 'middle', 'far']),
      skills: pick([[], [], pump, [{ code: 'eng.pump', level: 4 }]]),
      heldBy: pick([null, null, null, 'a-1']),
      accepts: Math.floor(next() * 4),
      offers: 4,
      limits: { ...aPerson().limits, maxDistanceKm: pick([5, 30]) },
    });
  const something = (id: string): Need =>
    aNeed({
      id,
      priority: pick(['immediate', 'urgent', 'routine']),
      deadlineAt: now + Math.floor(next() * 30) * hour,
      estimatedMinutes: pick([60, 240]),
      seats: [
        aSeat({ id: 's-1', count: 1 + Math.floor(next() * 3), skills: pick([[], pump]) }),
        ...(next() < 0.4 ? [aSeat({ id: 's-2', leads: true })] : []),
      ],
    });
  for (let i = 0; i < size.people; i++) people.set(`p-${i}`, someone(`p-${i}`));
  for (let i = 0; i < size.needs; i++) needs.set(`n-${i}`, something(`n-${i}`));
  const columns = new PeopleColumns(people.values(), now);
  const request = (): PlanRequest => ({
    needs: [...needs.values()],
    columns,
    openPlaces: (need) => new Map(need.seats.map(({ id, count }) => [id, count])),
    contextOf: ({ id }) => aContext({ excluded: new Set(excluded.get(id)) }),
    candidates: 3,
    rounds: 100,
    standing,
  });
  /** Something happens, of a kind or of any. Returns what a live plan is told of it. */
  function event(ofKind?: number) {
    const told = { needs: [] as Need[], gone: [] as string[], people: [] as string[], standing };
    const needId = pick([...needs.keys(), 'n-x']);
    const personId = pick([...people.keys()]);
    const need = needs.get(needId);
    const put = (one: Need) => {
      needs.set(one.id, one);
      told.needs.push(one);
    };
    const join = (one: Person) => {
      people.set(one.id, one);
      columns.setPerson(one);
      told.people.push(one.id);
    };
    const kind = ofKind ?? Math.floor(next() * 9);
    if (kind === 0 || !need) put(something(`m-${made++}`));
    else if (kind === 1 && needs.size > 2) {
      needs.delete(needId);
      standing = standing.filter((one) => one.needId !== needId);
      told.gone.push(needId);
    } else if (kind === 2)
      put({ ...need, seats: need.seats.map((seat) => ({ ...seat, count: Math.floor(next() * 5) })) });
    else if (kind === 3) put({ ...need, priority: pick(['immediate', 'routine']), deadlineAt: now + hour });
    else if (kind === 4) put({ ...something(needId), seats: need.seats });
    else if (kind === 5) {
      const no = excluded.get(needId) ?? new Set();
      if (no.has(personId)) no.delete(personId);
      else no.add(personId);
      excluded.set(needId, no);
      put(need);
    } else if (kind === 6) join(someone(`q-${made++}`));
    else if (kind === 7) {
      standing = standing.filter((one) => one.personId !== personId);
      const one = { ...people.get(personId)!, heldBy: null };
      join(one);
      if (next() < 0.7) standing = [...standing, { needId, seatId: need.seats[0]!.id, personId }];
    } else join({ ...someone(personId), availability: pick([[], aPerson().availability]) });
    told.standing = standing;
    return told;
  }
  return { request, event };
}

describe('keeping a plan', () => {
  it('is after every event as good as a plan from scratch, and proves it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (seed) => {
        const board = aBoard(random(seed), { people: 40, needs: 8 });
        const live = keepPlan(board.request(), planBoard(board.request()));
        for (let step = 0; step < 40; step++) {
          expect(live.change(board.event()), 'small enough').to.equal(true);
          const kept = live.plan();
          const anew = planBoard(board.request());
          expect(kept.certificate.valid, `certified after ${step} of ${seed}`).to.equal(true);
          expect([kept.gap, kept.objective], `after ${step} of ${seed}`).to.deep.equal([0, anew.objective]);
          const places = (plan: typeof kept) => plan.short.reduce((sum, one) => sum + one.places, 0);
          expect(places(kept)).to.equal(places(anew));
          expect(kept.sendings.length).to.equal(anew.sendings.length);
        }
      }),
      { numRuns: Number(process.env['PLAN_RUNS'] ?? 25) },
    );
  });

  it('lets go of what closed long ago, and is as good as a plan from scratch before and after', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (seed) => {
        const next = random(seed);
        const board = aBoard(next, { people: 30, needs: 6 });
        const live = keepPlan(board.request(), planBoard(board.request()));
        let held = live.plan().rows.length;
        let timesFewer = 0;
        for (let step = 0; step < 90; step++) {
          for (let day = 0; day < 3; day++) live.change(board.event(next() < 0.7 ? 4 : undefined));
          const kept = live.plan();
          const anew = planBoard(board.request());
          expect(kept.certificate.valid, `certified after ${step} of ${seed}`).to.equal(true);
          expect([kept.gap, kept.objective], `after ${step} of ${seed}`).to.deep.equal([0, anew.objective]);
          if (kept.rows.length < held) timesFewer++;
          held = kept.rows.length;
          expect(held).to.be.at.most(2 * anew.rows.length + 64 + 6);
        }
        expect(timesFewer).to.be.above(0);
      }),
      { numRuns: Number(process.env['PLAN_RUNS'] ?? 25) },
    );
  });

  it('says when planning anew is less work', () => {
    const board = aBoard(random(7), { people: 3000, needs: 1200 });
    const request = { ...board.request(), candidates: 24, rounds: 1 };
    const live = keepPlan(request, planBoard(request));
    const people = request.columns.people.map(({ id }) => id);
    expect(live.change({ needs: [], gone: [], people, standing: [] })).to.equal(false);
  });
});
