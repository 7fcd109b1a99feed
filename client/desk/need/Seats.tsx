import { assignmentSteps, isEnded } from '../../../shared/lifecycle.ts';
import type { Assignment, AssignmentStatus } from '../../../shared/records.ts';
import { one, perform } from '../../live.ts';
import { Since } from '../../parts/Since.tsx';
import { useNow } from '../../parts/useNow.ts';
import { dayTime, distance, duration, time } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { sharedWords } from '../../words/shared.ts';
import { Act } from '../Act.tsx';
import { DeliveryOf } from '../Deliveries.tsx';
import { nameOf, saidEnough, type SeatStanding, type Standing } from '../standing.ts';
import { RollCallOf } from './RollCallOf.tsx';
import { seatWords } from './seat-words.ts';

/** Who is asked for, who holds which place, and what can be done for them. */
export function Seats({ standing }: { standing: Standing }) {
  const words = deskWords().seats;
  return (
    <section aria-label={words.heading} class="seats">
      {standing.seats.map((seat) => (
        <OneSeat
          key={seat.seat.id}
          of={seat}
          live={standing.need.status === 'open'}
          enough={saidEnough(standing.need)}
        />
      ))}
      <RollCallOf standing={standing} />
    </section>
  );
}

interface OneSeatProps {
  of: SeatStanding;
  live: boolean;
  enough: boolean;
}

function OneSeat({ of: { seat, assignments, filled, asked, open }, live, enough }: OneSeatProps) {
  const words = deskWords().seats;
  const present = assignments.filter((assignment) => !isEnded(assignment) || assignment.status === 'completed');
  const ended = assignments.filter((assignment) => isEnded(assignment) && assignment.status !== 'completed');
  return (
    <div class={`seat ${open > 0 && live ? 'open' : ''}`}>
      <div class="row spread">
        <b class="small">
          {seat.count > 1 && `${seat.count} × `}
          {seatWords(seat)}
        </b>
        <SeatState filled={filled} open={open} count={seat.count} live={live} enough={enough} />
      </div>
      {live && !enough && filled + asked === 0 && ended.length === 0 && (
        <span class="tiny soft">{words.nobodyAsked}</span>
      )}
      <ul>
        {present.map((assignment) => (
          <Holder key={assignment.id} assignment={assignment} />
        ))}
      </ul>
      {ended.length > 0 && <Ended ended={ended} />}
    </div>
  );
}

interface SeatStateProps {
  filled: number;
  open: number;
  count: number;
  live: boolean;
  enough: boolean;
}

function SeatState({ filled, open, count, live, enough }: SeatStateProps) {
  const words = deskWords().seats;
  if (filled === count) return <span class="small nowrap served">{words.filled}</span>;
  if (enough) return <span class="small nowrap served">{words.enough(filled, count)}</span>;
  if (!live) return <span class="small nowrap soft">{words.wasFilled(filled, count)}</span>;
  return open > 0 ? (
    <span class="small nowrap immediate">{words.openOf(open, count)}</span>
  ) : (
    <span class="small nowrap urgent">{words.someFilled(filled, count)}</span>
  );
}

/** Those who are not coming, counted, with names and reasons when unfolded. */
function Ended({ ended }: { ended: Assignment[] }) {
  const words = deskWords();
  const counts = new Map<AssignmentStatus, number>();
  for (const { status } of ended) counts.set(status, (counts.get(status) ?? 0) + 1);
  const said = (status: AssignmentStatus, count: number): string =>
    (words.seats.endedCount as Partial<Record<AssignmentStatus, (count: number) => string>>)[status]?.(count) ?? '';
  return (
    <details class="tiny soft">
      <summary>{[...counts].map(([status, count]) => said(status, count)).join(' · ')}</summary>
      <ul>
        {ended.map((assignment) => (
          <li key={assignment.id}>
            {nameOf(assignment.personId)}: {endedWords(assignment)}
            {assignment.declineReason && ` (${sharedWords().declineReason[assignment.declineReason].toLowerCase()})`}
            {assignment.endedAt !== null && `, ${time(assignment.endedAt)}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Thanked because it was filled is something else than taken back. */
function endedWords({ status, stoodDownBecause, lapsedAt }: Assignment): string {
  const words = deskWords();
  if (lapsedAt !== undefined) return words.seats.lapsed;
  return status === 'stoodDown' && stoodDownBecause !== undefined
    ? words.seats.stoodDown[stoodDownBecause]
    : words.status[status];
}

const toneOf: Partial<Record<AssignmentStatus, string>> = {
  offered: 'urgent',
  standby: 'soft',
  accepted: 'served',
  enRoute: 'served',
  checkedIn: 'served',
  completed: 'soft',
};

function Holder({ assignment }: { assignment: Assignment }) {
  const words = deskWords();
  const { id: assignmentId, status } = assignment;
  const may = (next: AssignmentStatus): boolean => assignmentSteps[status].includes(next);
  const phone = one('person', assignment.personId)?.private?.phone;
  const name = nameOf(assignment.personId);
  return (
    <li class={`holder ${assignment.trouble && !isEnded(assignment) ? 'troubled' : ''}`}>
      <div class="row spread wrap">
        <span>
          <b>{name}</b>{' '}
          {phone && !isEnded(assignment) && (
            <a class="nowrap" href={`tel:${phone.replaceAll(' ', '')}`}>
              {phone}
            </a>
          )}
        </span>
        <span class={`small nowrap ${toneOf[status] ?? 'soft'}`}>
          {words.status[status]} <When assignment={assignment} />
        </span>
      </div>
      {assignment.trouble && !isEnded(assignment) && (
        <span class="small immediate strong">
          {words.trouble[assignment.trouble]}
          {assignment.troubleAt !== null && `, ${time(assignment.troubleAt)}`}
        </span>
      )}
      <HowFarOff assignment={assignment} />
      {!isEnded(assignment) && <DeliveryOf assignment={assignment} />}
      <div class="deeds">
        {status === 'offered' && (
          <Act kind="quiet" does={() => perform('withdrawOffer', { assignmentId })}>
            {words.seats.withdraw}
          </Act>
        )}
        {status === 'standby' && (
          <>
            <Act kind="quiet" does={() => perform('callUp', { assignmentId })}>
              {words.seats.callUp}
            </Act>
            <Act kind="quiet" does={() => perform('withdrawOffer', { assignmentId })}>
              {words.seats.letGo}
            </Act>
          </>
        )}
        {may('checkedIn') && (
          <Act kind="quiet" does={() => perform('checkIn', { assignmentId, how: { by: 'coordinator' } })}>
            {words.seats.checkIn}
          </Act>
        )}
        {may('completed') && (
          <Act kind="quiet" sure={words.seats.sureCheckOut} does={() => perform('checkOut', { assignmentId })}>
            {words.seats.checkOut}
          </Act>
        )}
        {may('noShow') && (
          <Act kind="quiet" sure={words.seats.sureNoShow} does={() => perform('markNoShow', { assignmentId })}>
            {words.seats.noShow}
          </Act>
        )}
        {may('released') && (
          <Act kind="quiet" sure={words.seats.sureRelease} does={() => perform('release', { assignmentId })}>
            {words.seats.release}
          </Act>
        )}
      </div>
    </li>
  );
}

/** The time that matters in this status, with a hint of what comes next; of what was made ahead, when it begins. */
function When({ assignment }: { assignment: Assignment }) {
  const now = useNow();
  const { status, startAt = 0 } = assignment;
  if (startAt <= now || (status !== 'offered' && status !== 'accepted')) return <Moment assignment={assignment} />;
  return <span class="nowrap">{deskWords().seats.from(dayTime(startAt))}</span>;
}

function Moment({ assignment }: { assignment: Assignment }) {
  const words = deskWords().seats;
  switch (assignment.status) {
    case 'offered':
      return (
        <span title={words.answerBy(time(assignment.answerBy))}>
          <Since at={assignment.offeredAt} />
        </span>
      );
    case 'accepted':
    case 'enRoute':
      return (
        <span title={words.away(assignment.travelMinutes)}>
          {time(assignment.enRouteAt ?? assignment.answeredAt ?? assignment.offeredAt)}
          {' · '}
          {words.away(assignment.travelMinutes)}
        </span>
      );
    case 'checkedIn':
      return <span>{assignment.checkedInAt !== null && time(assignment.checkedInAt)}</span>;
    case 'completed':
      return <span>{words.worked(duration(assignment.minutes * 60_000))}</span>;
    default:
      return null;
  }
}

/** How far from the site the phone was at check-in, where that is worth a look. */
function HowFarOff({
  assignment: { checkInMetresOff: off, checkInAccuracyM: accuracy = 0 },
}: {
  assignment: Assignment;
}) {
  const words = deskWords().safety;
  if (off === null) return null;
  return off - accuracy > 500 ? (
    <span class="small urgent">{words.farOff(distance(off / 1000))}</span>
  ) : (
    <span class="tiny soft">{words.near(`${Math.max(10, Math.round(off / 10) * 10)} m`)}</span>
  );
}
