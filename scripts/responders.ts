import type { GivenInput } from '../shared/operations.ts';
import { Refusal } from '../shared/problem.ts';
import { declineReasons, troubles, type Assignment, type Need } from '../shared/records.ts';
import type { ActorRef, Door } from './replay/door.ts';
import type { Pace } from './replay/pace.ts';
import type { Picture } from './replay/picture.ts';
import { seeded, type Draw } from './scenario/seeded.ts';

/** Simulated responders: each answers, sets out, arrives and finishes, now and then late, in trouble or not at all. */

type PocketName = 'acceptOffer' | 'declineOffer' | 'setOut' | 'checkIn' | 'checkOut' | 'release' | 'reportTrouble';
/** Something done with a phone, so many minutes after the assignment came to stand as it does. */
export type Deed = {
  [N in PocketName]: { operation: N; input: GivenInput<N>; afterMinutes: number };
}[PocketName];

/**
 * What the person does next about an assignment that stands as given, in order. Nothing: they stay silent, or it is over.
 * The same seed and assignment give the same deeds.
 */
export function deedsFor(
  assignment: Pick<Assignment, 'id' | 'personId' | 'status' | 'travelMinutes'>,
  need: Pick<Need, 'priority' | 'estimatedMinutes' | 'near'>,
  seed: string,
): Deed[] {
  const { id: assignmentId, status } = assignment;
  const draw = seeded(`${seed}:${assignmentId}:${status}`);
  switch (status) {
    case 'offered':
      return answers(assignmentId, temperOf(assignment.personId, seed), need.priority, draw);
    case 'accepted':
      if (draw.chance(0.02)) return [];
      if (draw.chance(0.03))
        return [{ operation: 'release', input: { assignmentId, reason: '家里进水了' }, afterMinutes: draw.int(3, 15) }];
      return [{ operation: 'setOut', input: { assignmentId }, afterMinutes: draw.int(2, 12) }];
    case 'enRoute':
      return arrival(assignment, need, draw);
    case 'checkedIn':
      return work(assignmentId, need, draw);
    default:
      return [];
  }
}

/** How ready somebody is to say yes, 0 to 1; the same for every offer they get. */
const temperOf = (personId: string, seed: string): number => seeded(`${seed}:${personId}`).between(0.45, 0.95);

function answers(assignmentId: string, temper: number, priority: Need['priority'], draw: Draw): Deed[] {
  const afterMinutes = priority === 'immediate' ? draw.int(1, 4) : draw.int(1, 11);
  if (draw.chance(priority === 'immediate' ? Math.sqrt(temper) : temper))
    return [{ operation: 'acceptOffer', input: { assignmentId }, afterMinutes }];
  // Of those who do not come, two in five never look at their phone.
  if (draw.chance(0.4)) return [];
  return [{ operation: 'declineOffer', input: { assignmentId, reason: draw.pick(declineReasons) }, afterMinutes }];
}

function arrival(
  { id: assignmentId, travelMinutes }: Pick<Assignment, 'id' | 'travelMinutes'>,
  { near }: Pick<Need, 'near'>,
  draw: Draw,
): Deed[] {
  if (draw.chance(0.01)) return [];
  const onTheWay = Math.max(3, Math.round(travelMinutes * draw.between(0.8, 1.3)));
  const point = { lon: near.lon + draw.between(-0.001, 0.001), lat: near.lat + draw.between(-0.001, 0.001) };
  const arrive = (afterMinutes: number): Deed => ({
    operation: 'checkIn',
    input: { assignmentId, how: { by: 'place', point, accuracyM: draw.int(8, 60) } },
    afterMinutes,
  });
  if (!draw.chance(0.06)) return [arrive(onTheWay)];
  const trouble = draw.pick(['late', 'cannotFind'] as const);
  return [
    { operation: 'reportTrouble', input: { assignmentId, trouble }, afterMinutes: onTheWay },
    arrive(onTheWay + draw.int(10, 40)),
  ];
}

function work(assignmentId: string, { estimatedMinutes }: Pick<Need, 'estimatedMinutes'>, draw: Draw): Deed[] {
  const minutes = Math.max(5, Math.round(estimatedMinutes * draw.between(0.6, 1.25)));
  const finish: Deed = { operation: 'checkOut', input: { assignmentId }, afterMinutes: minutes };
  if (!draw.chance(0.05)) return [finish];
  const onScene = troubles.filter((trouble) => trouble !== 'late' && trouble !== 'cannotFind');
  const trouble = draw.pick(onScene);
  return [
    { operation: 'reportTrouble', input: { assignmentId, trouble }, afterMinutes: Math.ceil(minutes / 2) },
    finish,
  ];
}

export interface RespondersParts {
  door: Door;
  pace: Pace;
  picture: Picture;
  seed: string;
  /** What people do, where it is not the usual; called once for each status that an assignment comes to. */
  deedsFor?: (assignment: Assignment, need: Need) => Deed[];
  /** A yes is given also when the window has ended in the meantime. */
  answersLate?: boolean;
  /** Whose phone is in a real hand: nothing is done for them. */
  isHuman?: (personId: string) => boolean;
  /** A coordinator who puts in for everybody what they say on the telephone; without, each acts on a phone of their own. */
  onTheTelephoneTo?: ActorRef;
}

/** Lets everybody who is asked act, from what is heard: offers of simulated and of real coordinators alike. */
export function simulateResponders(parts: RespondersParts): void {
  const { door, pace, picture, seed, isHuman = () => false, onTheTelephoneTo } = parts;
  const deeds = parts.deedsFor ?? ((assignment: Assignment, need: Need) => deedsFor(assignment, need, seed));
  const seen = new Set<string>();
  picture.onHeard((record) => {
    if (record.kind !== 'assignment' || isHuman(record.personId)) return;
    const need = picture.need(record.needId);
    const state = `${record.id}:${record.status}`;
    if (!need || seen.has(state)) return;
    seen.add(state);
    for (const deed of deeds(record, need)) {
      pace.at(pace.now() + deed.afterMinutes * 60_000, async () => {
        // The phone shows what has become of it in the meantime, so nobody presses a button that is gone.
        const status = picture.assignment(record.id)?.status;
        const isLate = parts.answersLate === true && status === 'expired' && deed.operation === 'acceptOffer';
        if (status !== record.status && !isLate) return;
        const { operation, input } = onTheTelephoneTo ? toldOf(deed) : deed;
        await unlessRefused(door.perform(operation, input, onTheTelephoneTo ?? { personId: record.personId }));
      });
    }
  });
}

/** Nobody's place is known over the telephone. */
const toldOf = (deed: Deed): Deed =>
  deed.operation === 'checkIn' ? { ...deed, input: { ...deed.input, how: { by: 'coordinator' } } } : deed;

/** Somebody else was quicker: that is told to the person, counted by the door, and no reason to stop. */
export async function unlessRefused<T>(performed: Promise<T>): Promise<T | null> {
  try {
    return await performed;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
