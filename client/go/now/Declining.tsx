import { useEffect, useRef } from 'preact/hooks';
import type { Assignment } from '../../../shared/records.ts';
import { Button } from '../../parts/Button.tsx';
import { goWords } from '../../words/go.ts';
import { take } from '../mine.ts';
import { putAway } from './Ended.tsx';

// The words name them in order; the list in shared/records.ts would bring the whole of zod to the phone.
type Reason = keyof ReturnType<typeof goWords>['declineReasons'];

/** The no has been said already. One tap says why; saying nothing is a choice too. */
export function Declining({ assignment }: { assignment: Assignment }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const words = goWords();
  const say = (reason: Reason): void => {
    putAway(assignment);
    void take('giveDeclineReason', { assignmentId: assignment.id, reason });
  };
  return (
    <section class="screen" aria-labelledby="why-not">
      <h1 id="why-not" class="title" tabIndex={-1} ref={heading}>
        {words.offer.thanks}
      </h1>
      <p>{words.offer.whyNot}</p>
      <div class="answers">
        {(Object.keys(words.declineReasons) as Reason[]).map((reason) => (
          <Button key={reason} big onPress={() => say(reason)}>
            {words.declineReasons[reason]}
          </Button>
        ))}
        <Button big kind="quiet" onPress={() => putAway(assignment)}>
          {words.offer.noReason}
        </Button>
      </div>
    </section>
  );
}
