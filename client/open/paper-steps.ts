import type { GivenInput } from '../../shared/operations.ts';
import { nowAt } from '../live.ts';
import type { Dropped, Outbox, Waiting } from '../outbox.ts';
import { Refused } from '../refused.ts';
import { startOutbox } from '../sending.ts';

type Step = GivenInput<'stepByCode'>;

/** Somebody who stands there with a phone in the hand is told after so long that it will be sent later. */
const patienceMs = 6000;

let outbox: Outbox | null = null;

/** Takes up what was still waiting when the page was closed; call once, after `goLive`. */
export function startPaperSteps(): void {
  outbox = startOutbox('paper', { anybodys: true });
}

/**
 * Sends a step now, or keeps it, with the moment it was taken, until there is a signal. Rejects with `Refused` when the
 * server says no at once; what is refused later is in `refusedSteps`.
 */
export async function sendStep(step: Step): Promise<'done' | 'kept'> {
  const sending = outbox?.send('stepByCode', { ...step, at: Math.round(nowAt()) });
  const sent = await Promise.race([
    sending,
    new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs)),
  ]);
  if (!sent) return 'kept';
  if (sent.state === 'done' || !sent.problem) return 'done';
  const [refused] = refusedSteps(step.code).slice(-1);
  if (refused) dismissStep(refused.requestId);
  throw new Refused(sent.problem);
}

const of = <T extends Waiting>(code: string, steps: readonly T[] = []): T[] =>
  steps.filter(({ input }) => (input as Step).code === code);

/** Steps of this code that have not reached the server, in the order they were taken. */
export const waitingSteps = (code: string): Waiting[] => of(code, outbox?.waiting.value);
export const refusedSteps = (code: string): Dropped[] => of(code, outbox?.dropped.value);
export const dismissStep = (requestId: string): void => outbox?.dismiss(requestId);
export const stepOf = ({ input }: Waiting): Step['step'] => (input as Step).step;
