import type { Alert } from '../../../shared/records.ts';
import { all } from '../../live.ts';
import { safetyWords } from '../../words/safety.ts';
import { OneAlert } from '../Alerts.tsx';
import { incident, openNeed } from '../chosen.ts';

/** Calls for help and trouble on scene that nobody has settled, calls first, then the longest open. */
export const openCalls = (): Alert[] =>
  all('alert')
    .filter(
      ({ type, incidentId, clearedAt }) =>
        (type === 'needHelp' || type === 'trouble') && incidentId === incident.value?.id && clearedAt === null,
    )
    .sort((a, b) => weight(a) - weight(b) || a.raisedAt - b.raisedAt);
const weight = ({ type, acknowledgedAt }: Alert): number =>
  (type === 'needHelp' ? 0 : 2) + (acknowledgedAt === null ? 0 : 1);

export function Calls() {
  const words = safetyWords().calls;
  const calls = openCalls();
  return (
    <section class="stack tight" aria-label={words.heading}>
      <h3 class="large">{words.heading}</h3>
      {calls.length === 0 ? (
        <p class="note good">{words.none}</p>
      ) : (
        <>
          <p class="small soft">{words.hint}</p>
          <div class="safety-calls">
            {calls.map((alert) => (
              <OneAlert key={alert.id} alert={alert} onOpen={() => openNeed(alert.needId)} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}
