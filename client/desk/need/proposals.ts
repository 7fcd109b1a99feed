import { effect, signal } from '@preact/signals';
import type { Output } from '../../../shared/operations.ts';
import { connection, one, perform } from '../../live.ts';
import { toast } from '../../parts/toasts.tsx';
import { deskWords } from '../../words/desk.ts';
import { needId, task } from '../chosen.ts';
import { standingOf } from '../standing.ts';

/** Asking goes on by itself unless the desk says otherwise; nobody is kept waiting in vain. */
const usualAsking = { automatic: true, standby: false };
/** How the first wave of a need is to go on, chosen before anything was asked. */
export const firstAsking = signal(usualAsking);

/** Who could go to the need in the right pane, as the server last ranked them. */
export const proposed = signal<Output<'proposePeople'> | null>(null);
export const proposing = signal(false);
/** Why the list could not be had, or why the last offer was refused. */
export const proposalsRefused = signal<unknown>(null);
export const offerRefused = signal<unknown>(null);
/** People chosen one by one: person id → seat id. */
export const chosenPeople = signal<ReadonlyMap<string, string>>(new Map());
/** What was asked last, a wave or people one by one, while it can still be taken back. */
const lastAsked = signal<{ waveId?: string; assignmentIds: string[] }>({ assignmentIds: [] });

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
    const wanted =
      standing !== null && standing.need.status === 'open' && standing.lacking > 0 && task.value === 'look';
    if (id !== shownId) {
      shownId = id;
      proposed.value = null;
      offerRefused.value = null;
      proposalsRefused.value = null;
      chosenPeople.value = new Map();
      firstAsking.value = usualAsking;
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

/** Held by an offer or a task, as far as this screen knows. */
export const isHeld = (personId: string): boolean => (one('person', personId)?.heldBy ?? null) !== null;

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
  if (made.length > 0) tellAsked({ assignmentIds: made });
}

export interface WaveChosen {
  seatId?: string;
  quota?: number;
  answerWithinMinutes?: number;
}

/** Opens a wave for the need in the right pane: the big button and the key `o`. */
export async function openWave(chosen: WaveChosen = {}): Promise<void> {
  const id = needId.value;
  const standing = standingOf(id);
  if (id === null || !standing || standing.need.status !== 'open' || standing.lacking === 0) return;
  offerRefused.value = null;
  try {
    const asking = standing.need.asking ?? firstAsking.value;
    const { automatic, standby } = asking;
    tellAsked(await perform('openWave', { needId: id, automatic, standby, ...chosen }));
    firstAsking.value = usualAsking;
  } catch (error) {
    offerRefused.value = error;
    void fetchProposals(id);
  }
}

function tellAsked(asked: { waveId?: string; assignmentIds: string[] }): void {
  lastAsked.value = asked;
  const words = deskWords().offers;
  toast(words.offered(asked.assignmentIds.length), { action: { label: words.undo, run: undoOffers } });
}

/** Takes back what was asked last, as far as it still waits. */
export async function undoOffers(): Promise<void> {
  const { waveId, assignmentIds } = lastAsked.value;
  lastAsked.value = { assignmentIds: [] };
  const waiting = assignmentIds.filter((id) => one('assignment', id)?.status === 'offered');
  if (waiting.length === 0) return;
  try {
    if (waveId !== undefined) await perform('withdrawWave', { waveId });
    else for (const assignmentId of waiting) await perform('withdrawOffer', { assignmentId });
    toast(deskWords().offers.undone);
  } catch (error) {
    offerRefused.value = error;
  }
}
