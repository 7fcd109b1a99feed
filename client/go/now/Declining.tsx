import { useEffect, useRef } from 'preact/hooks';
import type { Assignment } from '../../../shared/records.ts';
import { Button } from '../../parts/Button.tsx';
import { toast } from '../../parts/toasts.tsx';
import { goWords } from '../../words/go.ts';
import { take } from '../mine.ts';

// The words name them in order; the list in shared/records.ts would bring the whole of zod to the phone.
type Reason = keyof ReturnType<typeof goWords>['declineReasons'];

/** One tap says why not; saying nothing is a choice too. */
export function Declining({ assignment, onBack }: { assignment: Assignment; onBack: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const words = goWords();
  const decline = (reason?: Reason): void => {
    void take('declineOffer', { assignmentId: assignment.id, ...(reason ? { reason } : {}) }).then((sent) => {
      if (sent?.state === 'done') toast(goWords().offer.thanks);
    });
  };
  return (
    <section class="screen" aria-labelledby="why-not">
      <h1 id="why-not" class="title" tabIndex={-1} ref={heading}>
        {words.offer.whyNot}
      </h1>
      <div class="answers">
        {(Object.keys(words.declineReasons) as Reason[]).map((reason) => (
          <Button key={reason} big onPress={() => decline(reason)}>
            {words.declineReasons[reason]}
          </Button>
        ))}
        <Button big kind="quiet" onPress={() => decline()}>
          {words.offer.noReason}
        </Button>
        <Button big kind="quiet" onPress={onBack}>
          {words.offer.back}
        </Button>
      </div>
    </section>
  );
}
