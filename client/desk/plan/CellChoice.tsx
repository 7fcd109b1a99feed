import { useSignal } from '@preact/signals';
import { all, minute, type Coverage } from '../../live.ts';
import { coverageState, coverageStates } from '../../parts/coverage.ts';
import { Button } from '../../parts/Button.tsx';
import { cellTeamsWords } from '../../words/cell-teams.ts';
import { say } from '../../words/format.ts';
import { sharedWords } from '../../words/shared.ts';
import { incident } from '../chosen.ts';
import { cellIds, mostCells } from './teams.ts';

/** Which cells, those that lack people most first, each with how it stands. */
export function CellChoice() {
  const words = cellTeamsWords();
  const sought = useSignal('');
  const now = minute.value;
  const sinceAt = incident.value?.openedAt ?? now;
  const coverage = new Map(all('coverage').map((each) => [each.id, each]));
  const cells = all('cell')
    .map((cell) => ({ id: cell.id, name: say(cell.name), ...standing(coverage.get(cell.id), now, sinceAt) }))
    .sort((a, b) => coverageStates.indexOf(a.state) - coverageStates.indexOf(b.state) || (a.name < b.name ? -1 : 1));
  if (cells.length === 0) return <p class="note warn">{words.noCells}</p>;
  const text = sought.value.trim().toLowerCase();
  const shown = cells.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(text));
  const choose = (id: string, on: boolean): void => {
    const next = new Set(cellIds.value);
    if (on) next.add(id);
    else next.delete(id);
    cellIds.value = next;
  };
  const isQuiet = cells.filter(({ isEmpty }) => isEmpty).slice(0, mostCells);
  return (
    <fieldset class="field">
      <legend>{words.cells(cellIds.value.size, mostCells)}</legend>
      <div class="row wrap">
        <Button kind="quiet" onPress={() => (cellIds.value = new Set(isQuiet.map(({ id }) => id)))}>
          {words.chooseQuiet}
        </Button>
        {cellIds.value.size > 0 && (
          <Button kind="quiet" onPress={() => (cellIds.value = new Set())}>
            {words.chooseNone}
          </Button>
        )}
      </div>
      {cells.length > 12 && (
        <input
          class="input"
          type="search"
          aria-label={words.find}
          placeholder={words.find}
          value={sought.value}
          onInput={(event) => (sought.value = event.currentTarget.value)}
        />
      )}
      <ul class="teams-cells" tabIndex={0} aria-label={words.cells(cellIds.value.size, mostCells)}>
        {shown.map(({ id, name, state }) => (
          <li key={id}>
            <label class="row">
              <input
                type="checkbox"
                class="tick"
                checked={cellIds.value.has(id)}
                onChange={(event) => choose(id, event.currentTarget.checked)}
              />
              <span class="grow clip">{name}</span>
              <span class="tiny soft nowrap">{sharedWords().coverage[state]}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** How a cell stands, and whether nobody is there or on the way. */
const standing = (coverage: Coverage | undefined, now: number, sinceAt: number) => ({
  state: coverageState(coverage, now, sinceAt),
  isEmpty: !coverage || coverage.coming + coverage.onScene === 0,
});
