import { signal } from '@preact/signals';
import { all } from '../../live.ts';
import { Field } from '../../parts/Field.tsx';
import { cellName } from '../../parts/Names.tsx';
import { say } from '../../words/format.ts';
import { arrivalsWords } from '../../words/arrivals.ts';
import { standings, titleOf, urgentFirst } from '../standing.ts';

/** Stays from one person to the next: whoever writes stands at one table. */
const place = signal('');

interface Place {
  key: string;
  words: string;
  input: { stationId: string } | { needId: string };
}
interface Places {
  stations: Place[];
  needs: Place[];
  /** Undefined where there is neither a check-in point nor an open need. */
  chosen: Place | undefined;
}

/** Where somebody can have come to: the check-in points and the open needs of the incident. */
export function usePlaces(incidentId: string): Places {
  const stations = all('station')
    .filter((station) => station.incidentId === incidentId)
    .map(({ id, name }) => ({ key: `station ${id}`, words: say(name), input: { stationId: id } }));
  const needs = standings.value
    .filter(({ need }) => need.status === 'open' && need.incidentId === incidentId)
    .toSorted(urgentFirst)
    .map(({ need }) => ({
      key: `need ${need.id}`,
      words: `${titleOf(need)} · ${cellName(need.cellId)}`,
      input: { needId: need.id },
    }));
  const places = [...stations, ...needs];
  return { stations, needs, chosen: places.find(({ key }) => key === place.value) ?? places[0] };
}

export function CameTo({ places: { stations, needs, chosen } }: { places: Places }) {
  const words = arrivalsWords();
  const group = (label: string, places: Place[]) =>
    places.length > 0 && (
      <optgroup label={label}>
        {places.map(({ key, words }) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </optgroup>
    );
  return (
    <Field label={words.where}>
      {(ids) => (
        <select
          {...ids}
          class="input"
          value={chosen?.key}
          onChange={(event) => (place.value = event.currentTarget.value)}
        >
          {group(words.stations, stations)}
          {group(words.needs, needs)}
        </select>
      )}
    </Field>
  );
}
