import { Button } from '../parts/Button.tsx';
import { wordError } from '../parts/Refused.tsx';
import { Refused } from '../refused.ts';
import { time } from '../words/format.ts';
import { hereWords } from '../words/here.ts';
import { sharedWords } from '../words/shared.ts';
import { dismissStep, refusedSteps, stepOf, waitingSteps } from './paper-steps.ts';

/** What was pressed without signal, and what came of it when that was not what was wanted. */
export function KeptSteps({ code }: { code: string }) {
  const words = hereWords();
  const label = (step: ReturnType<typeof stepOf>): string => (step === 'place' ? words.place : words.steps[step]);
  return (
    <>
      <div role="status">
        {waitingSteps(code).map((item) => (
          <p key={item.requestId} class="note warn">
            {words.kept(label(stepOf(item)), time(item.madeAt))}
          </p>
        ))}
      </div>
      {refusedSteps(code).map((item) => (
        <div key={item.requestId} class="note bad stack tight" role="alert">
          <p class="strong">{words.keptRefused(label(stepOf(item)), time(item.madeAt))}</p>
          <p>{item.problem ? wordError(new Refused(item.problem)) : sharedWords().waiting.givenUp}</p>
          <div>
            <Button kind="quiet" onPress={() => dismissStep(item.requestId)}>
              {words.dismiss}
            </Button>
          </div>
        </div>
      ))}
    </>
  );
}
