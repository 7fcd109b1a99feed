import { useSignal } from '@preact/signals';
import { all, one, perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { CellName } from '../../parts/Names.tsx';
import { say } from '../../words/format.ts';
import { arrivalsWords } from '../../words/arrivals.ts';
import { deskWords } from '../../words/desk.ts';
import { Act } from '../Act.tsx';
import { TwoNames, namedIn } from '../TwoNames.tsx';
import { CellInput } from '../CellInput.tsx';
import { incident, sheet } from '../chosen.ts';

/** Where people check in by scanning a printed code. */
export function Stations() {
  const words = deskWords().stations;
  const name = useSignal('');
  const nameOther = useSignal('');
  const cellId = useSignal<string | null>(null);
  const tried = useSignal(false);
  const stations = all('station').filter(({ incidentId }) => incidentId === incident.value?.id);
  const add = async (): Promise<void> => {
    tried.value = true;
    const cell = one('cell', cellId.value);
    if (name.value.trim() === '' || !cell || !incident.value) return;
    await perform('addStation', {
      incidentId: incident.value.id,
      name: namedIn(name.value, nameOther.value),
      cellId: cell.id,
      point: cell.centre,
    });
    name.value = '';
    nameOther.value = '';
    tried.value = false;
  };
  return (
    <div class="settings stack">
      <header>
        <h2 class="title">{words.heading}</h2>
        <p class="small soft">{words.hint}</p>
      </header>
      {stations.length === 0 && <p class="empty">{words.none}</p>}
      <ul class="stack tight">
        {stations.map((station) => (
          <li key={station.id} class="card row spread wrap">
            <span>
              <b>{say(station.name)}</b>{' '}
              <span class="soft small">
                <CellName id={station.cellId} />
              </span>
            </span>
            <span class="row wrap">
              <Button kind="quiet" onPress={() => (sheet.value = { of: 'arrivals', stationId: station.id })}>
                {arrivalsWords().stationList}
              </Button>
              <Button onPress={() => (sheet.value = { of: 'station', stationId: station.id })}>{words.print}</Button>
            </span>
          </li>
        ))}
      </ul>
      <form class="card form" onSubmit={(event) => event.preventDefault()}>
        <h3>{words.add}</h3>
        <div class="two">
          <TwoNames words={words} name={name} nameOther={nameOther} tried={tried.value} />
          <Field
            label={words.cell}
            wrong={tried.value && cellId.value === null ? deskWords().form.chooseCell : undefined}
          >
            {(ids) => <CellInput {...ids} cellId={cellId.value} onChange={(id) => (cellId.value = id)} />}
          </Field>
        </div>
        <div>
          <Act kind="primary" does={add}>
            {words.add}
          </Act>
        </div>
      </form>
    </div>
  );
}
