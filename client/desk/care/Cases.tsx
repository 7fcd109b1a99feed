import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PersonRow } from '../../../shared/operations.ts';
import type { Case, CaseNote } from '../../../shared/records.ts';
import { actor, all, perform } from '../../live.ts';
import { cellName } from '../../parts/Names.tsx';
import { Since } from '../../parts/Since.tsx';
import { dayTime, say } from '../../words/format.ts';
import { supervisionWords } from '../../words/supervision.ts';
import { one } from '../../live.ts';
import { Act } from '../Act.tsx';
import { nameOf } from '../standing.ts';

/** The cases this organisation carries, those that go on first, with their notes and a way to pass them on. */
export function Cases() {
  const words = supervisionWords().cases;
  const cases = (all('case') as Case[]).toSorted(
    (a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null) || b.openedAt - a.openedAt,
  );
  const colleagues = useColleagues();
  return (
    <div class="care-list">
      <header>
        <h2 class="title">{words.heading}</h2>
        <p class="small soft">{words.hint}</p>
      </header>
      {cases.length === 0 && (
        <div class="empty">
          <strong>{words.none}</strong>
          <p class="small">{words.noneHint}</p>
        </div>
      )}
      <ul class="cards">
        {cases.map((each) => (
          <OneCase key={each.id} case={each} colleagues={colleagues} />
        ))}
      </ul>
    </div>
  );
}

/** Approved social workers of this organisation: who could carry a case on. */
function useColleagues(): PersonRow[] {
  const found = useSignal<PersonRow[]>([]);
  const organisationId = actor.value?.kind === 'person' ? actor.value.organisationId : '';
  useEffect(() => {
    perform('findPeople', { status: 'approved', limit: 200 }).then(
      ({ people }) =>
        (found.value = people.filter(
          (person) => person.organisationId === organisationId && person.roles.includes('socialWorker'),
        )),
      // The list of cases is worth showing without it.
      () => undefined,
    );
  }, [organisationId]);
  return found.value;
}

function OneCase({ case: each, colleagues }: { case: Case; colleagues: readonly PersonRow[] }) {
  const words = supervisionWords().cases;
  const to = useSignal('');
  const workerId = each.workerIds.at(-1) ?? null;
  const need = one('need', each.needId);
  const notes = (all('caseNote') as CaseNote[])
    .filter(({ caseId }) => caseId === each.id)
    .toSorted((a, b) => b.at - a.at);
  const others = colleagues.filter(({ id }) => id !== workerId);
  const workerName = say(colleagues.find(({ id }) => id === workerId)?.name) || nameOf(workerId);
  return (
    <li class={`card stack tight ${each.closedAt === null ? '' : 'soft'}`}>
      <div class="row spread wrap">
        <b>{say(each.private?.title)}</b>
        <span class="tag">{words.phase[each.phase]}</span>
      </div>
      <p class="small soft">
        {words.worker(workerName)} · {need && `${cellName(need.cellId)} · `}
        {each.closedAt === null ? words.since(dayTime(each.openedAt)) : words.closed(dayTime(each.closedAt))}
      </p>
      <details>
        <summary class="small">{words.notes(notes.length)}</summary>
        {notes.length === 0 && <p class="small soft">{words.noNotes}</p>}
        <ul class="small">
          {notes.map((note) => (
            <li key={note.id}>
              <span class="soft">
                {words.phase[note.phase]} · <Since at={note.at} />
              </span>
              <p class="details">{note.private?.text}</p>
            </li>
          ))}
        </ul>
      </details>
      {each.closedAt === null && others.length > 0 && (
        <div class="row wrap">
          <label class="small row">
            {words.pass}
            <select class="input" value={to.value} onChange={(event) => (to.value = event.currentTarget.value)}>
              <option value="">{words.choose}</option>
              {others.map(({ id, name }) => (
                <option key={id} value={id}>
                  {say(name)}
                </option>
              ))}
            </select>
          </label>
          <Act
            kind="quiet"
            disabled={to.value === ''}
            sure={words.sure}
            does={() => perform('passCase', { caseId: each.id, personId: to.value })}
          >
            {words.passOn}
          </Act>
        </div>
      )}
    </li>
  );
}
