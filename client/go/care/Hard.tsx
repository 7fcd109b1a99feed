import { useSignal } from '@preact/signals';
import { care } from '../../../shared/care.ts';
import type { Assignment, Debrief } from '../../../shared/records.ts';
import type { Words } from '../../../shared/shapes.ts';
import { all, one } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { useNow } from '../../parts/useNow.ts';
import { say } from '../../words/format.ts';
import { careWords } from '../../words/mycare.ts';
import { outbox, personId, take } from '../mine.ts';
import { moment } from '../said.ts';

/** After the work: one tap to say that it was hard, or that somebody will talk with them. */
export function WasHard({ assignment }: { assignment: Assignment }) {
  const pressed = useSignal(false);
  const now = useNow();
  const words = careWords().hard;
  const debrief = one('debrief', assignment.id);
  if (assignment.checkedInAt === null || assignment.endedAt === null) return null;
  if (now - assignment.endedAt > care.sayHardWithinDays * 86_400_000) return null;
  if (debrief) return <OneDebrief debrief={debrief} />;
  const isSent = outbox().waiting.value.some(
    ({ name, input }) => name === 'sayItWasHard' && (input as { assignmentId?: string }).assignmentId === assignment.id,
  );
  if (pressed.value || isSent)
    return (
      <p class="note good" role="status">
        {words.said}
      </p>
    );
  return (
    <div class="stack tight">
      <Button
        onPress={() => {
          pressed.value = true;
          void take('sayItWasHard', { assignmentId: assignment.id });
        }}
      >
        {words.say}
      </Button>
      <p class="tiny soft">{words.hint}</p>
    </div>
  );
}

/** Talks that are still open, when nothing else is asked. */
export function MyDebriefs() {
  const open = (all('debrief') as Debrief[]).filter(
    ({ status, personId: of }) => status === 'open' && of === personId.value,
  );
  return (
    <>
      {open.map((debrief) => (
        <OneDebrief key={debrief.id} debrief={debrief} />
      ))}
    </>
  );
}

function OneDebrief({ debrief }: { debrief: Debrief }) {
  const asking = useSignal(false);
  const now = useNow();
  const words = careWords().hard;
  const isDeclined = outbox().waiting.value.some(
    ({ name, input }) => name === 'declineDebrief' && (input as { debriefId?: string }).debriefId === debrief.id,
  );
  if (debrief.status !== 'open' || isDeclined) return null;
  const who = say((debrief as Debrief & { supervisorName?: Words }).supervisorName);
  const due = moment(debrief.dueAt, now);
  return (
    <section class="card" aria-labelledby={`talk-${debrief.id}`}>
      <h2 id={`talk-${debrief.id}`}>{words.title}</h2>
      <p class="small">
        {who ? words.byWhom(who, due) : words.by(due)} {words.free}
      </p>
      {asking.value ? (
        <div class="stack tight">
          <p class="small">{words.sure}</p>
          <div class="pair">
            <Button onPress={() => void take('declineDebrief', { debriefId: debrief.id })}>{words.yes}</Button>
            <Button kind="quiet" onPress={() => (asking.value = false)}>
              {words.keep}
            </Button>
          </div>
        </div>
      ) : (
        <Button kind="quiet" onPress={() => (asking.value = true)}>
          {words.decline}
        </Button>
      )}
    </section>
  );
}
