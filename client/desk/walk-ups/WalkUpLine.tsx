import { useSignal } from '@preact/signals';
import { isCommitted } from '../../../shared/lifecycle.ts';
import { actor, nowAt, perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { OrganisationName } from '../../parts/Names.tsx';
import { dayTime, time } from '../../words/format.ts';
import { arrivalsWords } from '../../words/arrivals.ts';
import { hereWords } from '../../words/here.ts';
import { serviceWords } from '../../words/service.ts';
import { Act } from '../Act.tsx';
import { sheet } from '../chosen.ts';
import { HoursOf } from '../hours/HoursOf.tsx';
import { nameOf } from '../standing.ts';
import { Placing } from './Placing.tsx';
import { StateOf } from './StateOf.tsx';
import type { Arrived } from './walk-ups.ts';

/** One who came unasked: how they stand, and the step that comes next. */
export function WalkUpLine({ arrived }: { arrived: Arrived }) {
  const { walkUp, person, state } = arrived;
  const words = arrivalsWords();
  const placing = useSignal(false);
  const hours = useSignal(false);
  const isOwn = mayManage(walkUp.organisationId);
  const wasToday = new Date(walkUp.arrivedAt).toDateString() === new Date(nowAt()).toDateString();
  return (
    <li class={`card walk-up ${state === 'gone' ? 'gone' : ''}`}>
      <div class="row spread wrap">
        <span>
          <b>{nameOf(walkUp.personId)}</b>{' '}
          <span class="small soft">
            {words.came((wasToday ? time : dayTime)(walkUp.arrivedAt))}
            {(walkUp.personnel > 1 || walkUp.resource !== 'person') &&
              ` · ${hereWords().resources[walkUp.resource]} · ${hereWords().people(walkUp.personnel)}`}
          </span>
        </span>
        {person && (
          <span class={`tag ${person.status === 'approved' ? 'full' : 'some'}`}>
            {person.status === 'approved' ? words.approved : words.notApproved}
          </span>
        )}
      </div>
      <p class="small">
        <StateOf arrived={arrived} />
      </p>
      {!isOwn && (
        <p class="small soft">
          {words.otherOrganisation} <OrganisationName id={walkUp.organisationId} />
        </p>
      )}
      {isOwn && state !== 'gone' && (
        <Steps arrived={arrived} placing={placing.value} onPlace={() => (placing.value = true)} />
      )}
      {isOwn && (
        <div>
          <Button kind="quiet" expanded={hours.value} onPress={() => (hours.value = !hours.value)}>
            {serviceWords().heading}
          </Button>
        </div>
      )}
      {hours.value && <HoursOf personId={walkUp.personId} organisationId={walkUp.organisationId} />}
      {placing.value && state === 'waiting' && person && (
        <Placing walkUp={walkUp} person={person} onDone={() => (placing.value = false)} />
      )}
    </li>
  );
}

const mayManage = (organisationId: string): boolean =>
  actor.value?.kind === 'person' &&
  (actor.value.organisationId === organisationId || actor.value.roles.includes('admin'));

function Steps({
  arrived: { walkUp, person, held, state },
  placing,
  onPlace,
}: {
  arrived: Arrived;
  placing: boolean;
  onPlace: () => void;
}) {
  const words = arrivalsWords();
  const steps = hereWords().stepsAtDesk;
  const assignmentId = held?.id ?? '';
  const leave = async (): Promise<void> => {
    const { code } = await perform('readWalkUpCode', { walkUpId: walkUp.id });
    await perform('stepByCode', { code, step: 'leave' });
  };
  return (
    <div class="row wrap">
      {state === 'waiting' && !placing && (
        <Button kind="primary" onPress={onPlace}>
          {words.place}
        </Button>
      )}
      {held && isCommitted(held) && held.status !== 'checkedIn' && (
        <Act kind="primary" does={() => perform('checkIn', { assignmentId, how: { by: 'coordinator' } })}>
          {steps.checkIn}
        </Act>
      )}
      {held?.status === 'checkedIn' && (
        <Act kind="primary" sure={words.sureOut} does={() => perform('checkOut', { assignmentId })}>
          {steps.checkOut}
        </Act>
      )}
      {person?.status === 'applied' && (
        <Act does={() => perform('approvePerson', { personId: person.id })}>{words.approve}</Act>
      )}
      <Button kind="quiet" onPress={() => (sheet.value = { of: 'paperCode', walkUpId: walkUp.id })}>
        {words.showCode}
      </Button>
      {state === 'waiting' && (
        <Act kind="quiet" sure={words.sureLeave} does={leave}>
          {steps.leave}
        </Act>
      )}
    </div>
  );
}
