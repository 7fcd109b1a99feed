import type { Actor } from '../../server/rules/rule.ts';
import type { Need, Seat } from '../../shared/records.ts';
import { frameFor } from '../../server/frames.ts';
import { audienceOf } from '../../server/rules/visibility.ts';
import type { Shown } from '../../shared/board.ts';
import { openHouse, type House } from './house.ts';
import { breaches, misshapen } from './invariants.ts';
import { expect } from 'chai';

const generic: Omit<Seat, 'id'> = {
  role: 'volunteer',
  count: 4,
  skills: [],
  credentialCodes: [],
  languages: [],
  leads: false,
};
const leading: Omit<Seat, 'id'> = { ...generic, role: 'anyone', count: 1, leads: true };

/** An open need with a seat that leads (s1) and four more (s2). */
export async function openNeed(house: House, more: object = {}): Promise<Need> {
  const { needId } = await house.does('cao', 'reportNeed', {
    title: { en: 'Clear the stairs', zh: '清理楼道' },
    category: 'clearance',
    point: { lon: 121.512, lat: 28.613 },
    seats: [leading, generic],
    ...more,
  });
  return house.get('need', needId);
}

/** The person committed on the need's seat; the id of the assignment. */
export async function commit(house: House, need: Need, seatId: string, personId: string): Promise<string> {
  const { assignmentIds } = await house.does('cao', 'offer', { needId: need.id, seatId, personIds: [personId] });
  const assignmentId = assignmentIds[0]!;
  await house.does(personId, 'acceptOffer', { assignmentId });
  return assignmentId;
}

/** Committed and on scene. */
export async function onScene(house: House, need: Need, seatId: string, personId: string): Promise<string> {
  const assignmentId = await commit(house, need, seatId, personId);
  await house.does(personId, 'checkIn', { assignmentId, how: { by: 'place' } });
  return assignmentId;
}

/** What somebody's screen shows of a record now, fetched afresh. */
export function seen(house: House, who: string | Actor, place: 'desk' | 'go', kind: Shown['kind'], id: string) {
  const actor = typeof who === 'string' ? house.as(who) : who;
  const { puts } = frameFor(house.muster.board.spine, audienceOf(actor, place), 0);
  return puts.find((put) => put.kind === kind && put.id === id) as Record<string, unknown> | undefined;
}

/** A house per test, in which what must always hold is looked at in the end. Nothing listens. */
export function houseForEach(): () => House {
  let house: House;
  beforeEach(async () => {
    house = await openHouse({ listens: false });
  });
  afterEach(async () => {
    const wrong = [...breaches(house.muster.board.spine.sight.view), ...house.log];
    const shapes = misshapen(
      (
        [
          'need',
          'assignment',
          'person',
          'alert',
          'whereabouts',
          'watch',
          'escalation',
          'rollCall',
          'headcount',
          'walkUp',
          'serviceRecord',
        ] as const
      ).flatMap((kind) => house.all(kind)),
    );
    await house.stop();
    expect(wrong, 'what must always hold').to.deep.equal([]);
    expect(shapes, 'records as the contract has them').to.deep.equal([]);
  });
  return () => house;
}
