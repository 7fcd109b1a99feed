import { perform } from '../../live.ts';
import { OrganisationName } from '../../parts/Names.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { Skeleton } from '../../parts/Skeleton.tsx';
import { number, percent } from '../../words/format.ts';
import { supervisionWords } from '../../words/supervision.ts';
import { incident } from '../chosen.ts';
import { useAsked } from './asked-again.ts';
import { PeriodChoice, periodNumber } from './CarePage.tsx';

/** Per organisation and period: how much of its social workers' time went into social work. */
export function HoursOfProfessionals() {
  const words = supervisionWords().hours;
  const incidentId = incident.value?.id ?? '';
  const period = periodNumber.value === 0 ? {} : { periodNumber: periodNumber.value };
  const { answer, error } = useAsked(
    () =>
      incidentId === ''
        ? Promise.resolve({ organisations: [] })
        : perform('readProfessionalHours', { incidentId, ...period }),
    `${incidentId} ${periodNumber.value}`,
  );
  const rows = answer.value?.organisations;
  const heads = [words.organisation, words.all, words.professionals, words.onWork, words.share];
  return (
    <div class="care-list">
      <header class="row wrap">
        <div class="grow">
          <h2 class="title">{words.heading}</h2>
          <p class="small soft">{words.hint}</p>
        </div>
        <PeriodChoice />
      </header>
      <Refused error={error.value} />
      {!rows && error.value === null && <Skeleton lines={4} height={20} />}
      {rows?.length === 0 && <p class="empty">{words.none}</p>}
      {rows && rows.length > 0 && (
        <table class="care-table">
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.organisationId}>
                <th scope="row">
                  <OrganisationName id={row.organisationId} />
                </th>
                <td>{number(row.hours, 1)}</td>
                <td>{number(row.ofProfessionals, 1)}</td>
                <td>{number(row.onProfessionalWork, 1)}</td>
                <td>
                  {row.share === null ? (
                    words.noShare
                  ) : (
                    <span class="share">
                      <i style={{ width: `${row.share * 100}%` }} aria-hidden="true" /> {percent(row.share)}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
