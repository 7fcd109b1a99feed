import { useSignal } from '@preact/signals';
import { isCommitted } from '../../../shared/lifecycle.ts';
import type { RollCall } from '../../../shared/records/on-scene.ts';
import { all, one, perform } from '../../live.ts';
import { Field } from '../../parts/Field.tsx';
import { safetyWords } from '../../words/safety.ts';
import { Act } from '../Act.tsx';
import { incident } from '../chosen.ts';
import { aboutOf } from './RollCalls.tsx';
import { speaksFor } from './watched.ts';

interface Choice {
  about: RollCall['about'];
  aboutId: string;
  people: number;
}

/** Opens a roll-call of everybody, of a cell or of a need where somebody is committed. */
export function CallTheRoll({ open }: { open: readonly RollCall[] }) {
  const words = safetyWords().rollCall;
  const chosen = useSignal('');
  const choices = choicesIn(incident.value?.id ?? '');
  const [whole] = choices;
  if (!whole) return <p class="note">{words.nobody}</p>;
  const isOpen = ({ aboutId }: Choice): boolean => open.some((call) => call.aboutId === aboutId);
  const picked =
    choices.find((choice) => choice.aboutId === chosen.value && !isOpen(choice)) ??
    choices.find((choice) => !isOpen(choice));
  const option = (choice: Choice) => {
    const title = words.option(aboutOf(choice), choice.people);
    return (
      <option key={choice.aboutId} value={choice.aboutId} disabled={isOpen(choice)}>
        {isOpen(choice) ? words.isOpen(title) : title}
      </option>
    );
  };
  return (
    <form class="row wrap end" onSubmit={(event) => event.preventDefault()}>
      <div class="grow">
        <Field label={words.about}>
          {(ids) => (
            <select
              {...ids}
              class="input"
              value={picked?.aboutId ?? ''}
              onChange={(event) => (chosen.value = event.currentTarget.value)}
            >
              {option(whole)}
              <optgroup label={words.cells}>{choices.filter(({ about }) => about === 'cell').map(option)}</optgroup>
              <optgroup label={words.needs}>{choices.filter(({ about }) => about === 'need').map(option)}</optgroup>
            </select>
          )}
        </Field>
      </div>
      <Act
        kind="primary"
        disabled={picked === undefined}
        does={() =>
          picked === undefined
            ? Promise.resolve()
            : perform('openRollCall', {
                incidentId: whole.aboutId,
                about: picked.about,
                aboutId: picked.aboutId,
              })
        }
      >
        {words.open}
      </Act>
    </form>
  );
}

/** Everybody, then cells, then needs, each with how many are committed there. Empty where nobody is. */
function choicesIn(incidentId: string): Choice[] {
  const cells = new Map<string, number>();
  const needs = new Map<string, number>();
  let people = 0;
  for (const assignment of all('assignment')) {
    if (assignment.incidentId !== incidentId || !isCommitted(assignment)) continue;
    const need = one('need', assignment.needId);
    if (!need) continue;
    people += 1;
    cells.set(need.cellId, (cells.get(need.cellId) ?? 0) + 1);
    if (speaksFor(need)) needs.set(need.id, (needs.get(need.id) ?? 0) + 1);
  }
  if (people === 0) return [];
  const sorted = (about: RollCall['about'], counts: Map<string, number>): Choice[] =>
    [...counts]
      .map(([aboutId, count]) => ({ about, aboutId, people: count }))
      .sort((a, b) => aboutOf(a).localeCompare(aboutOf(b)));
  return [{ about: 'incident', aboutId: incidentId, people }, ...sorted('cell', cells), ...sorted('need', needs)];
}
