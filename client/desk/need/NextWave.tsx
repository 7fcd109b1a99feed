import { useSignal } from '@preact/signals';
import type { WavePreview } from '../../../shared/operations.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { time } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import type { Standing } from '../standing.ts';
import { openWave } from './proposals.ts';
import { oneIn } from './Waves.tsx';

/** The wave that would be opened now: how many, why that many, and a number and window of one's own. */
export function NextWave({ standing, preview }: { standing: Standing; preview: WavePreview }) {
  const words = deskWords().waves;
  const choosing = useSignal(false);
  const quota = preview.seats.reduce((sum, seat) => sum + seat.quota, 0);
  const places = preview.seats.reduce((sum, seat) => sum + seat.places, 0);
  const chance = quota === 0 ? 0 : preview.seats.reduce((sum, seat) => sum + seat.quota * seat.chanceOfYes, 0) / quota;
  if (choosing.value) return <OwnNumber preview={preview} onDone={() => (choosing.value = false)} />;
  return (
    <div class="next-wave">
      <div class="row wrap">
        {quota > 0 && (
          <Button kind="primary" onPress={() => openWave()}>
            {standing.asked > 0 ? words.askMore(quota) : words.ask(quota)} <kbd aria-hidden="true">o</kbd>
          </Button>
        )}
        <Button kind="quiet" onPress={() => (choosing.value = true)}>
          {words.otherNumber}
        </Button>
      </div>
      <p class="small soft">
        {quota > 0
          ? `${words.toAsk(quota, places)}: ${words.why(oneIn(chance), preview.wavesLeft - 1, time(standing.need.deadlineAt))}`
          : standing.asked > 0
            ? words.enoughAsked
            : ''}
      </p>
    </div>
  );
}

const mostForASeat = 50;

function OwnNumber({ preview, onDone }: { preview: WavePreview; onDone: () => void }) {
  const words = deskWords().waves;
  const quota = useSignal(String(Math.max(1, ...preview.seats.map((seat) => seat.quota))));
  const minutes = useSignal(String(preview.answerWithinMinutes));
  const isWrong = (text: string, most: number): boolean => !/^[0-9]+$/.test(text) || +text < 1 || +text > most;
  const wrong = isWrong(quota.value, mostForASeat) || isWrong(minutes.value, 1440);
  const ask = async (): Promise<void> => {
    await openWave({ quota: Number(quota.value), answerWithinMinutes: Number(minutes.value) });
    onDone();
  };
  return (
    <div class="next-wave">
      <div class="two">
        <Field
          label={words.quota}
          wrong={isWrong(quota.value, mostForASeat) ? words.numberFrom(1, mostForASeat) : undefined}
        >
          {(ids) => (
            <input
              {...ids}
              class="input"
              inputMode="numeric"
              value={quota.value}
              onInput={(event) => (quota.value = event.currentTarget.value.trim())}
            />
          )}
        </Field>
        <Field label={words.window} wrong={isWrong(minutes.value, 1440) ? words.numberFrom(1, 1440) : undefined}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              inputMode="numeric"
              value={minutes.value}
              onInput={(event) => (minutes.value = event.currentTarget.value.trim())}
            />
          )}
        </Field>
      </div>
      <div class="row wrap">
        <Button kind="primary" disabled={wrong} onPress={ask}>
          {words.askThem}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {deskWords().need.keep}
        </Button>
      </div>
    </div>
  );
}
