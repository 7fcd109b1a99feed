import { connection, minute, nowAt } from '../live.ts';
import { Button } from '../parts/Button.tsx';
import { wordError } from '../parts/Refused.tsx';
import { Refused } from '../refused.ts';
import { ago, time } from '../words/format.ts';
import { goWords } from '../words/go.ts';
import { sharedWords } from '../words/shared.ts';
import { heardBefore, onLine } from './heard.ts';
import { outbox, waitsForSignal } from './mine.ts';

/** Nothing while all is well; else that there is no signal, how old the picture is, what waits and what was refused. */
export function Signal() {
  const notes = [lineNote(), unsentNote()].filter((note) => note !== null);
  return (
    <div class="signal" role="status">
      {notes.length > 0 && <div class="note warn">{notes}</div>}
      <NotDone />
    </div>
  );
}

function lineNote() {
  const { state, lastHeardAt, staleSinceAt } = connection.value;
  const words = goWords().signal;
  const heardAt = lastHeardAt || heardBefore;
  if (state === 'stale') return <p key="line">{words.stale(time(staleSinceAt ?? heardAt))}</p>;
  if (state !== 'offline' && onLine.value) return null;
  void minute.value;
  return (
    <p key="line">
      <strong>{words.offline}</strong> {heardAt > 0 && <span>· {words.lastHeard(ago(heardAt, nowAt()))}</span>}
    </p>
  );
}

function unsentNote() {
  const [first, ...more] = outbox().waiting.value;
  if (!first || !waitsForSignal(first)) return null;
  const words = goWords();
  return (
    <p key="unsent">
      {words.signal.waiting(words.steps[first.name] ?? first.name, time(first.madeAt))}{' '}
      {more.length > 0 && words.signal.waitingMore(more.length)}
    </p>
  );
}

function NotDone() {
  const { dropped, dismiss } = outbox();
  const words = goWords();
  return (
    <>
      {dropped.value.map((item) => (
        <div key={item.requestId} class="note bad" role="alert">
          <p class="strong">{words.signal.notDone(words.steps[item.name] ?? item.name)}</p>
          <p>{item.problem ? wordError(new Refused(item.problem)) : sharedWords().waiting.givenUp}</p>
          <Button kind="quiet" onPress={() => dismiss(item.requestId)}>
            {words.signal.dismiss}
          </Button>
        </div>
      ))}
    </>
  );
}
