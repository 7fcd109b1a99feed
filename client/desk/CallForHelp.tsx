import { useEffect } from 'preact/hooks';
import { all, one, perform } from '../live.ts';
import { CellName } from '../parts/Names.tsx';
import { Since } from '../parts/Since.tsx';
import { deskWords } from '../words/desk.ts';
import { Act } from './Act.tsx';
import { openNeed } from './chosen.ts';
import { nameOf, titleOf } from './standing.ts';

/** Calls for help that nobody has taken, of every incident, over every page of the desk until somebody does. */
export function CallForHelp() {
  const words = deskWords();
  const calls = all('alert')
    .filter(
      ({ type, acknowledgedAt, clearedAt }) => type === 'needHelp' && acknowledgedAt === null && clearedAt === null,
    )
    .sort((a, b) => a.raisedAt - b.raisedAt);
  const count = calls.length;
  useEffect(() => {
    // Also in a tab that nobody looks at.
    document.title = count > 0 ? `(${count}) ${words.alerts.type.needHelp}` : words.title;
  }, [count, words.title]);
  if (count === 0) return null;
  return (
    <section class="calls unprinted" role="alert" aria-label={words.alerts.type.needHelp}>
      {calls.map((alert) => {
        const assignment = one('assignment', alert.assignmentId);
        const need = one('need', alert.needId);
        const phone = one('person', assignment?.personId)?.private?.phone;
        return (
          <div key={alert.id} class="row wrap">
            <b class="large">
              {words.alerts.type.needHelp}: {nameOf(assignment?.personId ?? null)}
            </b>
            <span>
              {need && titleOf(need)} {need && <CellName id={need.cellId} />} · <Since at={alert.raisedAt} />
            </span>
            {phone && <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>}
            <button type="button" class="button" onClick={() => openNeed(alert.needId)}>
              {words.alerts.open}
            </button>
            <Act does={() => perform('acknowledgeAlert', { alertId: alert.id })}>{words.alerts.acknowledge}</Act>
          </div>
        );
      })}
    </section>
  );
}
