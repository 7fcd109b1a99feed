import { useSignal } from '@preact/signals';
import { nowAt } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { useNow } from '../../parts/useNow.ts';
import { number } from '../../words/format.ts';
import { arrivalsWords } from '../../words/arrivals.ts';
import { incident, sheet } from '../chosen.ts';
import { nameOf } from '../standing.ts';
import { ByCode } from './ByCode.tsx';
import { arrivedAt, type Arrived } from './walk-ups.ts';
import { WalkUpForm } from './WalkUpForm.tsx';
import { WalkUpLine } from './WalkUpLine.tsx';
import './walk-ups.css';

/** Who came unasked: written down in seconds, put on work, checked in and out by the code on their paper. */
export function WalkUps() {
  const words = arrivalsWords();
  const now = incident.value;
  if (now === null) return <p class="empty">{words.noIncident}</p>;
  return (
    <div class="walk-ups">
      <div class="stack">
        {now.closedAt === null ? <WalkUpForm incidentId={now.id} /> : <p class="empty">{words.noIncident}</p>}
        <ByCode />
      </div>
      <Here incidentId={now.id} />
    </div>
  );
}

const states = ['all', 'waiting', 'working', 'gone'] as const;
/** More are drawn when somebody asks; whoever is looked for is found by name. */
const drawnAtOnce = 60;

function Here({ incidentId }: { incidentId: string }) {
  const words = arrivalsWords();
  const state = useSignal<(typeof states)[number]>('all');
  const name = useSignal('');
  const drawn = useSignal(drawnAtOnce);
  useNow();
  const everybody = arrivedAt(incidentId, nowAt());
  const wanted = name.value.trim().toLowerCase();
  const isWanted = ({ walkUp, state: its }: Arrived): boolean =>
    (state.value === 'all' || state.value === its) &&
    (wanted === '' || nameOf(walkUp.personId).toLowerCase().includes(wanted));
  const listed = everybody.filter(isWanted);
  const count = (of: (typeof states)[number]): number =>
    of === 'all' ? everybody.length : everybody.filter((one) => one.state === of).length;
  return (
    <section class="stack tight" aria-labelledby="here-heading">
      <header class="row spread wrap">
        <h2 class="large" id="here-heading">
          {words.list}
        </h2>
        <Button onPress={() => (sheet.value = { of: 'arrivals', stationId: null })}>{words.printList}</Button>
      </header>
      {everybody.length === 0 && (
        <div class="empty">
          <strong>{words.none}</strong>
          <p class="small">{words.noneHint}</p>
        </div>
      )}
      {everybody.length > 0 && (
        <div class="row wrap">
          <select
            class="input narrow"
            aria-label={words.state}
            value={state.value}
            onChange={(event) => (state.value = event.currentTarget.value as typeof state.value)}
          >
            {states.map((each) => (
              <option key={each} value={each}>
                {words.states[each]} ({number(count(each))})
              </option>
            ))}
          </select>
          <input
            class="input narrow"
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={name.value}
            onInput={(event) => (name.value = event.currentTarget.value)}
          />
        </div>
      )}
      {everybody.length > 0 && listed.length === 0 && <p class="empty">{words.noMatch}</p>}
      <ul class="stack tight">
        {listed.slice(0, drawn.value).map((arrived) => (
          <WalkUpLine key={arrived.walkUp.id} arrived={arrived} />
        ))}
      </ul>
      {listed.length > drawn.value && (
        <Button kind="quiet" onPress={() => (drawn.value += drawnAtOnce)}>
          {words.more(listed.length - drawn.value)}
        </Button>
      )}
    </section>
  );
}
