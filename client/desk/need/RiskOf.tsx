import { useSignal } from '@preact/signals';
import type { Need } from '../../../shared/records.ts';
import { riskOf, risks, suggestedRisk, watchMinutes, type Risk } from '../../../shared/risk.ts';
import { perform } from '../../live.ts';
import { Field } from '../../parts/Field.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { duration } from '../../words/format.ts';
import { safetyWords } from '../../words/safety.ts';
import { speaksFor } from '../safety/watched.ts';

const every = (risk: Risk): string => duration(watchMinutes[risk].askAfter * 60_000);

/** How dangerous the work is, which says how often those on scene are asked whether all is well. */
export function RiskOf({ need }: { need: Need }) {
  const words = safetyWords().risk;
  const error = useSignal<unknown>(null);
  const busy = useSignal(false);
  const set = async (risk: Risk | null): Promise<void> => {
    busy.value = true;
    error.value = null;
    try {
      await perform('setRisk', { needId: need.id, risk });
    } catch (refused) {
      error.value = refused;
    } finally {
      busy.value = false;
    }
  };
  return (
    <section class="risk-of">
      <Field label={words.label} hint={words.hint(every(riskOf(need)))}>
        {(ids) => (
          <select
            {...ids}
            class="input"
            value={need.risk ?? ''}
            disabled={busy.value || !speaksFor(need)}
            onChange={({ currentTarget }) => {
              const risk = risks.find((each) => each === currentTarget.value) ?? null;
              void set(risk).then(() => (currentTarget.value = need.risk ?? ''));
            }}
          >
            <option value="">{words.asKind(words[suggestedRisk(need.category)])}</option>
            {risks.map((risk) => (
              <option key={risk} value={risk}>
                {words.pick[risk](every(risk))}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Refused error={error.value} />
    </section>
  );
}
