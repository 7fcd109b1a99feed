import { computed, signal } from '@preact/signals';
import { isEnded, isHolding } from '../../shared/lifecycle.ts';
import type { GivenInput, WriteName } from '../../shared/operations.ts';
import type { Assignment, Need } from '../../shared/records.ts';
import type { Words } from '../../shared/shapes.ts';
import { actor, all, connection, nowAt, one, second } from '../live.ts';
import type { Outbox, Sent, Waiting } from '../outbox.ts';
import { startOutbox } from '../sending.ts';
import { onLine } from './heard.ts';
import { asIfDone, withUnsentAvailability, type Unsent } from './as-if-done.ts';

/** What the signed-in person has on the board, with the steps of this phone that are still on their way already in it. */

/** Somebody on the same need, as far as those who share it may know them. */
export interface TeamMate {
  personId: string;
  name: Words;
  role: string;
  status: Assignment['status'];
  /** Told to the lead alone. */
  assignmentId?: string;
  silentSinceAt?: number | null;
  headcountId?: string | null;
}

/** A need as a responder is shown it: more of it once they have said yes, only its title once it is over for them. */
export type OwnNeed = Partial<Need> &
  Pick<Need, 'id'> & {
    team?: TeamMate[];
    /** Whether a place is open to this person if they say yes now. */
    lacks?: boolean;
  };

let opened: Outbox | undefined;
/** The outbox of this page; made on the first use, which must come after `goLive`. */
export const outbox = (): Outbox => (opened ??= startOutbox('go'));

// The answer to a step may arrive before the frame that shows it: until then the step still counts as unsent.
const answered = signal<Unsent[]>([]);
const frameIsDueMs = 2000;

/**
 * Takes a step: kept on the phone first, then sent once, now or when there is signal again. Answers null for
 * the second tap of a double tap: the step is on its way already.
 */
export async function take<N extends WriteName>(name: N, input: GivenInput<N>): Promise<Sent<N> | null> {
  if (unsent.value.some((known) => known.name === name && sameDeed(known.input, input))) return null;
  const step: Unsent = { name, input, savedAt: nowAt() };
  const sent = await outbox().send(name, input);
  if (sent.state === 'done') {
    answered.value = [...answered.value, step];
    setTimeout(() => (answered.value = answered.value.filter((other) => other !== step)), frameIsDueMs);
  }
  return sent;
}

/** Checks in at a desk by its code, or out where somebody is on scene. */
export function takeAtDesk({ id, status }: Assignment, code: string): void {
  const at = Math.round(nowAt());
  void (status === 'checkedIn'
    ? take('checkOut', { assignmentId: id, code, at })
    : take('checkIn', { assignmentId: id, how: { by: 'desk', code }, at }));
}

const patienceMs = 3000;

/** The same deed, whenever it was tapped. */
const sameDeed = (one: object, other: object): boolean =>
  JSON.stringify({ ...one, at: 0 }) === JSON.stringify({ ...other, at: 0 });

/** Steps of one assignment that have not been seen done yet. */
export const unsentSteps = (assignmentId: string): Unsent[] =>
  unsent.value.filter(({ input }) => input['assignmentId'] === assignmentId);

/** Whether a step waits for signal. With signal it is gone in a moment, and saying that it waits would only flicker. */
export const waitsForSignal = (step: Waiting): boolean =>
  !onLine.value || connection.value.state !== 'live' || second.value - step.madeAt > patienceMs;

/** Steps of one assignment that wait for signal. */
export const waitingSteps = (assignmentId: string): Waiting[] =>
  outbox().waiting.value.filter(
    (step) => (step.input as { assignmentId?: string }).assignmentId === assignmentId && waitsForSignal(step),
  );

/** The person signed in here, or null. */
export const personId = computed(() => (actor.value?.kind === 'person' ? actor.value.personId : null));

const unsent = computed<Unsent[]>(() => [
  ...answered.value,
  ...outbox()
    .waiting.value.filter((item) => item.as === personId.value)
    .map((item) => ({ name: item.name, input: item.input as Record<string, unknown>, savedAt: item.madeAt })),
]);

/** The person's own record, with the times they have just set. */
export const person = computed(() => {
  const mine = one('person', personId.value);
  return mine && withUnsentAvailability(mine, unsent.value);
});

/** The person's assignments, newest first. */
export const assignments = computed(() =>
  all('assignment')
    .filter((assignment) => assignment.personId === personId.value)
    .map((assignment) => asIfDone(assignment, unsent.value))
    .sort((a, b) => b.offeredAt - a.offeredAt),
);

const waitsItsTurn = computed(() => {
  const { heldNextBy } = person.value ?? {};
  return assignments.value.find((assignment) => assignment.id === heldNextBy && isHolding(assignment));
});

/** The offer or task that the person is held by now. */
export const held = computed(
  () =>
    assignments.value.find((assignment) => isHolding(assignment) && assignment !== waitsItsTurn.value) ??
    waitsItsTurn.value,
);

/** What they are asked for or have promised after that. */
export const next = computed(() => (waitsItsTurn.value === held.value ? undefined : waitsItsTurn.value));

/** Needs this person stands by for: free for anything else, and called up when somebody drops out. */
export const standbys = computed(() => assignments.value.filter(({ status }) => status === 'standby'));

/** What is over, the last that ended first. */
export const ended = computed(() =>
  assignments.value.filter(isEnded).sort((a, b) => (b.endedAt ?? b.offeredAt) - (a.endedAt ?? a.offeredAt)),
);

/** The need of an assignment, as far as it may be seen. */
export const needOf = (assignment: Assignment): OwnNeed | undefined =>
  one('need', assignment.needId) as OwnNeed | undefined;

/** Whether some incident is open at all. */
export const anyIncident = computed(() => all('incident').some((incident) => incident.status === 'open'));
