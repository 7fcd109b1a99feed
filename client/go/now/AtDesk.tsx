import { signal } from '@preact/signals';
import { Button } from '../../parts/Button.tsx';
import { goWords } from '../../words/go.ts';
import { say } from '../../words/format.ts';
import { codeInHash } from '../desk-code.ts';
import { held, needOf, take } from '../mine.ts';

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
  if (!task || task.status === 'offered' || task.status === 'checkedIn') {
    return (
      <section class="screen" aria-labelledby="at-desk">
        <h1 id="at-desk" class="title">
          {task?.status === 'checkedIn' ? words.already : words.nothingToDo}
        </h1>
        {task?.status !== 'checkedIn' && <p>{words.nothingToDoLong}</p>}
        <div class="answers">
          {task?.status !== 'checkedIn' && (
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
          )}
          <Button big onPress={done}>
            {goWords().ended.goOn}
          </Button>
        </div>
      </section>
    );
  }
  const checkIn = (): void => {
    void take('checkIn', { assignmentId: task.id, how: { by: 'desk', code } });
    done();
  };
  return (
    <section class="screen" aria-labelledby="at-desk">
      <h1 id="at-desk" class="title">
        {words.askTitle}
      </h1>
      <p>{words.askFor(say(needOf(task)?.private?.title))}</p>
      <div class="answers">
        <Button big kind="primary" onPress={checkIn}>
          {words.yes}
        </Button>
        <Button big onPress={done}>
          {goWords().task.notYet}
        </Button>
      </div>
    </section>
  );
}
