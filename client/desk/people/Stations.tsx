import { useSignal } from '@preact/signals';
import { all, language, one, perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { CellName } from '../../parts/Names.tsx';
import { say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { Act } from '../Act.tsx';
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
    const other = language.value === 'zh' ? 'en' : 'zh';
    await perform('addStation', {
      incidentId: incident.value.id,
      name: { [language.value]: name.value, ...(nameOther.value.trim() === '' ? {} : { [other]: nameOther.value }) },
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
            <Button onPress={() => (sheet.value = { of: 'station', stationId: station.id })}>{words.print}</Button>
          </li>
        ))}
      </ul>
      <form class="card form" onSubmit={(event) => event.preventDefault()}>
        <h3>{words.add}</h3>
        <div class="two">
          <Field
            label={words.name}
            wrong={tried.value && name.value.trim() === '' ? deskWords().form.required : undefined}
          >
            {(ids) => (
              <input
                {...ids}
                class="input"
                maxLength={120}
                value={name.value}
                onInput={(event) => (name.value = event.currentTarget.value)}
              />
            )}
          </Field>
          <Field label={words.nameOther} optional>
            {(ids) => (
              <input
                {...ids}
                class="input"
                maxLength={120}
                value={nameOther.value}
                onInput={(event) => (nameOther.value = event.currentTarget.value)}
              />
            )}
          </Field>
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
