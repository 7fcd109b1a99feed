import { useSignal } from '@preact/signals';
import type { Assignment } from '../../../shared/records.ts';
import { Button } from '../../parts/Button.tsx';
import { cellName } from '../../parts/Names.tsx';
import { PriorityMark } from '../../parts/PriorityMark.tsx';
import { useNow } from '../../parts/useNow.ts';
import { duration, say, time } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { sharedWords } from '../../words/shared.ts';
import { CaseOfTask } from '../care/MyCases.tsx';
import { needOf, person, take, waitingSteps } from '../mine.ts';
import { isAhead, moment } from '../said.ts';
import { minutesOnScene } from '../today.ts';
import { AllWell } from './AllWell.tsx';
import { CheckInByCode } from './CheckInByCode.tsx';
import { CheckInHere } from './CheckInHere.tsx';
import { CheckingOut } from './CheckingOut.tsx';
import { Contacts } from './Contacts.tsx';
import { HelpAsked, NeedHelp } from './NeedHelp.tsx';
import { SmallMap } from './SmallMap.tsx';
import { Trouble } from './Trouble.tsx';

type Open = 'code' | 'trouble' | 'out' | null;

/** A task that was accepted: where to go, whom to call, and the one next step, from setting out to checking out. */
export function Task({ assignment }: { assignment: Assignment }) {
  const open = useSignal<Open>(null);
  const need = needOf(assignment);
  const words = goWords();
  // Somebody else may take the place before this yes arrives, and where to go is told only then.
  const isUncertain = waitingSteps(assignment.id).some(({ name }) => name === 'acceptOffer');
  const close = (): void => void (open.value = null);
  const at = need?.private?.point ?? need?.near;
  const address = say(need?.private?.address);
  const title = say(need?.private?.title) || (need?.category ? sharedWords().category[need.category] : '');
  return (
    <section class="screen" aria-labelledby="task">
      <StepTaken assignment={assignment} />
      <HelpAsked assignment={assignment} />
      <AllWell assignment={assignment} />
      <h1 id="task" class="title">
        {address || title}
      </h1>
      <p>
        {need?.priority && <PriorityMark priority={need.priority} bare />}{' '}
        {[...(address ? [title] : []), ...(need?.cellId ? [cellName(need.cellId)] : [])].join(' · ')}
      </p>
      {need && <Contacts need={need} at={at} title={title} />}
      {need?.private?.details && <p class="details">{need.private.details}</p>}
      <CaseOfTask assignment={assignment} isSocialWorker={person.value?.roles.includes('socialWorker') === true} />
      {isUncertain && <p class="note warn strong">{words.task.uncertain}</p>}
      <DueBy assignment={assignment} />
      {assignment.status !== 'checkedIn' && at && need?.cellId && need.priority && (
        <SmallMap to={at} cellId={need.cellId} homeCellId={person.value?.homeCellId} priority={need.priority} />
      )}
      {assignment.status !== 'checkedIn' && (
        <Button kind="quiet" onPress={() => (open.value = 'trouble')}>
          {words.task.trouble}
        </Button>
      )}
      <div class="answers">
        {!isUncertain && <NextStep assignment={assignment} onOut={() => (open.value = 'out')} />}
        <div class="pair">
          {assignment.status === 'checkedIn' ? (
            <Button onPress={() => (open.value = 'trouble')}>{words.task.trouble}</Button>
          ) : (
            <Button onPress={() => (open.value = 'code')}>
              {assignment.status === 'accepted' ? words.task.thereAlready : words.task.scan}
            </Button>
          )}
          <NeedHelp assignment={assignment} />
        </div>
      </div>
      {open.value === 'code' && <CheckInByCode assignment={assignment} onClose={close} />}
      {open.value === 'trouble' && <Trouble assignment={assignment} onClose={close} />}
      {open.value === 'out' && (
        <CheckingOut assignment={assignment} onClose={close} onCode={() => (open.value = 'code')} />
      )}
    </section>
  );
}

function StepTaken({ assignment }: { assignment: Assignment }) {
  const now = useNow();
  const words = goWords().task;
  const minutes = minutesOnScene(assignment, now);
  const steps: Partial<Record<Assignment['status'], [string, string]>> = {
    accepted:
      assignment.calledUpAt === undefined
        ? [words.accepted, assignment.answeredAt === null ? '' : words.acceptedAt(time(assignment.answeredAt))]
        : [goWords().standby.calledUp, time(assignment.calledUpAt)],
    enRoute: [words.enRoute, assignment.enRouteAt === null ? '' : words.enRouteAt(time(assignment.enRouteAt))],
    checkedIn: [words.checkedIn, minutes < 1 ? words.justArrived : words.checkedInAt(duration(minutes * 60_000))],
  };
  const [step, since] = steps[assignment.status] ?? ['', ''];
  return (
    <div class="row spread" role="status">
      <span class="step served small strong">{step}</span>
      <span class="small soft">{since}</span>
    </div>
  );
}

function DueBy({ assignment }: { assignment: Assignment }) {
  const now = useNow();
  if (assignment.status === 'checkedIn' || assignment.checkInDueAt === null) return null;
  const due = moment(assignment.checkInDueAt, now);
  if (isAhead(assignment, now) && assignment.status === 'accepted')
    return (
      <div class="note">
        <p class="strong">{goWords().offer.beginsAt(moment(assignment.startAt, now))}</p>
        <p>{goWords().task.dueBy(due)}</p>
      </div>
    );
  return assignment.checkInDueAt < now ? (
    <p class="note warn">{goWords().task.overdue(due)}</p>
  ) : (
    <p class="soft small">{goWords().task.dueBy(due)}</p>
  );
}

function NextStep({ assignment, onOut }: { assignment: Assignment; onOut: () => void }) {
  const words = goWords().task;
  if (assignment.status === 'accepted') {
    return (
      <Button kind="primary" big onPress={() => void take('setOut', { assignmentId: assignment.id })}>
        {words.setOut}
      </Button>
    );
  }
  if (assignment.status === 'enRoute') return <CheckInHere assignment={assignment} />;
  return (
    <Button kind="primary" big onPress={onOut}>
      {words.checkOut}
    </Button>
  );
}
