import { useSignal } from '@preact/signals';
import type { RollCall } from '../../../shared/records/on-scene.ts';
import { all, one } from '../../live.ts';
import { cellName } from '../../parts/Names.tsx';
import { Button } from '../../parts/Button.tsx';
import { dayTime, list, time } from '../../words/format.ts';
import { safetyWords } from '../../words/safety.ts';
import { incident } from '../chosen.ts';
import { nameOf, titleOf } from '../standing.ts';
import { CallTheRoll } from './CallTheRoll.tsx';
import { OpenRollCall } from './OpenRollCall.tsx';

const atOnce = 10;

/** Roll-calls of this incident: those that go on, a new one, and those that are over. */
export function RollCalls() {
  const words = safetyWords().rollCall;
  const most = useSignal(atOnce);
  const calls = all('rollCall').filter(({ incidentId }) => incidentId === incident.value?.id);
  const open = calls.filter(({ closedAt }) => closedAt === null).sort((a, b) => b.openedAt - a.openedAt);
  const past = calls.filter(({ closedAt }) => closedAt !== null).sort((a, b) => b.openedAt - a.openedAt);
  return (
    <section class="safety-column" aria-label={words.heading}>
      <div class="stack tight">
        <h3 class="large">{words.heading}</h3>
        <p class="small soft">{words.hint}</p>
        <CallTheRoll open={open} />
      </div>
      {open.map((call) => (
        <OpenRollCall key={call.id} call={call} />
      ))}
      <div class="stack tight">
        <h3 class="strong">{words.past}</h3>
        {past.length === 0 && <p class="small soft">{words.noPast}</p>}
        <ul class="stack tight">
          {past.slice(0, most.value).map((call) => (
            <Past key={call.id} call={call} />
          ))}
        </ul>
        {past.length > most.value && (
          <div>
            <Button onPress={() => (most.value += atOnce)}>{words.showAll(past.length)}</Button>
          </div>
        )}
      </div>
    </section>
  );
}

/** Whom a roll-call is of, in words. */
export function aboutOf({ about, aboutId }: Pick<RollCall, 'about' | 'aboutId'>): string {
  if (about === 'incident') return safetyWords().rollCall.whole;
  if (about === 'cell') return cellName(aboutId);
  const need = one('need', aboutId);
  return need ? titleOf(need) : aboutId;
}

function Past({ call }: { call: RollCall }) {
  const words = safetyWords().rollCall;
  const { well, needsHelp, missing } = call.result ?? { well: 0, needsHelp: 0, missing: 0 };
  const counts = all('headcount').filter(({ rollCallId }) => rollCallId === call.id);
  const names = (answer: 'needsHelp' | null): string =>
    list(counts.filter((count) => count.answer === answer).map(({ personId }) => nameOf(personId)));
  return (
    <li class="small">
      <details>
        <summary>
          <b>{aboutOf(call)}</b> · {words.counts(well, needsHelp, missing)}
        </summary>
        <p class="soft">{words.closed(dayTime(call.openedAt), time(call.closedAt ?? 0), nameOf(call.closedBy))}</p>
        {missing > 0 && <p>{words.missed(names(null))}</p>}
        {needsHelp > 0 && <p>{words.helped(names('needsHelp'))}</p>}
      </details>
    </li>
  );
}
