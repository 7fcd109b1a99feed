import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Assignment } from '../../../shared/records.ts';
import type { Words } from '../../../shared/shapes.ts';
import { all } from '../../live.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Button } from '../../parts/Button.tsx';
import { say, time } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { take, waitingSteps } from '../mine.ts';
import { whereAmI } from '../place.ts';

const holdMs = 2000;
/** China's numbers for ambulance and police. */
const emergencyNumbers = ['120', '110'];

/** "I need help": held for two seconds it alarms the desk at once; a short tap asks once more. */
export function NeedHelp({ assignment }: { assignment: Assignment }) {
  const asking = useSignal(false);
  const holding = useSignal(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const alarmed = useRef(false);
  const letGo = (): void => {
    clearTimeout(timer.current);
    holding.value = false;
  };
  useEffect(() => letGo, []);
  const alarm = (): void => {
    navigator.vibrate?.([200, 100, 200]);
    asking.value = false;
    void take('reportTrouble', { assignmentId: assignment.id, trouble: 'needHelp' });
    // The call goes first; where it came from follows as soon as the phone knows.
    void whereAmI(20_000).then((here) => here && take('tellPlace', { assignmentId: assignment.id, ...here }));
  };
  const press = (): void => {
    alarmed.current = false;
    holding.value = true;
    timer.current = setTimeout(() => {
      alarmed.current = true;
      letGo();
      alarm();
    }, holdMs);
  };
  const words = goWords();
  return (
    <>
      <button
        type="button"
        class={`button danger help ${holding.value ? 'holding' : ''}`}
        onPointerDown={press}
        onPointerUp={letGo}
        onPointerLeave={letGo}
        onPointerCancel={letGo}
        // A long press opens the browser's own menu over the button on some phones.
        onContextMenu={(event) => event.preventDefault()}
        onClick={() => !alarmed.current && (asking.value = true)}
      >
        <span>{holding.value ? words.help.hold : words.task.help}</span>
      </button>
      {asking.value && (
        <Dialog title={words.help.title} onClose={() => (asking.value = false)}>
          <div class="stack">
            <p>{words.help.lead}</p>
            <button type="button" class="button big alarm" onClick={alarm}>
              {words.help.confirm}
            </button>
            <Emergency />
            <Button big onPress={() => (asking.value = false)}>
              {words.help.cancel}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** That help was asked for, and whether the alarm has left this phone: somebody in danger must know. */
export function HelpAsked({ assignment }: { assignment: Assignment }) {
  if (assignment.trouble !== 'needHelp' || assignment.troubleAt === null) return null;
  const words = goWords().help;
  const call = all('alert').find((alert) => alert.assignmentId === assignment.id && alert.type === 'needHelp');
  // Somebody has made sure, and nothing was asked since.
  if (call && call.clearedAt !== null && call.raisedAt >= assignment.troubleAt) return null;
  const heard = call !== undefined && call.acknowledgedAt !== null ? call : null;
  const heardBy = say((heard as { heardBy?: Words } | null)?.heardBy);
  const stuck = waitingSteps(assignment.id).some(
    ({ name, input }) => name === 'reportTrouble' && (input as { trouble: string }).trouble === 'needHelp',
  );
  return (
    <div class="note bad" role="alert">
      <p class="strong">{stuck ? words.unsentTitle : words.sentTitle}</p>
      <p>{stuck ? words.unsent : words.sent(time(assignment.troubleAt))}</p>
      {heard && <p class="strong">{words.heard(heardBy, time(heard.acknowledgedAt ?? 0))}</p>}
      {stuck && <Emergency />}
    </div>
  );
}

function Emergency() {
  return (
    <div class="pair">
      {emergencyNumbers.map((number) => (
        <a key={number} class="button danger" href={`tel:${number}`}>
          {goWords().help.call(number)}
        </a>
      ))}
    </div>
  );
}
