import { useSignalEffect, useSignal } from '@preact/signals';
import { connection, Refused as RefusedError } from '../live.ts';
import { Button } from '../parts/Button.tsx';
import { wordError } from '../parts/Refused.tsx';
import { openWords } from '../words/open.ts';
import { sharedWords } from '../words/shared.ts';
import { discardReport, refusedReports, waitingReports } from './reporting.ts';

/** What was sent from here and has not arrived: waiting for a signal, or refused and why. */
export function NotArrived() {
  const words = openWords().report;
  const patient = useSignal(false);
  // An answer usually takes a blink: only a wait that can be felt is worth words.
  useSignalEffect(() => {
    if (waitingReports().length === 0) {
      patient.value = false;
      return undefined;
    }
    const timer = setTimeout(() => (patient.value = true), 1500);
    return () => clearTimeout(timer);
  });
  const waiting = waitingReports();
  const isOut = connection.value.state !== 'live';
  return (
    <>
      {refusedReports().map(({ requestId, problem }) => (
        <div key={requestId} class="note bad row spread" role="alert">
          <span>{problem ? wordError(new RefusedError(problem)) : sharedWords().waiting.givenUp}</span>
          <Button kind="quiet" label={sharedWords().close} onPress={() => discardReport(requestId)}>
            ✕
          </Button>
        </div>
      ))}
      {waiting.length > 0 && !isOut && !patient.value && <p role="status">{words.sending}</p>}
      {waiting.length > 0 && (isOut || patient.value) && (
        <div class="note warn stack tight" role="status" ref={bringIntoView}>
          <h2>{words.waitTitle}</h2>
          <p>{words.wait}</p>
          <p class="strong">{words.waitCall}</p>
          <div class="row wrap">
            {waiting.map(({ requestId }) => (
              <Button key={requestId} onPress={() => discardReport(requestId)}>
                {words.discard}
              </Button>
            ))}
          </div>
        </div>
      )}
    </>
  );
}

// The form it came from was long, and the reader is still at its end.
const bringIntoView = (note: HTMLElement | null): void => note?.scrollIntoView({ block: 'center' });
