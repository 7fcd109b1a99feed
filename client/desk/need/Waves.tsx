import { useSignal } from '@preact/signals';
import type { Need, Wave } from '../../../shared/records.ts';
import { all, perform } from '../../live.ts';
import { Refused } from '../../parts/Refused.tsx';
import { useNow } from '../../parts/useNow.ts';
import { dayTime, time } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { Act } from '../Act.tsx';
import { nameOf, type Standing } from '../standing.ts';
import { firstAsking } from './proposals.ts';

/** The waves of a need, newest first, each with what came of it so far; how they go on; and "we have enough". */
export function Waves({ standing }: { standing: Standing }) {
  const words = deskWords().waves;
  const { need } = standing;
  const waves = wavesOf(need.id);
  return (
    <section class="waves" aria-label={words.heading}>
      {standing.lacking > 0 && <Switches need={need} />}
      {waves.length > 0 && (
        <>
          <h3>{words.heading}</h3>
          <ol class="small">
            {waves.map((wave) => (
              <OneWave key={wave.id} wave={wave} />
            ))}
          </ol>
        </>
      )}
      {standing.lacking > 0 && standing.lacking < standing.wanted + standing.asked && (
        <Act does={() => perform('enough', { needId: need.id })} title={words.enoughHint}>
          {words.enough}
        </Act>
      )}
    </section>
  );
}

export const wavesOf = (needId: string): Wave[] =>
  all('wave')
    .filter((wave) => wave.needId === needId)
    .sort((a, b) => b.number - a.number);

function OneWave({ wave }: { wave: Wave }) {
  const words = deskWords().waves;
  const { counts } = wave;
  const asked = wave.assignmentIds.length;
  const places = wave.seats.reduce((sum, seat) => sum + seat.places, 0);
  const said = (['accepted', 'standby', 'declined', 'expired', 'stoodDown'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => words.counts[name](counts[name]));
  return (
    <li>
      <div class="row spread">
        <b>{words.number(wave.number)}</b>
        <span class="tiny soft nowrap" title={dayTime(wave.openedAt)}>
          {time(wave.openedAt)} · {wave.openedBy === 'system' ? words.byMuster : nameOf(wave.openedBy)}
        </span>
      </div>
      <div>
        {words.asked(asked, places)}
        {wave.sizedFrom &&
          `: ${words.why(oneIn(wave.sizedFrom.chanceOfYes), wave.sizedFrom.wavesLeft - 1, time(wave.sizedFrom.deadlineAt))}`}
      </div>
      <div class="row spread">
        <span>{said.length > 0 ? said.join(' · ') : words.noAnswer}</span>
        {counts.waiting > 0 && <span class="nowrap urgent">{words.waiting(counts.waiting, time(wave.answerBy))}</span>}
      </div>
      {counts.late > 0 && <div class="soft">{words.late(counts.late)}</div>}
      {counts.waiting > 1 && (
        <Act kind="quiet" does={() => perform('withdrawWave', { waveId: wave.id })}>
          {words.withdraw}
        </Act>
      )}
    </li>
  );
}

/** A chance as people say it: about 1 time in 3. */
export const oneIn = (chance: number): number => Math.max(1, Math.round(1 / Math.max(chance, 0.01)));

function Switches({ need }: { need: Need }) {
  const words = deskWords().waves;
  const now = useNow();
  const { asking } = need;
  const state = asking ?? firstAsking.value;
  const set = async (change: { automatic?: boolean; standby?: boolean }): Promise<void> => {
    if (asking) await perform('setAsking', { needId: need.id, ...change });
    else firstAsking.value = { ...firstAsking.value, ...change };
  };
  const tryAt = asking?.automatic ? asking.nextTryAt : null;
  return (
    <div class="switches small">
      <Switch on={state.automatic} label={words.automatic} set={(automatic) => set({ automatic })} />
      <Switch on={state.standby} label={words.standby} set={(standby) => set({ standby })} />
      {tryAt !== null && tryAt > now && <p class="tiny soft">{words.nobodyLeft(time(tryAt))}</p>}
    </div>
  );
}

function Switch({ on, label, set }: { on: boolean; label: string; set: (on: boolean) => Promise<void> }) {
  const error = useSignal<unknown>(null);
  return (
    <>
      <label class="switch">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            const box = event.currentTarget;
            error.value = null;
            set(box.checked).catch((refused: unknown) => {
              box.checked = on;
              error.value = refused;
            });
          }}
        />
        <span>{label}</span>
      </label>
      <Refused error={error.value} />
    </>
  );
}
