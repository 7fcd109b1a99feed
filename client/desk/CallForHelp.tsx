import { useEffect } from 'preact/hooks';
import type { Alert } from '../../shared/records.ts';
import { one, perform } from '../live.ts';
import { CellName } from '../parts/Names.tsx';
import { Since } from '../parts/Since.tsx';
import { deskWords } from '../words/desk.ts';
import { Act } from './Act.tsx';
import { LastPlace } from './Alerts.tsx';
import { openNeed } from './chosen.ts';
import { safetyWords } from '../words/safety.ts';
import { loudAlerts } from './safety/loud.ts';
import { nameOf, titleOf } from './standing.ts';

/** Calls for help and silences to the last step that nobody has taken, over every page of the desk until somebody does. */
export function CallForHelp() {
  const words = deskWords();
  const calls = loudAlerts.value;
  const count = calls.length;
  const wordOf = ({ type }: Alert): string =>
    type === 'needHelp' ? words.alerts.type.needHelp : safetyWords().lastStep;
  const first = calls[0] ? wordOf(calls[0]) : '';
  useEffect(() => {
    // Also in a tab that nobody looks at.
    document.title = count > 0 ? `(${count}) ${first}` : words.title;
  }, [count, first, words.title]);
  if (count === 0) return null;
  return (
    <section class="calls unprinted" role="alert" aria-label={first}>
      {calls.map((alert) => {
        const assignment = one('assignment', alert.assignmentId);
        const need = one('need', alert.needId);
        const phone = one('person', assignment?.personId)?.private?.phone;
        return (
          <div key={alert.id} class="row wrap">
            <b class="large">
              {wordOf(alert)}: {nameOf(assignment?.personId ?? null)}
            </b>
            <span>
              {need && titleOf(need)} {need && <CellName id={need.cellId} />} · <Since at={alert.raisedAt} />
            </span>
            {phone && <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>}
            <button type="button" class="button" onClick={() => openNeed(alert.needId)}>
              {words.alerts.open}
            </button>
            <Act does={() => perform('acknowledgeAlert', { alertId: alert.id })}>{words.alerts.acknowledge}</Act>
            {/* Last: it may come a moment later, and no button must move under a finger. */}
            {assignment && <LastPlace personId={assignment.personId} />}
          </div>
        );
      })}
    </section>
  );
}
