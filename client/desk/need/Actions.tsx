import { useSignal } from '@preact/signals';
import { isCommitted, isLive } from '../../../shared/lifecycle.ts';
import type { Need } from '../../../shared/records.ts';
import { perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { toast } from '../../parts/toasts.tsx';
import { deskWords } from '../../words/desk.ts';
import { sharedWords } from '../../words/shared.ts';
import { Act } from '../Act.tsx';
import { begin, sheet } from '../chosen.ts';
import { me, nameOf, type Standing } from '../standing.ts';

/** Who deals with the need, and what can be done with it as a whole; the next deed is the filled button. */
export function Actions({ standing }: { standing: Standing }) {
  const { need } = standing;
  const words = deskWords().need;
  const out = standing.seats.some(({ assignments }) => assignments.some(isCommitted));
  const finished = need.status === 'open' && standing.wanted > 0 && standing.done === standing.wanted && !out;
  const mine = need.handlerId !== null && need.handlerId === me.value;
  return (
    <div class="actions">
      {isLive(need) && need.handlerId !== null && (
        <p class="small">{mine ? words.claimed : words.handled(nameOf(need.handlerId))}</p>
      )}
      <div class="row wrap">
        {need.status === 'reported' && (
          <Button kind="primary" onPress={() => begin('triage')}>
            {words.triage} <kbd aria-hidden="true">t</kbd>
          </Button>
        )}
        {finished && (
          <Act kind="primary" does={() => close(need, 'met')}>
            {words.closeMet}
          </Act>
        )}
        {isLive(need) && (
          <Act does={() => claim(need)}>
            {mine ? words.letGo : need.handlerId === null ? words.claim : words.takeOver}{' '}
            <kbd aria-hidden="true">c</kbd>
          </Act>
        )}
        {need.status === 'open' && <Button onPress={() => begin('triage')}>{words.edit}</Button>}
        {isLive(need) && <Button onPress={() => begin('merge')}>{words.merge}</Button>}
        {isLive(need) && <Close need={need} out={out} />}
        {need.status === 'closed' && (
          <Act kind="primary" does={() => perform('reopenNeed', { needId: need.id })}>
            {words.reopen}
          </Act>
        )}
        {need.status !== 'reported' && (
          <Button kind="quiet" onPress={() => (sheet.value = { of: 'assignment', needId: need.id })}>
            {words.print}
          </Button>
        )}
      </div>
    </div>
  );
}

const close = async (need: Need, outcome: NonNullable<Need['outcome']>): Promise<void> => {
  await perform('closeNeed', { needId: need.id, outcome });
  toast(`${deskWords().needStatus.closed}: ${sharedWords().outcome[outcome]}`, {
    action: { label: sharedWords().undo, run: () => perform('reopenNeed', { needId: need.id }).catch(() => undefined) },
  });
};

/** Takes the need, or gives it back where this desk has it already. */
export const claim = (need: Need): Promise<unknown> =>
  perform('claimNeed', { needId: need.id, hold: !(need.handlerId !== null && need.handlerId === me.value) });

const outcomes: NonNullable<Need['outcome']>[] = ['met', 'notNeeded', 'elsewhere', 'unreachable'];

/** Closing asks how it ended; it can be reopened, so it asks nothing more. */
function Close({ need, out }: { need: Need; out: boolean }) {
  const words = deskWords().need;
  const choosing = useSignal(false);
  if (!choosing.value) return <Button onPress={() => (choosing.value = true)}>{words.closeAs}</Button>;
  return (
    <div class="outcomes row wrap" role="group" aria-label={words.closeAs}>
      {outcomes.map((outcome) => (
        <Act key={outcome} does={() => close(need, outcome)} {...(out ? { title: words.outFirst } : {})}>
          {sharedWords().outcome[outcome]}
        </Act>
      ))}
      <Button kind="quiet" onPress={() => (choosing.value = false)}>
        {words.keep}
      </Button>
    </div>
  );
}
