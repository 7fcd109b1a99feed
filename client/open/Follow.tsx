import { useEffect, useState } from 'preact/hooks';
import { actor, one, perform, reconnect, type FollowedNeed } from '../live.ts';
import { Button } from '../parts/Button.tsx';
import { CellName } from '../parts/Names.tsx';
import { PriorityMark } from '../parts/PriorityMark.tsx';
import { isWorthAnotherTry, Refused } from '../parts/Refused.tsx';
import { Since } from '../parts/Since.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { toast } from '../parts/toasts.tsx';
import { say } from '../words/format.ts';
import { openWords } from '../words/open.ts';
import { sharedWords } from '../words/shared.ts';
import { CodeForm } from './CodeForm.tsx';
import { forgetReports, myReports } from './my-reports.ts';
import { goTo, linkTo } from './route.ts';
import { stepsOf } from './steps.ts';

/** Following one report by its code, live. */
export function Follow({ code }: { code: string | null }) {
  return code === null ? <AskForCode /> : <Following key={code} code={code} />;
}

function AskForCode() {
  const words = openWords().following;
  return (
    <section class="sheet stack">
      <div>
        <h1 class="title">{words.title}</h1>
        <p class="soft">{words.intro}</p>
      </div>
      <CodeForm
        label={words.code}
        hint={words.codeHint}
        wrong={words.codeWrong}
        send={words.show}
        onCode={(code) => goTo({ to: 'follow', code })}
      />
      <Mine />
    </section>
  );
}

function Mine() {
  const words = openWords().following;
  if (myReports.value.length === 0) return null;
  return (
    <div class="stack tight">
      <h2>{words.mine}</h2>
      <ul class="mine">
        {myReports.value.map(({ code, category, reportedAt }) => (
          <li key={code}>
            <a href={linkTo({ to: 'follow', code })}>{sharedWords().category[category]}</a>
            <span class="soft small">
              <Since at={reportedAt} />
            </span>
          </li>
        ))}
      </ul>
      <div>
        <Button
          kind="quiet"
          onPress={() => {
            forgetReports();
            toast(words.forgotten);
          }}
        >
          {words.forget}
        </Button>
      </div>
    </div>
  );
}

function Following({ code }: { code: string }) {
  const [first, setFirst] = useState<FollowedNeed | null>(null);
  const [error, setError] = useState<unknown>(null);
  const ask = async (): Promise<void> => {
    setError(null);
    try {
      setFirst(await perform('followNeed', { code }));
      reconnect({ code });
    } catch (thrown) {
      setError(thrown);
    }
  };
  useEffect(() => void ask(), [code]);
  const followedId = actor.value?.kind === 'reporter' ? actor.value.needId : null;
  const live =
    first && followedId === first.needId ? (one('need', followedId) as unknown as FollowedNeed | undefined) : undefined;
  const need = live ?? first;
  const words = openWords().following;
  return (
    <section class="sheet stack" aria-busy={!need && !error}>
      <div class="row spread wrap">
        <span class="soft small nowrap">{code}</span>
        <a href={linkTo({ to: 'follow', code: null })} class="small">
          {words.other}
        </a>
      </div>
      {!need && <h1 class="title">{words.title}</h1>}
      <Refused error={error} />
      {error !== null && isWorthAnotherTry(error) && <Button onPress={ask}>{sharedWords().tryAgain}</Button>}
      {!need && error === null && <Skeleton lines={6} height={20} />}
      {need && <Progress need={need} />}
    </section>
  );
}

function Progress({ need }: { need: FollowedNeed }) {
  const words = openWords().following;
  const taken = need.coming + need.onScene + need.done;
  const isLive = need.status === 'open' || need.status === 'reported';
  return (
    <>
      <h1 class="title" aria-live="polite">
        {words.headline(need)}
      </h1>
      {isLive && need.status === 'open' && need.seats > 0 && (
        <div class="stack tight">
          <div class="bar" aria-hidden="true">
            <span style={{ width: `${Math.min(100, (100 * taken) / need.seats)}%` }} />
          </div>
          <span class="soft small">{words.seats(taken, need.seats)}</span>
        </div>
      )}
      {isLive && (need.enoughAt ?? null) !== null && <p class="soft small">{words.enough}</p>}
      <ol class="steps">
        {stepsOf(need).map(({ step, state }) => (
          <li key={step} class={state} aria-current={state === 'now' ? 'step' : undefined}>
            {words.steps[step]}
            <span class="unseen"> ({{ done: words.stepDone, now: words.stepNow, later: words.stepLater }[state]})</span>
          </li>
        ))}
      </ol>
      <div class="about">
        <p class="strong">{say(need.title)}</p>
        <p class="soft small row wrap">
          <PriorityMark priority={need.priority} />
          <span>{sharedWords().category[need.category]}</span>
          <CellName id={need.cellId} />
          <span>
            {words.reported} <Since at={need.reportedAt} />
          </span>
        </p>
      </div>
      {isLive && <p class="note">{words.worse}</p>}
      {isLive && <p class="soft small">{words.updated}</p>}
    </>
  );
}
