import { useSignal } from '@preact/signals';
import type { Alert, Assignment } from '../../shared/records.ts';
import { all, one, perform } from '../live.ts';
import { CellName } from '../parts/Names.tsx';
import { Since } from '../parts/Since.tsx';
import { useNow } from '../parts/useNow.ts';
import { duration } from '../words/format.ts';
import { deskWords } from '../words/desk.ts';
import { Act } from './Act.tsx';
import { incident, openNeed } from './chosen.ts';
import { Unreached } from './Deliveries.tsx';
import { nameOf, titleOf } from './standing.ts';

const weight: Record<Alert['type'], number> = {
  needHelp: 0,
  silent: 1,
  trouble: 2,
  missedCheckIn: 3,
  claimLapsed: 5,
  relieve: 3,
  unmetPastDeadline: 4,
};
const few = 2;

/** What nobody has looked at yet, the gravest first. */
export const openAlerts = (): Alert[] =>
  all('alert')
    .filter(
      ({ incidentId, acknowledgedAt, clearedAt }) =>
        incidentId === incident.value?.id && acknowledgedAt === null && clearedAt === null,
    )
    .sort((a, b) => weight[a.type] - weight[b.type] || b.raisedAt - a.raisedAt);

/**
 * Alerts over the map. People in trouble stand one by one; needs past their deadline are many on a bad day, and the queue
 * has them first already, so they stand as one line that unfolds.
 */
export function Alerts() {
  const words = deskWords().alerts;
  const whole = useSignal(false);
  const alerts = openAlerts();
  const people = alerts.filter(({ type }) => type !== 'unmetPastDeadline');
  const unmet = alerts.filter(({ type }) => type === 'unmetPastDeadline');
  const shown = whole.value ? alerts : people.slice(0, few);
  const more = people.length - few;
  return (
    <section class="alerts" aria-label={words.label} aria-live="polite">
      {alerts.length > shown.length || whole.value ? (
        <button
          type="button"
          class="alerts-sum"
          aria-expanded={whole.value}
          onClick={() => (whole.value = !whole.value)}
        >
          {[...(unmet.length > 0 ? [words.unmet(unmet.length)] : []), ...(more > 0 ? [words.more(more)] : [])].join(
            ' · ',
          )}{' '}
          <b>{whole.value ? words.less : words.all}</b>
        </button>
      ) : null}
      {shown.map((alert) => (
        <OneAlert key={alert.id} alert={alert} onOpen={() => openNeed(alert.needId)} />
      ))}
      <Unreached />
    </section>
  );
}

/** The alerts of one need that are not settled, in its pane. */
export function AlertsOf({ needId }: { needId: string }) {
  const alerts = all('alert').filter((alert) => alert.needId === needId && alert.clearedAt === null);
  if (alerts.length === 0) return null;
  return (
    <div class="alerts-of">
      {alerts.map((alert) => (
        <OneAlert key={alert.id} alert={alert} />
      ))}
    </div>
  );
}

/** Since when they have been at work there: what the relief has to know. */
function OnSceneFor({ assignment }: { assignment: Assignment }) {
  const now = useNow();
  if (assignment.checkedInAt === null) return null;
  return <span class="strong"> {deskWords().alerts.onSceneFor(duration(now - assignment.checkedInAt))}</span>;
}

export function OneAlert({ alert, onOpen }: { alert: Alert; onOpen?: () => void }) {
  const words = deskWords();
  const need = one('need', alert.needId);
  const assignment = one('assignment', alert.assignmentId);
  const person = one('person', assignment?.personId);
  const phone = person?.private?.phone;
  return (
    <div class={`alert ${alert.type} ${alert.acknowledgedAt === null ? '' : 'known'}`}>
      <div class="row spread">
        <b>{words.alerts.type[alert.type]}</b>
        <span class="tiny nowrap">
          <Since at={alert.raisedAt} />
        </span>
      </div>
      {(assignment || onOpen) && (
        <p class="small">
          {assignment && nameOf(assignment.personId)}
          {alert.type === 'relieve' && assignment && <OnSceneFor assignment={assignment} />}
          {assignment?.trouble && ` ${words.trouble[assignment.trouble]}`}
          {assignment && onOpen && ' · '}
          {need && onOpen && (
            <>
              {titleOf(need)}
              <span class="soft">
                {words.comma}
                <CellName id={need.cellId} />
              </span>
            </>
          )}
        </p>
      )}
      {assignment && <LastPlace personId={assignment.personId} />}
      <div class="row wrap">
        {onOpen && (
          <button type="button" class="button quiet" onClick={onOpen}>
            {words.alerts.open}
          </button>
        )}
        {alert.acknowledgedAt === null ? (
          <Act kind="quiet" does={() => perform('acknowledgeAlert', { alertId: alert.id })}>
            {words.alerts.acknowledge}
          </Act>
        ) : (
          <span class="tiny soft">{words.alerts.acknowledged(nameOf(alert.acknowledgedBy))}</span>
        )}
        {assignment && (alert.type === 'needHelp' || alert.type === 'silent' || alert.type === 'trouble') && (
          <Act kind="quiet" sure={words.safety.sureSettle} does={() => perform('settleAlert', { alertId: alert.id })}>
            {words.safety.settle}
          </Act>
        )}
        {phone && (
          <a class="button quiet" aria-label={words.alerts.call(phone)} href={`tel:${phone.replaceAll(' ', '')}`}>
            {phone}
          </a>
        )}
      </div>
    </div>
  );
}

/** Where somebody was last known to be, where this desk may know it. */
export function LastPlace({ personId }: { personId: string }) {
  const words = deskWords().safety;
  const place = one('whereabouts', personId);
  if (!place?.private) return null;
  const { point, accuracyM } = place.private;
  return (
    <p class="small">
      {words.lastPlace} <Since at={place.at} />:{' '}
      <a
        href={`https://www.openstreetmap.org/?mlat=${point.lat}&mlon=${point.lon}#map=17/${point.lat}/${point.lon}`}
        target="_blank"
        rel="noreferrer"
      >
        {point.lat.toFixed(5)}, {point.lon.toFixed(5)}
      </a>
      {accuracyM !== null && ` (±${accuracyM} m)`}
    </p>
  );
}
