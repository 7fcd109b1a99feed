import { useSignal } from '@preact/signals';
import type { Assignment } from '../../../shared/records.ts';
import { nowAt } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { goWords } from '../../words/go.ts';
import { take } from '../mine.ts';
import { whereAmI } from '../place.ts';

/** Checking in on site, with the place where the phone may tell it; without, it counts as well. */
export function CheckInHere({ assignment, onDone }: { assignment: Assignment; onDone?: () => void }) {
  const looking = useSignal(false);
  const words = goWords().task;
  const checkIn = async (): Promise<void> => {
    const at = Math.round(nowAt());
    looking.value = true;
    const here = await whereAmI();
    looking.value = false;
    void take('checkIn', { assignmentId: assignment.id, how: { by: 'place', ...here }, at });
    onDone?.();
  };
  return (
    <Button kind="primary" big onPress={checkIn}>
      {looking.value ? words.checkingIn : words.checkInHere}
    </Button>
  );
}
