import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { GivenInput, Input, Output } from '../../shared/operations.ts';
import type { Point } from '../../shared/shapes.ts';
import { connection, perform } from '../live.ts';
import { duration, say } from '../words/format.ts';
import { hereWords } from '../words/here.ts';
import { sharedWords } from '../words/shared.ts';
import { Button } from './Button.tsx';
import { isWorthAnotherTry, Refused } from './Refused.tsx';
import { Skeleton } from './Skeleton.tsx';
import { toast } from './toasts.tsx';
import { WorkByCode } from './WorkByCode.tsx';

type AnyStep = Input<'stepByCode'>['step'];
type Step = Exclude<AnyStep, 'place'>;
type Place = { point: Point; accuracyM: number };

/** Nothing is pushed to who has no account. A shelter full of phones shares one address, and 120 may ask in a minute. */
const againMs = 15_000;
/** Somebody who stands there with a phone in the hand would rather press again. */
const patienceMs = 12_000;
const checkInWaitsMs = 6000;

interface Props {
  code: string;
  /** Whose words the buttons speak: the holder's own, or those of the desk that reads the paper. */
  voice: 'own' | 'desk';
  /** Where this device is, for a check-in and a call for help. */
  whereAmI?: () => Promise<Place | undefined>;
  /** Where steps can wait for a signal: sends one or keeps it. Elsewhere they go at once or not at all. */
  send?: (input: GivenInput<'stepByCode'>) => Promise<'done' | 'kept'>;
  /** Steps that wait. */
  waiting?: readonly AnyStep[];
}

const sendAtOnce: NonNullable<Props['send']> = async (input) => {
  await perform('stepByCode', input, { patienceMs });
  return 'done';
};

/** Where the holder of a code on paper stands, and the steps that are open to them. */
export function PaperCode({ code, voice, whereAmI, send = sendAtOnce, waiting = [] }: Props) {
  const words = hereWords();
  const found = useSignal<Output<'followWalkUp'> | null>(null);
  const error = useSignal<unknown>(null);
  /** The step that is asked for a second time before it is taken. */
  const sure = useSignal<Step | null>(null);
  const wanted = useRef(true);
  const look = async (): Promise<void> => {
    try {
      const answer = await perform('followWalkUp', { code }, { patienceMs });
      if (wanted.current) found.value = answer;
    } catch (refused) {
      // What was found before is better than nothing; whether it is live stands at the top of the page.
      if (wanted.current && found.value === null) error.value = refused;
    }
  };
  useEffect(() => {
    wanted.current = true;
    void look();
    const again = setInterval(() => {
      if (connection.value.state === 'live' && !document.hidden && found.value) void look();
    }, againMs);
    return () => {
      wanted.current = false;
      clearInterval(again);
    };
  }, [code]);
  // What was kept has arrived, or was refused: where do they stand now?
  useEffect(() => {
    if (waiting.length === 0 && found.value) void look();
  }, [waiting.length]);
  const take = async (step: Step): Promise<void> => {
    error.value = null;
    sure.value = null;
    try {
      // An arrival can wait for the place a moment; a call for help goes first, and the place follows.
      const place = step === 'checkIn' ? await within(checkInWaitsMs, whereAmI?.()) : undefined;
      const sent = await send({ code, step, ...place });
      // Every other step shows by itself.
      if (step === 'well' && sent === 'done') toast(words.wellNoted);
      if (step === 'needHelp')
        void whereAmI?.()
          .then((here) => here && send({ code, step: 'place', ...here }))
          // The call stands without it.
          .catch(() => undefined);
      if (sent === 'kept') return;
    } catch (refused) {
      error.value = refused;
    }
    await look();
  };
  const known = found.value;
  const labels = voice === 'own' ? words.steps : words.stepsAtDesk;
  return (
    <div class="stack">
      {!known && error.value === null && <Skeleton lines={4} height={22} />}
      {known && (
        <>
          <p>
            <b class="large">{say(known.name)}</b>{' '}
            <span class="small soft">{known.approved ? words.approved : words.notApproved}</span>
          </p>
          <div role="status" class="stack tight">
            <WorkByCode known={known} />
            {known.minutes > 0 && <p class="soft">{words.counted(duration(known.minutes * 60_000))}</p>}
          </div>
          <div class="paper-steps">
            {stepsOf(known, waiting).map((step, at) => (
              <Button
                key={step}
                big
                kind={step === 'needHelp' ? 'danger' : at === 0 && step !== 'leave' ? 'primary' : 'plain'}
                onPress={() => (isAskedTwice(step) && sure.value !== step ? void (sure.value = step) : take(step))}
              >
                {sure.value === step ? words.sure[step as 'needHelp'] : labels[step]}
              </Button>
            ))}
          </div>
          {sure.value !== null && (
            <Button kind="quiet" onPress={() => (sure.value = null)}>
              {words.notYet}
            </Button>
          )}
        </>
      )}
      <Refused error={error.value} />
      {!known && error.value !== null && isWorthAnotherTry(error.value) && (
        <Button onPress={() => ((error.value = null), look())}>{sharedWords().tryAgain}</Button>
      )}
    </div>
  );
}

/** What cannot be taken back, and what alarms people. */
const isAskedTwice = (step: Step): boolean => step === 'needHelp' || step === 'checkOut' || step === 'leave';

/** What can be pressed now, what waits for a signal taken as done. */
function stepsOf({ leftAt, work }: Output<'followWalkUp'>, waiting: readonly AnyStep[]): Step[] {
  if (leftAt !== null || waiting.includes('leave')) return [];
  if (!work || waiting.includes('checkOut')) return ['leave'];
  const steps: Step[] =
    work.status === 'checkedIn' || waiting.includes('checkIn')
      ? ['checkOut', 'well', 'needHelp']
      : ['checkIn', 'needHelp'];
  return steps.filter((step) => !waiting.includes(step));
}

const within = async <T,>(ms: number, answer: Promise<T | undefined> | undefined): Promise<T | undefined> =>
  answer && Promise.race([answer, new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ms))]);
