import { signal } from '@preact/signals';
import { Button } from '../../parts/Button.tsx';
import { goWords } from '../../words/go.ts';
import { say } from '../../words/format.ts';
import { codeInHash } from '../desk-code.ts';
import { held, needOf, takeAtDesk } from '../mine.ts';

/** The code of the desk whose QR code opened this page, until it is used or put away. */
export const deskCode = signal<string | null>(null);

/** Reads the code out of the page's address and takes it out of there, so that a reload does not ask again. */
export function readDeskCode(): void {
  const code = codeInHash(location.hash);
  if (code === null) return;
  deskCode.value = code;
  history.replaceState(null, '', location.pathname + location.search);
}

/** The phone's own camera opened the pocket with the code of a desk: one question. */
export function AtDesk({ code, onShowMe }: { code: string; onShowMe: () => void }) {
  const words = goWords().code;
  const task = held.value;
  const done = (): void => void (deskCode.value = null);
  if (!task || task.status === 'offered') {
    return (
      <section class="screen" aria-labelledby="at-desk">
        <h1 id="at-desk" class="title">
          {words.nothingToDo}
        </h1>
        <p>{words.nothingToDoLong}</p>
        <div class="answers">
          <Button
            big
            kind="primary"
            onPress={() => {
              done();
              onShowMe();
            }}
          >
            {words.showMe}
          </Button>
          <Button big onPress={done}>
            {goWords().ended.goOn}
          </Button>
        </div>
      </section>
    );
  }
  const isOut = task.status === 'checkedIn';
  const step = (): void => {
    takeAtDesk(task, code);
    done();
  };
  return (
    <section class="screen" aria-labelledby="at-desk">
      <h1 id="at-desk" class="title">
        {isOut ? words.askOut : words.askTitle}
      </h1>
      <p>{words.askFor(say(needOf(task)?.private?.title))}</p>
      <div class="answers">
        <Button big kind="primary" onPress={step}>
          {isOut ? goWords().task.yesOut : words.yes}
        </Button>
        <Button big onPress={done}>
          {goWords().task.notYet}
        </Button>
      </div>
    </section>
  );
}
