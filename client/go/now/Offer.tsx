import type { Assignment } from '../../../shared/records.ts';
import { one } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { cellName } from '../../parts/Names.tsx';
import { PriorityMark } from '../../parts/PriorityMark.tsx';
import { Skeleton } from '../../parts/Skeleton.tsx';
import { useNow } from '../../parts/useNow.ts';
import { distance, duration, say } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { sharedWords } from '../../words/shared.ts';
import { needOf, person, take, type OwnNeed } from '../mine.ts';
import { kmBetween } from '../place.ts';
import { isAhead, moment } from '../said.ts';
import { seatWords } from '../seat-words.ts';
import { whyYou } from '../why.ts';
import { SmallMap } from './SmallMap.tsx';

/**
 * Somebody is needed: what, where, how far, with whom, until when, why you; and two answers, each one tap. Why not is
 * asked afterwards.
 */
export function Offer({ assignment }: { assignment: Assignment }) {
  const need = needOf(assignment);
  const words = goWords().offer;
  // The places are filled, and whoever says yes now stands by.
  const isForStandby = need?.lacks === false;
  return (
    <section class="screen" aria-labelledby="asked">
      <TimeToAnswer assignment={assignment} need={need} />
      <h1 id="asked" class="title">
        {say(need?.private?.title) || (need?.category ? sharedWords().category[need.category] : words.arrived)}
      </h1>
      {need ? <WhatAndWhy assignment={assignment} need={need} /> : <Skeleton lines={4} height={18} />}
      <div class="answers">
        <p class="small soft">{isForStandby ? words.standbyOnly : words.firstCome}</p>
        <Button kind="primary" big onPress={() => void take('acceptOffer', { assignmentId: assignment.id })}>
          {isForStandby ? words.standBy : words.accept}
        </Button>
        <Button big onPress={() => void take('declineOffer', { assignmentId: assignment.id })}>
          {words.decline}
        </Button>
      </div>
    </section>
  );
}

function TimeToAnswer({ assignment, need }: { assignment: Assignment; need: OwnNeed | undefined }) {
  const given = assignment.answerBy - assignment.offeredAt;
  // Clocks differ by a second or two: nobody has more time than was given.
  const left = Math.min(given, assignment.answerBy - useNow('second'));
  const share = Math.max(0, left / given);
  const words = goWords().offer;
  return (
    <div class="until">
      <div class="row wrap">
        {need?.priority && <PriorityMark priority={need.priority} />}
        <span class="small strong" role="timer">
          {left > 0
            ? words.answerIn(
                left >= 90_000
                  ? words.minutesLeft(Math.round(left / 60_000))
                  : words.secondsLeft(Math.ceil(left / 1000)),
              )
            : words.timeOver}
        </span>
      </div>
      <div class={`count ${need?.priority ?? 'routine'}`} aria-hidden="true">
        <i style={{ transform: `scaleX(${share})` }} />
      </div>
    </div>
  );
}

function WhatAndWhy({ assignment, need }: { assignment: Assignment; need: OwnNeed }) {
  const now = useNow();
  const words = goWords();
  const homeCellId = person.value?.homeCellId;
  const home = one('cell', homeCellId)?.centre;
  const seat = need.seats?.find((known) => known.id === assignment.seatId);
  const km = home && need.near ? kmBetween(home, need.near) : null;
  const far = km === null ? '' : km < 0.5 ? words.offer.nearHome : distance(km);
  const minutes = words.minutes(assignment.travelMinutes);
  return (
    <>
      {need.cellId && <p class="soft">{words.offer.whereAbout(cellName(need.cellId), far, minutes)}</p>}
      <dl class="facts">
        {isAhead(assignment, now) && (
          <Fact name={words.offer.begins}>{words.offer.beginsAt(moment(assignment.startAt, now))}</Fact>
        )}
        {seat && <Fact name={words.offer.needed}>{seatWords(seat)}</Fact>}
        <Fact name={words.offer.why}>{words.sentence(whyYou(assignment.why))}</Fact>
        <Fact name={words.offer.team}>{teamWords(need, seat?.id)}</Fact>
        {need.estimatedMinutes !== undefined && need.deadlineAt !== undefined && (
          <Fact name={words.offer.takes}>
            {isAhead(assignment, now)
              ? words.offer.lasts(duration(need.estimatedMinutes * 60_000))
              : words.offer.takesAbout(duration(need.estimatedMinutes * 60_000), moment(need.deadlineAt, now))}
          </Fact>
        )}
        {need.peopleCount !== undefined && need.peopleCount > 0 && (
          <Fact name={words.offer.people}>
            {words.joined([
              sharedWords().people(need.peopleCount),
              ...(need.vulnerable ?? []).map((group) => words.vulnerable[group]),
            ])}
          </Fact>
        )}
      </dl>
      {/* Last: on a small phone it is what may wait below the answers. */}
      {need.near && need.cellId && need.priority && (
        <SmallMap to={need.near} cellId={need.cellId} homeCellId={homeCellId} priority={need.priority} />
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

// Names where they may be known; else how many places there are, so that nobody wonders whether they go alone.
function teamWords(need: OwnNeed, ownSeatId: string | undefined): string {
  const words = goWords();
  const mates = (need.team ?? []).filter((mate) => mate.personId !== person.value?.id);
  const places = (need.seats ?? []).map((seat): [string, number] => [
    sharedWords().role[seat.role],
    seat.id === ownSeatId ? seat.count - 1 : seat.count,
  ]);
  const others = places.reduce((sum, [, count]) => sum + count, 0);
  if (mates.length > 0) {
    const named = words.joined(
      mates.map((mate) => words.withLevel(say(mate.name), words.team.status[mate.status] ?? '')),
    );
    return others > mates.length ? words.sentence([named, words.offer.moreAsked(others - mates.length)]) : named;
  }
  return others === 0 ? words.offer.onlyYou : words.offer.othersAsked(others);
}
