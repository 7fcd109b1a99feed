import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { WalkUp } from '../../../shared/records/on-scene.ts';
import type { Person } from '../../../shared/records.ts';
import { perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { cellName } from '../../parts/Names.tsx';
import { arrivalsWords } from '../../words/arrivals.ts';
import { Act } from '../Act.tsx';
import { seatWords } from '../need/seat-words.ts';
import { nameOf, titleOf } from '../standing.ts';
import { workFor } from './walk-ups.ts';

/** Which free place somebody is put on: until they are approved, generic work under a lead alone. */
export function Placing({ walkUp, person, onDone }: { walkUp: WalkUp; person: Person; onDone: () => void }) {
  const words = arrivalsWords();
  const work = workFor(walkUp, person);
  const chosen = useSignal('');
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => select.current?.focus(), []);
  const place = work.find(({ need, seat }) => `${need.id} ${seat.id}` === chosen.value) ?? work[0];
  if (!place)
    return (
      <p class="note warn row spread">
        {person.status === 'approved' ? words.noWorkApproved : words.noWork}
        <Button kind="quiet" onPress={onDone}>
          {words.cancel}
        </Button>
      </p>
    );
  const put = async (): Promise<void> => {
    await perform('placeWalkUp', { walkUpId: walkUp.id, needId: place.need.id, seatId: place.seat.id });
    onDone();
  };
  return (
    <div class="row wrap">
      <select
        ref={select}
        class="input grow"
        aria-label={words.placeOn(nameOf(person.id))}
        value={`${place.need.id} ${place.seat.id}`}
        onChange={(event) => (chosen.value = event.currentTarget.value)}
      >
        {work.map(({ need, seat }) => (
          <option key={`${need.id} ${seat.id}`} value={`${need.id} ${seat.id}`}>
            {titleOf(need)} · {cellName(need.cellId)} · {seatWords(seat)}
          </option>
        ))}
      </select>
      <Act kind="primary" does={put}>
        {words.put}
      </Act>
      <Button kind="quiet" onPress={onDone}>
        {words.cancel}
      </Button>
    </div>
  );
}
