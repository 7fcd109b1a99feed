import { signal } from '@preact/signals';
import { incident } from '../chosen.ts';
import { supervisionWords } from '../../words/supervision.ts';
import { Tabs } from '../Tabs.tsx';
import { Cases } from './Cases.tsx';
import { Debriefs } from './Debriefs.tsx';
import { HoursOfProfessionals } from './HoursOfProfessionals.tsx';
import { Limits } from './Limits.tsx';
import { StillOutList } from './StillOutList.tsx';
import { careTab as tab, careTabs as tabs } from './tab.ts';
import './care.css';

/** Which period the lists are for; 0 is the whole incident. */
export const periodNumber = signal(0);

/** People rather than needs: who is still out, who should be talked with, whose cases go on, what professionals do. */
export function CarePage() {
  const words = supervisionWords();
  return (
    <main id="main" class="page care-page unprinted">
      <Tabs label={words.label} names={tabs} words={words.tabs} chosen={tab}>
        {tab.value === 'out' && <StillOutList />}
        {tab.value === 'debriefs' && <Debriefs />}
        {tab.value === 'cases' && <Cases />}
        {tab.value === 'hours' && <HoursOfProfessionals />}
        {tab.value === 'limits' && <Limits />}
      </Tabs>
    </main>
  );
}

/** For which operational period a list is. */
export function PeriodChoice() {
  const words = supervisionWords();
  return (
    <label class="row small">
      {words.period}
      <select
        class="input"
        value={String(periodNumber.value)}
        onChange={(event) => (periodNumber.value = Number(event.currentTarget.value))}
      >
        <option value="0">{words.wholeIncident}</option>
        {incident.value?.periods.map(({ id, number }) => (
          <option key={id} value={String(number)}>
            {words.periodNumber(number)}
          </option>
        ))}
      </select>
    </label>
  );
}
