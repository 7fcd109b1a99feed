import { Button } from '../parts/Button.tsx';
import { PaperCode } from '../parts/PaperCode.tsx';
import { hereWords } from '../words/here.ts';
import { CodeForm } from './CodeForm.tsx';
import { KeptSteps } from './KeptSteps.tsx';
import { forgetPaper, myPapers } from './my-papers.ts';
import { sendStep, stepOf, waitingSteps } from './paper-steps.ts';
import { findPosition } from './position.ts';
import { goTo, linkTo } from './route.ts';

/** The page behind a code on paper: where its holder stands, check in, check out, all well, a call for help. */
export function Paper({ code }: { code: string | null }) {
  const words = hereWords();
  if (code === null)
    return (
      <section class="sheet stack">
        <div>
          <h1 class="title">{words.paper}</h1>
          <p class="soft">{words.paperIntro}</p>
        </div>
        <CodeForm
          label={words.code}
          hint={words.codeHint}
          wrong={words.codeWrong}
          send={words.look}
          onCode={(typed) => goTo({ to: 'paper', code: typed })}
        />
      </section>
    );
  return (
    <section class="sheet stack">
      <h1 class="unseen">{words.paper}</h1>
      <div class="row spread wrap">
        <span class="soft small nowrap">{code}</span>
        <a href={linkTo({ to: 'paper', code: null })} class="small">
          {words.other}
        </a>
      </div>
      <PaperCode
        key={code}
        code={code}
        voice="own"
        whereAmI={whereAmI}
        send={sendStep}
        waiting={waitingSteps(code).map(stepOf)}
      />
      <KeptSteps code={code} />
      {myPapers.value.some((paper) => paper.code === code) && (
        <div>
          <Button
            kind="quiet"
            onPress={() => {
              forgetPaper(code);
              goTo({ to: 'paper', code: null });
            }}
          >
            {words.forget}
          </Button>
        </div>
      )}
    </section>
  );
}

async function whereAmI() {
  if (!findPosition.isPossible()) return undefined;
  const found = await findPosition();
  return typeof found === 'string'
    ? undefined
    : { point: found.point, accuracyM: Math.min(100_000, Math.max(0, Math.round(found.accuracyM))) };
}
