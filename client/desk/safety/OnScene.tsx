import { useSignal } from '@preact/signals';
import { Button } from '../../parts/Button.tsx';
import { safetyWords } from '../../words/safety.ts';
import { OneWatched } from './OneWatched.tsx';
import { isCalled, isSilent, watched } from './watched.ts';

/** As many rows at a time: whoever is silent stands first, so the rest can wait. */
const atOnce = 60;

/** Everybody on scene and how far the asking has come with each of them. */
export function OnScene() {
  const words = safetyWords().watch;
  const text = useSignal('');
  const onlySilent = useSignal(false);
  const most = useSignal(atOnce);
  const everybody = watched.value;
  const wanted = text.value.toLowerCase().split(/\s+/u).filter(Boolean);
  const found = everybody.filter((one) => (!onlySilent.value || isSilent(one)) && isCalled(one, wanted));
  const shown = found.slice(0, most.value);
  return (
    <section class="stack tight" aria-label={words.heading}>
      <h3 class="large">{words.heading}</h3>
      <p class="small soft">{words.hint}</p>
      {everybody.length === 0 ? (
        <div class="empty">
          <strong>{words.none}</strong>
          <p class="small">{words.noneHint}</p>
        </div>
      ) : (
        <>
          <div class="row wrap">
            <input
              class="input narrow"
              id="search"
              type="search"
              aria-label={words.search}
              placeholder={words.search}
              value={text.value}
              onInput={(event) => (text.value = event.currentTarget.value)}
            />
            <label class="row small">
              <input
                type="checkbox"
                checked={onlySilent.value}
                onChange={(event) => (onlySilent.value = event.currentTarget.checked)}
              />
              {words.onlySilent}
            </label>
          </div>
          {!everybody.some(isSilent) && <p class="note good">{words.allHeard}</p>}
          {found.length === 0 && wanted.length > 0 && <p class="empty">{words.noMatch}</p>}
          <ul class="watched-list">
            {shown.map((one) => (
              <OneWatched key={one.assignment.id} watched={one} />
            ))}
          </ul>
          {found.length > shown.length && (
            <div>
              <Button onPress={() => (most.value += atOnce)}>
                {words.more(Math.min(atOnce, found.length - shown.length))}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
