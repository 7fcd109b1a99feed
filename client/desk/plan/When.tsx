import { useNow } from '../../parts/useNow.ts';
import { dayTime } from '../../words/format.ts';
import { planWords } from '../../words/plan.ts';
import { incident } from '../chosen.ts';
import { forPeriodId } from './preview.ts';

/** Now, or a period that is to come or running. */
export function When() {
  const words = planWords();
  const now = useNow();
  const periods = (incident.value?.periods ?? []).filter(({ closedAt, startAt }) => closedAt === null && startAt > now);
  return (
    <label class="row small">
      {words.when}
      <select
        class="input"
        value={forPeriodId.value ?? ''}
        onChange={(event) => (forPeriodId.value = event.currentTarget.value || null)}
      >
        <option value="">{words.now}</option>
        {periods.map(({ id, number, startAt, endAt }) => (
          <option key={id} value={id}>
            {words.period(number, dayTime(startAt), dayTime(endAt))}
          </option>
        ))}
      </select>
    </label>
  );
}
