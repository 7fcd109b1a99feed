import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PersonRow } from '../../../shared/operations.ts';
import type { Person } from '../../../shared/records.ts';
import { connection, perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { CellName, OrganisationName, skillName } from '../../parts/Names.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { Skeleton } from '../../parts/Skeleton.tsx';
import { number, say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { sharedWords } from '../../words/shared.ts';
import { OnePerson } from './OnePerson.tsx';

const perPage = 50;
/** The list is not pushed: somebody who registers appears within this time. */
const againMs = 8000;

/** Everybody registered here, those who wait for approval first, a page at a time. */
export function Directory() {
  const words = deskWords().people;
  const text = useSignal('');
  const status = useSignal<Person['status'] | ''>('');
  const from = useSignal(0);
  const chosenId = useSignal<string | null>(null);
  const found = useSignal<{ total: number; people: PersonRow[] } | null>(null);
  const error = useSignal<unknown>(null);
  const fetched = useSignal(0);
  useEffect(() => {
    let wanted = true;
    const look = async (): Promise<void> => {
      try {
        const input = {
          text: text.value,
          from: from.value,
          limit: perPage,
          ...(status.value === '' ? {} : { status: status.value }),
        };
        const answer = await perform('findPeople', input);
        if (!wanted) return;
        found.value = answer;
        error.value = null;
      } catch (refused) {
        if (wanted) error.value = refused;
      }
    };
    const soon = setTimeout(() => void look(), 150);
    const again = setInterval(() => {
      if (connection.value.state === 'live' && !document.hidden) void look();
    }, againMs);
    return () => {
      wanted = false;
      clearTimeout(soon);
      clearInterval(again);
    };
  }, [text.value, status.value, from.value, fetched.value]);
  const people = found.value?.people ?? [];
  const chosen = people.find(({ id }) => id === chosenId.value);
  return (
    <div class="directory">
      <div class="directory-list">
        <div class="row wrap tools">
          <input
            class="input narrow"
            id="search"
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value;
              from.value = 0;
            }}
          />
          <select
            class="input narrow"
            aria-label={words.now}
            value={status.value}
            onChange={(event) => {
              status.value = event.currentTarget.value as Person['status'] | '';
              from.value = 0;
            }}
          >
            <option value="">{words.anyStatus}</option>
            {(['applied', 'invited', 'approved', 'suspended'] as const).map((each) => (
              <option key={each} value={each}>
                {words.status[each]}
              </option>
            ))}
          </select>
          <span class="grow" />
          {found.value && (
            <>
              <span class="small soft">
                {words.page(
                  found.value.total === 0 ? 0 : from.value + 1,
                  from.value + people.length,
                  number(found.value.total),
                )}
              </span>
              <Button disabled={from.value === 0} onPress={() => (from.value = Math.max(0, from.value - perPage))}>
                {words.previous}
              </Button>
              <Button disabled={from.value + perPage >= found.value.total} onPress={() => (from.value += perPage)}>
                {words.next}
              </Button>
            </>
          )}
        </div>
        <Refused error={error.value} />
        {found.value === null && error.value === null && <Skeleton lines={12} height={22} />}
        {found.value?.total === 0 && <p class="empty">{words.none}</p>}
        {people.length > 0 && (
          <div class="table-scroll" tabIndex={0} role="region" aria-label={words.heading}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.name}</th>
                  <th scope="col">{words.roles}</th>
                  <th scope="col">{words.organisation}</th>
                  <th scope="col">{words.skills}</th>
                  <th scope="col">{words.home}</th>
                  <th scope="col">{words.now}</th>
                </tr>
              </thead>
              <tbody>
                {people.map((person) => (
                  <Line
                    key={person.id}
                    person={person}
                    chosen={person.id === chosenId.value}
                    onChoose={() => (chosenId.value = person.id)}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
      <aside class="one-person" aria-label={words.pick}>
        {chosen ? (
          <OnePerson
            key={chosen.id}
            person={chosen}
            onChanged={() => fetched.value++}
            onClose={() => (chosenId.value = null)}
          />
        ) : (
          <p class="empty">{words.pick}</p>
        )}
      </aside>
    </div>
  );
}

function Line({ person, chosen, onChoose }: { person: PersonRow; chosen: boolean; onChoose: () => void }) {
  const words = deskWords().people;
  return (
    <tr class={chosen ? 'chosen' : ''} onClick={onChoose}>
      <th scope="row">
        <button type="button" class="name" aria-pressed={chosen}>
          {say(person.name)}
        </button>
      </th>
      <td>{person.roles.map((role) => sharedWords().role[role]).join(deskWords().comma)}</td>
      <td>
        <OrganisationName id={person.organisationId} />
      </td>
      <td class="skills">
        {person.skills
          .slice(0, 3)
          .map(({ code, level }) => `${skillName(code)} ${level}`)
          .join(' · ')}
        {person.skills.length > 3 && ` +${person.skills.length - 3}`}
      </td>
      <td>
        <CellName id={person.homeCellId} />
      </td>
      <td class="nowrap">
        <Standing person={person} />{' '}
        {person.hoursToday > 0 && <span class="tiny soft">{words.hours(number(person.hoursToday, 1))}</span>}
      </td>
    </tr>
  );
}

function Standing({ person }: { person: PersonRow }) {
  const words = deskWords().people;
  if (person.status !== 'approved')
    return <span class={`tag ${person.status === 'applied' ? 'some' : ''}`}>{words.status[person.status]}</span>;
  if (person.heldBy !== null) return <span class="tag some">{words.held}</span>;
  return (
    <span class={`tag ${person.availableNow ? 'full' : ''}`}>
      {person.availableNow ? words.availableNow : words.notAvailable}
    </span>
  );
}
