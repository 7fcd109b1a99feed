import { useSignal } from '@preact/signals';
import type { Assignment } from '../../../shared/records.ts';
import { Button } from '../../parts/Button.tsx';
import { cellName } from '../../parts/Names.tsx';
import { useNow } from '../../parts/useNow.ts';
import { duration, say } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { sharedWords } from '../../words/shared.ts';
import { ended, needOf } from '../mine.ts';
import { moment } from '../said.ts';
import { minutesOnScene } from '../today.ts';

const first = 3;

/** What this person did and was asked lately. */
export function Recent() {
  const shown = useSignal(first);
  const words = goWords().recent;
  const all = ended.value;
  return (
    <section class="card">
      <h2>{words.title}</h2>
      {all.length === 0 && <p class="small soft">{words.none}</p>}
      <ul class="lines">
        {all.slice(0, shown.value).map((assignment) => (
          <Line key={assignment.id} assignment={assignment} />
        ))}
      </ul>
      {all.length > shown.value && (
        <Button kind="quiet" onPress={() => (shown.value += 20)}>
          {words.more(all.length - shown.value)}
        </Button>
      )}
    </section>
  );
}

function Line({ assignment }: { assignment: Assignment }) {
  const now = useNow();
  const words = goWords();
  const need = needOf(assignment);
  const title = say(need?.private?.title) || (need?.category ? sharedWords().category[need.category] : '');
  const minutes = minutesOnScene(assignment, now);
  const about = [
    moment(assignment.endedAt ?? assignment.offeredAt, now),
    ...(need?.cellId ? [cellName(need.cellId)] : []),
    ...(minutes > 0 ? [duration(minutes * 60_000)] : []),
  ];
  return (
    <li>
      <p class="small">{title}</p>
      <p class="tiny soft">
        {about.join(' · ')}{' '}
        <span class={assignment.status === 'completed' ? 'served strong' : ''}>
          {words.recent.ended[assignment.status]}
        </span>
      </p>
    </li>
  );
}
