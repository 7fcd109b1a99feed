import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Output } from '../../shared/operations.ts';
import { perform } from '../live.ts';
import { Button } from '../parts/Button.tsx';
import { isWorthAnotherTry, Refused } from '../parts/Refused.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { say } from '../words/format.ts';
import { hereWords } from '../words/here.ts';
import { sharedWords } from '../words/shared.ts';
import { myPapers } from './my-papers.ts';
import { RegisterForm } from './RegisterForm.tsx';
import { Registered, type Given } from './Registered.tsx';
import { linkTo } from './route.ts';

/** What the QR code of a check-in point opens for somebody without an account: a form, and a code that comes of it. */
export function Here({ station }: { station: string | null }) {
  const words = hereWords();
  return (
    <section class="sheet stack">
      <h1 class="title">{words.title}</h1>
      {station === null ? (
        <>
          <p>{words.noStation}</p>
          <Mine />
          <HaveCode />
        </>
      ) : (
        <AtStation key={station} station={station} />
      )}
    </section>
  );
}

function AtStation({ station }: { station: string }) {
  const words = hereWords();
  const found = useSignal<Output<'lookUpStation'> | null>(null);
  const error = useSignal<unknown>(null);
  const given = useSignal<Given | null>(null);
  // Whoever has registered here on this phone came back to check in or out.
  const registers = useSignal(myPapers.value.length === 0);
  const look = async (): Promise<void> => {
    error.value = null;
    try {
      found.value = await perform('lookUpStation', { station });
    } catch (refused) {
      error.value = refused;
    }
  };
  useEffect(() => void look(), []);
  if (given.value) return <Registered given={given.value} />;
  return (
    <>
      {!found.value && error.value === null && <Skeleton lines={5} height={44} />}
      <Refused error={error.value} />
      {error.value !== null &&
        (isWorthAnotherTry(error.value) ? (
          <Button onPress={look}>{sharedWords().tryAgain}</Button>
        ) : (
          <p>{words.stationWrong}</p>
        ))}
      {found.value && <p class="strong">{words.at(say(found.value.name), say(found.value.incident))}</p>}
      <Mine />
      {found.value &&
        (registers.value ? (
          <>
            <p>{words.intro}</p>
            <RegisterForm station={station} onDone={(done) => (given.value = done)} />
          </>
        ) : (
          <div>
            <Button onPress={() => (registers.value = true)}>{words.another}</Button>
          </div>
        ))}
      <HaveCode />
      <p class="soft small">{words.haveAccount}</p>
    </>
  );
}

function Mine() {
  const words = hereWords();
  if (myPapers.value.length === 0) return null;
  return (
    <div class="stack tight">
      <h2>{words.onThisPhone}</h2>
      {myPapers.value.map(({ code, name }) => (
        <a key={code} class="button primary big" href={linkTo({ to: 'paper', code })}>
          {words.open(name)}
        </a>
      ))}
    </div>
  );
}

const HaveCode = () => (
  <a class="button" href={linkTo({ to: 'paper', code: null })}>
    {hereWords().haveCode}
  </a>
);
