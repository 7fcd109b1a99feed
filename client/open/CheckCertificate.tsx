import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Output } from '../../shared/operations.ts';
import { perform } from '../live.ts';
import { Button } from '../parts/Button.tsx';
import { isWorthAnotherTry, Refused } from '../parts/Refused.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { date, duration, number, say } from '../words/format.ts';
import { serviceWords } from '../words/service.ts';
import { sharedWords } from '../words/shared.ts';
import { CodeForm } from './CodeForm.tsx';
import { goTo, linkTo } from './route.ts';

/** What a certificate with this code says, so that whoever holds the paper can compare. */
export function CheckCertificate({ code }: { code: string | null }) {
  const words = serviceWords().check;
  return (
    <section class="sheet stack">
      <h1 class="title">{words.title}</h1>
      {code === null ? (
        <>
          <p class="soft">{words.intro}</p>
          <CodeForm
            label={words.code}
            hint={words.codeHint}
            wrong={words.codeWrong}
            send={words.send}
            onCode={(typed) => goTo({ to: 'certificate', code: typed })}
          />
        </>
      ) : (
        <>
          <div class="row spread wrap">
            <span class="soft small nowrap">{code}</span>
            <a href={linkTo({ to: 'certificate', code: null })} class="small">
              {words.other}
            </a>
          </div>
          <Checked code={code} />
        </>
      )}
    </section>
  );
}

function Checked({ code }: { code: string }) {
  const words = serviceWords().check;
  const found = useSignal<Output<'checkServiceRecord'> | null>(null);
  const error = useSignal<unknown>(null);
  const ask = async (): Promise<void> => {
    error.value = null;
    try {
      found.value = await perform('checkServiceRecord', { code });
    } catch (refused) {
      error.value = refused;
    }
  };
  useEffect(() => void ask(), [code]);
  if (error.value !== null)
    return (
      <>
        <Refused error={error.value} />
        {isWorthAnotherTry(error.value) && <Button onPress={ask}>{sharedWords().tryAgain}</Button>}
      </>
    );
  const said = found.value;
  if (!said) return <Skeleton lines={6} height={20} />;
  const lines: [string, string][] = [
    [words.name, say(said.name)],
    [words.organisation, say(said.organisation)],
    [words.time, duration(said.minutes * 60_000)],
    [words.assignments, number(said.assignments)],
    [words.period, serviceWords().span(date(said.fromAt), date(said.untilAt - 1))],
    [words.issued, date(said.issuedAt)],
  ];
  return (
    <div role="status" class="stack">
      <p class="strong served">✓ {words.genuine}</p>
      <dl class="certified">
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt class="soft small">{label}</dt>
            <dd class="strong">{value}</dd>
          </div>
        ))}
      </dl>
      <p class="soft small">{words.compare}</p>
    </div>
  );
}
