import { useSignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { GivenInput, Output } from '../../shared/operations.ts';
import { perform } from '../live.ts';
import { Button } from '../parts/Button.tsx';
import { cellName } from '../parts/Names.tsx';
import { PriorityMark } from '../parts/PriorityMark.tsx';
import { isWorthAnotherTry, Refused } from '../parts/Refused.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { dayTime, duration, say, time } from '../words/format.ts';
import { offerWords } from '../words/offer.ts';
import { sharedWords } from '../words/shared.ts';

type Asked = Output<'lookUpOffer'>;
type Answer = Omit<GivenInput<'answerByLink'>, 'link'>;
type Reason = NonNullable<Answer['reason']>;

/** The page behind the link in a mail: what somebody is asked for, and their answer, without signing in. Opening it answers nothing. */
export function AnswerOffer({ link }: { link: string | null }) {
  const words = offerWords();
  return (
    <section class="sheet stack" aria-labelledby="offer">
      {link === null ? (
        <>
          <h1 id="offer" class="title">
            {words.title}
          </h1>
          <p>{words.noLink}</p>
        </>
      ) : (
        <ByLink link={link} />
      )}
    </section>
  );
}

const lookEveryMs = 20_000;

function ByLink({ link }: { link: string }) {
  const words = offerWords();
  const found = useSignal<Asked | null>(null);
  const error = useSignal<unknown>(null);
  const refused = useSignal<unknown>(null);
  const look = async (): Promise<void> => {
    try {
      found.value = await perform('lookUpOffer', { link });
      error.value = null;
    } catch (failed) {
      error.value = failed;
    }
  };
  const answer = async (said: Answer): Promise<void> => {
    refused.value = null;
    try {
      await perform('answerByLink', { link, ...said });
    } catch (failed) {
      refused.value = failed;
    }
    await look();
  };
  useEffect(() => {
    void look();
    // Others answer, too: whether a place is left must not grow stale before somebody's eyes.
    const timer = setInterval(() => document.visibilityState === 'visible' && void look(), lookEveryMs);
    return () => clearInterval(timer);
  }, [link]);
  const asked = found.value;
  if (!asked)
    return (
      <>
        <h1 id="offer" class="title">
          {words.title}
        </h1>
        {error.value === null ? <Skeleton lines={6} height={24} /> : <Refused error={error.value} />}
        {error.value !== null && isWorthAnotherTry(error.value) && (
          <Button onPress={look}>{sharedWords().tryAgain}</Button>
        )}
      </>
    );
  return (
    <>
      <div class="stack tight">
        <PriorityMark priority={asked.priority} />
        <h1 id="offer" class="title">
          {say(asked.title) || sharedWords().category[asked.category]}
        </h1>
      </div>
      <Facts asked={asked} />
      <div role="status" class="stack tight">
        <Standing asked={asked} />
      </div>
      <Refused error={refused.value} />
      <Answers asked={asked} answer={answer} />
    </>
  );
}

function Facts({ asked }: { asked: Asked }) {
  const words = offerWords();
  const { address, contactName, contactPhone } = asked;
  const lines: [string, string][] = [
    [words.where, words.wherePlace(cellName(asked.cellId), duration(asked.travelMinutes * 60_000))],
    ...(asked.startAt === null ? [] : [[words.from, words.fromAt(dayTime(asked.startAt))] as [string, string]]),
    [words.as, sharedWords().role[asked.role]],
    [words.takes, words.takesAbout(duration(asked.estimatedMinutes * 60_000))],
    ...(address === null ? [] : [[words.address, say(address)] as [string, string]]),
  ];
  return (
    <dl class="certified">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt class="soft small">{name}</dt>
          <dd class="strong">{value}</dd>
        </div>
      ))}
      {contactPhone !== null && (
        <div>
          <dt class="soft small">{words.contact}</dt>
          <dd class="strong">
            {contactName} <a href={`tel:${contactPhone.replace(/[^+\d]/g, '')}`}>{contactPhone}</a>
          </dd>
        </div>
      )}
    </dl>
  );
}

const isStillOpen = (asked: Asked): boolean => asked.mayAnswerLate && asked.lacks;

/** How it stands, in a sentence or two. */
function Standing({ asked }: { asked: Asked }) {
  const [said, more] = standingOf(asked);
  return (
    <>
      {said !== '' && <p class="strong">{said}</p>}
      <p class={said === '' ? '' : 'soft'}>{more}</p>
    </>
  );
}

function standingOf(asked: Asked): [string, string] {
  const words = offerWords();
  switch (asked.status) {
    case 'offered':
      return [words.answerBy(time(asked.answerBy)), asked.lacks ? words.firstCome : words.standbyOnly];
    case 'standby':
      return [words.standing, words.standingMore];
    case 'accepted':
    case 'enRoute':
      return [words.going, asked.title === null ? words.restricted : words.goingMore];
    case 'checkedIn':
      return [words.onScene, words.goingMore];
    case 'completed':
      return [words.done, ''];
    case 'declined':
      return asked.isReasonGiven ? ['', words.noted] : [words.thanks, words.whyNot];
    case 'released':
    case 'noShow':
      return [words.free, words.freeMore];
    default:
      if (isStillOpen(asked)) return ['', words.stillOpen];
      return asked.status === 'stoodDown' ? [words.filled, words.filledMore] : [words.over, words.overMore];
  }
}

interface AnswersProps {
  asked: Asked;
  answer: (said: Answer) => Promise<void>;
}

function Answers({ asked, answer }: AnswersProps) {
  const words = offerWords();
  const sure = useSignal(false);
  switch (asked.status) {
    case 'offered':
      return (
        <div class="stack tight">
          <Button kind="primary" big onPress={() => answer({ yes: true })}>
            {asked.lacks ? words.yes : words.standBy}
          </Button>
          <Button big onPress={() => answer({ yes: false })}>
            {words.no}
          </Button>
        </div>
      );
    case 'standby':
      return (
        <Button big onPress={() => answer({ yes: false })}>
          {words.leave}
        </Button>
      );
    case 'accepted':
    case 'enRoute':
      return <Going answer={answer} sure={sure} />;
    case 'checkedIn':
      return <ToApp />;
    case 'declined':
      return asked.isReasonGiven ? null : (
        <div class="stack tight">
          {(Object.keys(words.reasons) as Reason[]).map((reason) => (
            <Button key={reason} big onPress={() => answer({ yes: false, reason })}>
              {words.reasons[reason]}
            </Button>
          ))}
        </div>
      );
    default:
      return isStillOpen(asked) ? (
        <Button kind="primary" big onPress={() => answer({ yes: true })}>
          {words.stillGo}
        </Button>
      ) : null;
  }
}

function Going({ answer, sure }: { answer: AnswersProps['answer']; sure: Signal<boolean> }) {
  const words = offerWords();
  return (
    <div class="stack tight">
      <ToApp />
      <Button big onPress={() => (sure.value ? answer({ yes: false }) : void (sure.value = true))}>
        {sure.value ? words.cannotSure : words.cannot}
      </Button>
    </div>
  );
}

function ToApp() {
  const words = offerWords();
  return (
    <div class="stack tight">
      <a class="button primary big" href="/go">
        {words.toApp}
      </a>
      <p class="soft small">{words.toAppHint}</p>
    </div>
  );
}
