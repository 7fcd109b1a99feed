import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Assignment } from '../../../shared/records.ts';
import { mayAnswerLate } from '../../../shared/lifecycle.ts';
import { nowAt } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { duration, say, time } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { WasHard } from '../care/Hard.tsx';
import { ended, needOf, take } from '../mine.ts';
import { minutesOnScene } from '../today.ts';

const place = 'muster.go.read';
const newsForMs = 15 * 60_000;
const read = signal(localStorage.getItem(place));

/** What just ended without this person having ended it, or the work they just finished; until they have read it. */
export function justEnded(): Assignment | undefined {
  const last = ended.value[0];
  if (!last || last.id === read.value || (last.status === 'declined' && last.declineReason !== null)) return undefined;
  return nowAt() - (last.endedAt ?? last.answerBy) < newsForMs ? last : undefined;
}

/** Puts away what has ended, for good. */
export function putAway(assignment: Assignment): void {
  read.value = assignment.id;
  localStorage.setItem(place, assignment.id);
}

/** The offer or task is gone: why, and that nothing is left to do, or that a late yes would still be welcome. */
export function Ended({ assignment }: { assignment: Assignment }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [title, text] = wordsFor(assignment);
  const mayStillGo = mayAnswerLate(assignment) && needOf(assignment)?.lacks === true;
  return (
    <section class="screen" aria-labelledby="ended">
      <h1 id="ended" class={`title ${assignment.status === 'completed' ? 'served' : ''}`} tabIndex={-1} ref={heading}>
        {title}
      </h1>
      <p class="strong">{say(needOf(assignment)?.private?.title)}</p>
      <p>{mayStillGo ? goWords().ended.stillOpen : text}</p>
      <WasHard assignment={assignment} />
      <div class="answers">
        {mayStillGo && (
          <Button kind="primary" big onPress={() => void take('acceptOffer', { assignmentId: assignment.id })}>
            {goWords().ended.stillGo}
          </Button>
        )}
        {mayStillGo ? (
          <Button big onPress={() => void take('declineOffer', { assignmentId: assignment.id })}>
            {goWords().offer.decline}
          </Button>
        ) : (
          <Button kind="primary" big onPress={() => putAway(assignment)}>
            {goWords().ended.goOn}
          </Button>
        )}
      </div>
    </section>
  );
}

function wordsFor(assignment: Assignment): [string, string] {
  const words = goWords().ended;
  const at = time(assignment.endedAt ?? assignment.answerBy);
  const minutes = minutesOnScene(assignment, nowAt());
  switch (assignment.status) {
    case 'completed':
      return [words.completedTitle, minutes > 0 ? words.completed(duration(minutes * 60_000)) : words.completedShort];
    case 'expired':
      if (assignment.lateAt !== undefined) return [words.lateTitle, words.late(time(assignment.lateAt), at)];
      return [words.expiredTitle, words.expired(at)];
    case 'released':
      if (assignment.lapsedAt !== undefined) return [words.lapsedTitle, words.lapsed(at)];
      return [words.releasedTitle, words.released(at)];
    case 'noShow':
      return [words.noShowTitle, words.noShow(at)];
    default:
      if (assignment.lateAt !== undefined) return [words.lateTitle, words.late(time(assignment.lateAt), at)];
      if (assignment.stoodDownBecause === 'filled') return [words.filledTitle, words.filled(at)];
      if (assignment.stoodDownBecause === 'enough') return [words.enoughTitle, words.enough(at)];
      return needOf(assignment)?.status === 'closed' || needOf(assignment)?.status === 'merged'
        ? [words.closedTitle, words.closed(at)]
        : [words.stoodDownTitle, words.stoodDown(at)];
  }
}
