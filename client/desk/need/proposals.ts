import { effect, signal } from '@preact/signals';
import type { Proposal, SeatProposals } from '../../../shared/operations.ts';
import { connection, one, perform } from '../../live.ts';
import { toast } from '../../parts/toasts.tsx';
import { deskWords } from '../../words/desk.ts';
import { needId, task } from '../chosen.ts';
import { standingOf } from '../standing.ts';

/** Who could go to the need in the right pane, as the server last ranked them. */
export const proposed = signal<{ needId: string; seats: SeatProposals[] } | null>(null);
export const proposing = signal(false);
/** Why the list could not be had, or why the last offer was refused. */
export const proposalsRefused = signal<unknown>(null);
export const offerRefused = signal<unknown>(null);
/** People chosen one by one: person id → seat id. */
export const chosenPeople = signal<ReadonlyMap<string, string>>(new Map());
/** The offers made last, while they can still be taken back. */
export const lastOffers = signal<string[]>([]);

const howMany = 20;
let asked = 0;

async function fetchProposals(id: string): Promise<void> {
  const ticket = ++asked;
  proposing.value = true;
  try {
    const answer = await perform('proposePeople', { needId: id, limit: howMany });
    if (ticket !== asked) return;
    proposed.value = answer;
    proposalsRefused.value = null;
    const offered = new Set(answer.seats.flatMap((seat) => seat.people.map(({ personId }) => personId)));
    chosenPeople.value = new Map([...chosenPeople.value].filter(([personId]) => offered.has(personId)));
  } catch (error) {
    if (ticket === asked) proposalsRefused.value = error;
  } finally {
    if (ticket === asked) proposing.value = false;
  }
}

/** Keeps the proposals in step with the need in the right pane; call once. */
export function followProposals(): void {
  let shownId: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const id = needId.value;
    const standing = standingOf(id);
    const wanted = standing !== null && standing.need.status === 'open' && standing.open > 0 && task.value === 'look';
    if (id !== shownId) {
      shownId = id;
      proposed.value = null;
      offerRefused.value = null;
      proposalsRefused.value = null;
      chosenPeople.value = new Map();
    }
    // Anything that may change the ranking is read here, so that the list follows the board.
    const held = proposed.peek()?.seats.flatMap((seat) => seat.people.map(({ personId }) => one('person', personId)));
    void held;
    clearTimeout(timer);
    if (!wanted || connection.value.state === 'offline') return;
    // j and k walk faster than anybody reads.
    timer = setTimeout(() => void fetchProposals(standing.need.id), proposed.peek() === null ? 120 : 400);
  });
}

/** Ranked for a seat and still free as far as this screen knows. */
export function freePeople(seat: SeatProposals): Proposal[] {
  return seat.people.filter(({ personId }) => !isHeld(personId));
}
export const isHeld = (personId: string): boolean => (one('person', personId)?.heldBy ?? null) !== null;

/** The first people for every open place, nobody twice: seat id → people. */
export function firstPeople(seats: readonly SeatProposals[]): Map<string, Proposal[]> {
  const taken = new Set<string>();
  const bySeat = new Map<string, Proposal[]>();
  // The seat with the fewest to choose from chooses first, or a broad seat would take its only person.
  for (const seat of [...seats].sort((a, b) => a.eligible - a.open - (b.eligible - b.open))) {
    const first = freePeople(seat)
      .filter(({ personId }) => !taken.has(personId))
      .slice(0, seat.open);
    for (const { personId } of first) taken.add(personId);
    if (first.length > 0) bySeat.set(seat.seatId, first);
  }
  return bySeat;
}

/** Asks people, seat by seat; offers a way back. What was refused is shown beside the button. */
export async function offerTo(id: string, bySeat: ReadonlyMap<string, readonly string[]>): Promise<void> {
  offerRefused.value = null;
  const made: string[] = [];
  try {
    for (const [seatId, personIds] of bySeat) {
      const { assignmentIds } = await perform('offer', { needId: id, seatId, personIds: [...personIds] });
      made.push(...assignmentIds);
    }
    chosenPeople.value = new Map();
  } catch (error) {
    offerRefused.value = error;
    void fetchProposals(id);
  }
  if (made.length === 0) return;
  lastOffers.value = made;
  const words = deskWords().offers;
  toast(words.offered(made.length), { action: { label: words.undo, run: undoOffers } });
}

/** Withdraws the offers made last, those that can still be. */
export async function undoOffers(): Promise<void> {
  const ids = lastOffers.value;
  lastOffers.value = [];
  try {
    for (const assignmentId of ids) {
      if (one('assignment', assignmentId)?.status === 'offered') await perform('withdrawOffer', { assignmentId });
    }
    if (ids.length > 0) toast(deskWords().offers.undone);
  } catch (error) {
    offerRefused.value = error;
  }
}

/** Asks the first people proposed for the need in the right pane: the big button and the key `o`. */
export async function offerFirst(): Promise<void> {
  const now = proposed.value;
  if (!now || now.needId !== needId.value) return;
  const bySeat = firstPeople(now.seats);
  if (bySeat.size === 0) return;
  await offerTo(
    now.needId,
    new Map([...bySeat].map(([seatId, people]) => [seatId, people.map(({ personId }) => personId)])),
  );
}
