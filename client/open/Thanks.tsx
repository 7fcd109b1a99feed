import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../parts/Button.tsx';
import { toast } from '../parts/toasts.tsx';
import { dayTime } from '../words/format.ts';
import { openWords } from '../words/open.ts';
import { sharedWords } from '../words/shared.ts';
import type { MyReport } from './my-reports.ts';
import { arrived } from './reporting.ts';
import { goTo, linkTo } from './route.ts';

/** The code, large enough to be read across a room and to be printed, and what happens next. */
export function Thanks({ report }: { report: MyReport }) {
  const words = openWords().thanks;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus();
    scrollTo({ top: 0 });
  }, []);
  const link = `${location.origin}/${linkTo({ to: 'follow', code: report.code })}`;
  return (
    <section class="sheet stack slip" aria-labelledby="thanks-title">
      <h1 id="thanks-title" class="title" ref={title} tabIndex={-1}>
        {words.title}
      </h1>
      <div class="code-box">
        <span class="soft small">{words.codeLabel}</span>
        <output class="code">{report.code}</output>
        <span class="soft small">
          {sharedWords().category[report.category]} · {words.printedAt(dayTime(report.reportedAt))}
        </span>
        <span class="print-only small">{link}</span>
      </div>
      <p>{words.keep}</p>
      <div class="row wrap unprinted">
        <Button onPress={() => copy(link)}>{words.copy}</Button>
        <Button onPress={() => print()}>{words.print}</Button>
      </div>
      <Button
        kind="primary"
        big
        class="unprinted"
        onPress={() => {
          arrived.value = null;
          goTo({ to: 'follow', code: report.code });
        }}
      >
        {words.follow}
      </Button>
      <div class="stack tight">
        <h2>{words.next}</h2>
        <ol class="next">
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p class="strong">{words.worse}</p>
      </div>
      <Button kind="quiet" class="unprinted" onPress={() => (arrived.value = null)}>
        {openWords().report.another}
      </Button>
    </section>
  );
}

/** Puts a text on the clipboard, or says that the browser does not let it. */
export async function copy(text: string): Promise<void> {
  const words = openWords().thanks;
  try {
    await navigator.clipboard.writeText(text);
    toast(words.copied);
  } catch {
    // Not there on plain http, or forbidden.
    toast(words.notCopied, { bad: true });
  }
}
