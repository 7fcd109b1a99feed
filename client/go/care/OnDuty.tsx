import type { Assignment, Handover, Person } from '../../../shared/records.ts';
import { careLimits } from '../../care-limits.ts';
import { all } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { useNow } from '../../parts/useNow.ts';
import { duration, list, say } from '../../words/format.ts';
import { careWords } from '../../words/mycare.ts';
import { needOf, outbox, personId, take } from '../mine.ts';
import { moment } from '../said.ts';
import { workAndRest } from '../today.ts';

/** What stands over a task: who moved one here, a hand-over to read, hours and rest. */
export function OnDuty({ assignment, person }: { assignment: Assignment; person: Person }) {
  const words = careWords().onDuty;
  return (
    <>
      {assignment.movedFromId !== undefined && assignment.status !== 'checkedIn' && <p class="note">{words.moved}</p>}
      {assignment.joined && <p class="small soft">{words.joined}</p>}
      <ToTakeOver assignment={assignment} />
      {assignment.status === 'checkedIn' && <Hours assignment={assignment} person={person} />}
    </>
  );
}

const hour = 3_600_000;
/** Before this there is nothing to say: nobody counts the first hours of a day. */
const sayFromMs = 4 * hour;

function Hours({ assignment, person }: { assignment: Assignment; person: Person }) {
  const now = useNow();
  const words = careWords().onDuty;
  const { workedMs, limitMs, toBreakMs, restUntilAt } = workAndRest(
    person.stints,
    person.limits,
    now,
    assignment.checkedInAt,
    careLimits(),
  );
  if (workedMs < sayFromMs) return null;
  const isDue = toBreakMs === 0 || workedMs >= limitMs;
  return (
    <p class={`note ${isDue || toBreakMs <= hour ? 'warn' : ''}`}>
      {words.worked(duration(workedMs), duration(limitMs))}{' '}
      {isDue ? words.breakDue : toBreakMs <= 2 * hour ? words.breakIn(duration(toBreakMs)) : ''}{' '}
      {restUntilAt !== null && words.restAfter(moment(restUntilAt, now))}
    </p>
  );
}

/** A hand-over that waits for the incoming lead to read it. */
function ToTakeOver({ assignment }: { assignment: Assignment }) {
  const words = careWords().handover;
  const handover = (all('handover') as Handover[]).find(
    ({ needId, incomingLeadId, acknowledgedAt }) =>
      needId === assignment.needId && incomingLeadId === personId.value && acknowledgedAt === null,
  );
  const isSent = outbox().waiting.value.some(({ name }) => name === 'acknowledgeHandover');
  if (!handover || isSent) return null;
  const team = needOf(assignment)?.team ?? [];
  const nameOf = (id: string): string =>
    id === personId.value ? words.you : say(team.find((mate) => mate.personId === id)?.name) || words.someone;
  const going = handover.people.filter(({ stays }) => !stays);
  const staying = handover.people.filter(({ stays }) => stays);
  return (
    <section class="card" aria-labelledby="take-over">
      <h2 id="take-over">{words.title}</h2>
      <p class="small">{words.leadUnknown}</p>
      <p class="small">
        <b>{words.goes}:</b>{' '}
        {going.length === 0
          ? words.nobody
          : list(
              going.map(
                ({ personId: id, relievedById }) =>
                  nameOf(id) + (relievedById === null ? '' : ` (${words.relieves(nameOf(relievedById))})`),
              ),
            )}
      </p>
      <p class="small">
        <b>{words.stays}:</b>{' '}
        {staying.length === 0 ? words.nobody : list(staying.map(({ personId: id }) => nameOf(id)))}
      </p>
      {handover.private?.note && (
        <p class="details">
          <b>{words.note}:</b> {handover.private.note}
        </p>
      )}
      <Button kind="primary" big onPress={() => void take('acknowledgeHandover', { handoverId: handover.id })}>
        {words.confirm}
      </Button>
    </section>
  );
}
