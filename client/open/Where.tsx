import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { language } from '../language.ts';
import { all } from '../live.ts';
import { Button } from '../parts/Button.tsx';
import { cellAt } from '../parts/cell-geometry.ts';
import { Field } from '../parts/Field.tsx';
import { cellName } from '../parts/Names.tsx';
import { useNow } from '../parts/useNow.ts';
import { say } from '../words/format.ts';
import { openWords } from '../words/open.ts';
import { statesOf } from './Coverage.tsx';
import { CoverageMap } from './CoverageMap.tsx';
import { draft, write } from './draft.ts';
import { findPosition, type NoPosition } from './position.ts';

/** Where it is: this device's position, an area from a list or the map, and the address in words. `cellId`: the area as it stands. */
export function Where({ cellId, lacking }: { cellId: string | null; lacking: boolean }) {
  const words = openWords().report;
  const trouble = useSignal<NoPosition | 'outside' | null>(null);
  const finding = useSignal(false);
  const onMap = useSignal(false);
  const wrongId = useId();
  const now = useNow();
  const cells = all('cell');
  const order = new Intl.Collator(language.value === 'zh' ? 'zh-CN' : 'en', { numeric: true });
  const { address, point, accuracyM } = draft.value;

  const choose = (id: string | null): void => {
    trouble.value = null;
    const isThere = point && id !== null && cellAt(cells, point)?.id === id;
    write({ cellId: id, ...(isThere ? {} : { point: null, accuracyM: null }) });
  };
  const locate = async (): Promise<void> => {
    finding.value = true;
    trouble.value = null;
    const found = await findPosition();
    finding.value = false;
    if (typeof found === 'string') {
      trouble.value = found;
      return;
    }
    const cell = cellAt(cells, found.point);
    // Without the grid at hand the server finds the area from the point.
    if (cell || cells.length === 0) write({ cellId: cell?.id ?? null, ...found });
    else trouble.value = 'outside';
  };

  return (
    <fieldset class={`stack tight ${lacking ? 'lacking' : ''}`} aria-describedby={lacking ? wrongId : undefined}>
      <legend class="label">{words.where}</legend>
      <p class="hint">{words.whereHint}</p>
      <div class="row wrap">
        {findPosition.isPossible() && (
          <Button onPress={locate} disabled={finding.value}>
            <Pin /> {finding.value ? words.finding : words.usePosition}
          </Button>
        )}
        {cells.length > 0 && (
          <Button onPress={() => (onMap.value = !onMap.value)} expanded={onMap.value}>
            {onMap.value ? words.hideMap : words.onMap}
          </Button>
        )}
      </div>
      <div role="status">
        {point && cellId !== null && (
          <p class="note good row spread wrap">
            {words.positionIn(cellName(cellId), Math.max(5, Math.round(accuracyM ?? 0)))}
            <Button kind="quiet" onPress={() => write({ point: null, accuracyM: null, cellId: null })}>
              {words.forgetPosition}
            </Button>
          </p>
        )}
        {trouble.value && <p class="note warn">{troubleWords(trouble.value)}</p>}
        {draft.value.cellId === null && cellId !== null && (
          <p class="note good">{words.areaFromAddress(cellName(cellId))}</p>
        )}
      </div>
      {onMap.value && (
        <div class="picker">
          <CoverageMap
            cells={cells}
            stateOf={(id) => statesOf(cells, now).get(id) ?? 'none'}
            chosen={cellId}
            onChoose={choose}
          />
        </div>
      )}
      <Field label={words.area}>
        {(ids) => (
          <select
            {...ids}
            class="input"
            aria-invalid={lacking}
            value={cellId ?? ''}
            onChange={(event) => choose(event.currentTarget.value || null)}
          >
            <option value="">{words.areaChoose}</option>
            {cells
              .toSorted((a, b) => order.compare(say(a.name), say(b.name)))
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {say(name)}
                </option>
              ))}
          </select>
        )}
      </Field>
      <Field label={words.address} hint={words.addressHint} optional>
        {(ids) => (
          <input
            {...ids}
            class="input"
            maxLength={300}
            autoComplete="street-address"
            value={address}
            onInput={(event) => write({ address: event.currentTarget.value })}
          />
        )}
      </Field>
      {lacking && (
        <span id={wrongId} class="wrong">
          {words.whereWrong}
        </span>
      )}
    </fieldset>
  );
}

function troubleWords(trouble: NoPosition | 'outside'): string {
  const words = openWords().report;
  return { denied: words.positionDenied, none: words.positionNone, outside: words.positionOutside }[trouble];
}

function Pin() {
  return (
    <svg width="14" height="16" viewBox="0 0 14 16" aria-hidden="true" fill="currentColor">
      <path d="M7 0a6 6 0 0 0-6 6c0 4.2 6 10 6 10s6-5.8 6-10a6 6 0 0 0-6-6Zm0 8.2A2.2 2.2 0 1 1 7 3.8a2.2 2.2 0 0 1 0 4.4Z" />
    </svg>
  );
}
