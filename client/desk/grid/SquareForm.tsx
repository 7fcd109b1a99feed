import { useSignal } from '@preact/signals';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { deskWords } from '../../words/desk.ts';
import type { NewCell } from './cells-from-geojson.ts';
import { mostSquares, squareCells } from './square-cells.ts';

/** Squares of a size around a place, for where nobody has a file of the district's grid. */
export function SquareForm({ onDraw }: { onDraw: (cells: NewCell[]) => void }) {
  const words = deskWords().grid;
  const place = useSignal('');
  const sideKm = useSignal(1);
  const columns = useSignal(8);
  const rows = useSignal(8);
  const wrong = useSignal<'place' | 'size' | null>(null);
  const draw = (): void => {
    const centre = placeIn(place.value);
    wrong.value = centre === null ? 'place' : columns.value * rows.value > mostSquares ? 'size' : null;
    if (centre && wrong.value === null)
      onDraw(squareCells({ centre, sideKm: sideKm.value, columns: columns.value, rows: rows.value }));
  };
  const figure = (label: string, of: typeof sideKm, least: number, most: number, step: number) => (
    <Field label={label} wrong={of === columns && wrong.value === 'size' ? words.tooMany(mostSquares) : undefined}>
      {(ids) => (
        <input
          {...ids}
          class="input count"
          type="number"
          min={least}
          max={most}
          step={step}
          value={of.value}
          onInput={(event) => (of.value = Math.min(most, Math.max(least, event.currentTarget.valueAsNumber || least)))}
        />
      )}
    </Field>
  );
  return (
    <form class="card form" onSubmit={(event) => event.preventDefault()}>
      <h3>{words.squares}</h3>
      <Field label={words.centre} hint={words.centreHint} wrong={wrong.value === 'place' ? words.noPlace : undefined}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            inputMode="decimal"
            placeholder="22.5431, 114.0579"
            value={place.value}
            onInput={(event) => (place.value = event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="row wrap">
        {figure(words.sideKm, sideKm, 0.1, 50, 0.1)}
        {figure(words.columns, columns, 1, 60, 1)}
        {figure(words.rows, rows, 1, 60, 1)}
      </div>
      <div>
        <Button onPress={draw}>{words.draw}</Button>
      </div>
    </form>
  );
}

/** "22.5431, 114.0579" as maps show it: latitude first. Null where it is not a place; near the poles squares are none. */
function placeIn(text: string): { lat: number; lon: number } | null {
  const [lat, lon, more] = text
    .split(/[\s,，;]+/u)
    .filter(Boolean)
    .map(Number);
  if (lat === undefined || lon === undefined || more !== undefined) return null;
  return Math.abs(lat) <= 80 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}
