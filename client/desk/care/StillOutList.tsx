import { care } from '../../../shared/care.ts';
import { careLimits } from '../../care-limits.ts';
import type { StillOut } from '../../../shared/operations.ts';
import { all, one, perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { OrganisationName, cellName } from '../../parts/Names.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { Since } from '../../parts/Since.tsx';
import { Skeleton } from '../../parts/Skeleton.tsx';
import { dayTime, duration, number, say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { supervisionWords } from '../../words/supervision.ts';
import { incident, openNeed, sheet } from '../chosen.ts';
import { titleOf } from '../standing.ts';
import { useAsked } from './asked-again.ts';
import { PeriodChoice, periodNumber } from './CarePage.tsx';

/** Everybody who is out, asked anew when somebody comes or goes. */
export function useStillOut() {
  const incidentId = incident.value?.id ?? '';
  const mark = all('assignment').filter(
    ({ status }) => status === 'accepted' || status === 'enRoute' || status === 'checkedIn',
  );
  const period = periodNumber.value === 0 ? {} : { periodNumber: periodNumber.value };
  return useAsked(
    () =>
      incidentId === '' ? Promise.resolve({ people: [] }) : perform('readDemobilisation', { incidentId, ...period }),
    `${incidentId} ${periodNumber.value} ${careLimits().minRestHours} ${mark.map(({ id, status }) => id + status).join()}`,
  );
}

/** Who has not come back yet: since when, how long they have worked, and the rest they are owed. */
export function StillOutList() {
  const words = supervisionWords().out;
  const { answer, error } = useStillOut();
  const people = answer.value?.people;
  return (
    <div class="care-list">
      <header class="row wrap">
        <div class="grow">
          <h2 class="title">{words.heading}</h2>
          <p class="small soft">
            {people && people.length > 0 ? `${words.count(people.length)}. ` : ''}
            {words.hint}
          </p>
        </div>
        <PeriodChoice />
        <Button onPress={() => (sheet.value = { of: 'stillOut' })}>{words.print}</Button>
      </header>
      <Refused error={error.value} />
      {!people && error.value === null && <Skeleton lines={6} height={20} />}
      {people?.length === 0 && (
        <div class="empty">
          <strong>{words.none}</strong>
          <p class="small">{words.noneHint}</p>
        </div>
      )}
      {people && people.length > 0 && <StillOutTable people={people} />}
    </div>
  );
}

function isTired({ inARowMinutes, workedMinutes }: StillOut): boolean {
  const { maxHoursInARow, maxHoursPerDay } = careLimits();
  return inARowMinutes >= (maxHoursInARow - care.relieveAheadHours) * 60 || workedMinutes >= maxHoursPerDay * 60;
}

export function StillOutTable({ people, onPaper = false }: { people: readonly StillOut[]; onPaper?: boolean }) {
  const words = supervisionWords().out;
  const heads = [
    words.name,
    words.organisation,
    words.need,
    words.state,
    words.since,
    words.worked,
    words.inARow,
    words.rest,
  ];
  return (
    <table class="care-table">
      <thead>
        <tr>
          {[...heads, ...(onPaper ? [words.back, deskWords().sheet.signature] : [])].map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {people.map((row) => (
          <Row key={row.assignmentId} row={row} onPaper={onPaper} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, onPaper }: { row: StillOut; onPaper: boolean }) {
  const words = supervisionWords().out;
  const need = one('need', row.needId);
  const title = need ? `${titleOf(need)} · ${cellName(need.cellId)}` : '';
  return (
    <tr class={isTired(row) ? 'tired' : ''}>
      <th scope="row">{say(row.name)}</th>
      <td>
        <OrganisationName id={row.organisationId} />
      </td>
      <td>
        {onPaper ? (
          title
        ) : (
          <button type="button" class="link" onClick={() => openNeed(row.needId)}>
            {title}
          </button>
        )}
      </td>
      <td class="nowrap">{deskWords().status[row.status]}</td>
      <td class="nowrap">{onPaper ? dayTime(row.sinceAt) : <Since at={row.sinceAt} />}</td>
      <td class="nowrap">{duration(row.workedMinutes * 60_000)}</td>
      <td class="nowrap">
        {duration(row.inARowMinutes * 60_000)}
        {isTired(row) && <b class="immediate"> {words.relieve}</b>}
      </td>
      <td class="nowrap">{row.restHours > 0 ? words.restHours(number(row.restHours, 1)) : words.noRest}</td>
      {onPaper && (
        <>
          <td />
          <td class="signature" />
        </>
      )}
    </tr>
  );
}
