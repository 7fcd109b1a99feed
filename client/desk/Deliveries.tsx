import { computed } from '@preact/signals';
import { isHolding } from '../../shared/lifecycle.ts';
import type { Assignment, Notice } from '../../shared/records.ts';
import { deliverySign, deliveryWords } from '../delivery-words.ts';
import { all, one } from '../live.ts';
import { useNow } from '../parts/useNow.ts';
import { deskWords } from '../words/desk.ts';
import { incident, openNeed } from './chosen.ts';
import { nameOf } from './standing.ts';

const byAssignment = computed(() => {
  const found = new Map<string, Notice[]>();
  for (const notice of all('notice') as Notice[]) {
    if (notice.assignmentId === null || notice.topic === 'needsHelp' || notice.topic === 'silent') continue;
    const list = found.get(notice.assignmentId);
    if (list) list.push(notice);
    else found.set(notice.assignmentId, [notice]);
  }
  return found;
});

const latest = (assignmentId: string): Notice | undefined =>
  byAssignment.value.get(assignmentId)?.reduce((last, notice) => (notice.createdAt >= last.createdAt ? notice : last));

/** What became of what the person was told last about this assignment, channel by channel. */
export function DeliveryOf({ assignment }: { assignment: Assignment }) {
  const now = useNow();
  const notice = latest(assignment.id);
  if (!notice) return null;
  // That nobody has opened the page yet goes without saying.
  const rows = notice.deliveries.filter(({ channel, state }) => channel !== 'page' || state === 'delivered');
  if (rows.length === 0) return <p class="tiny soft">{deskWords().deliveries.pageOnly}</p>;
  return (
    <ul class="tiny soft deliveries" aria-label={deskWords().deliveries.label}>
      {rows.map((row) => (
        <li key={row.channel} class={row.state === 'failed' ? 'immediate' : ''}>
          <span aria-hidden="true">{deliverySign(row)}</span> {deliveryWords(row, now)}
        </li>
      ))}
      {assignment.status === 'offered' && rows.some(({ state }) => state === 'delivered') && (
        <li>{deskWords().deliveries.notAnswered}</li>
      )}
    </ul>
  );
}

/** Nothing got through, and nothing more is tried: somebody has to call. */
const isUnreached = ({ deliveries, dueAt }: Notice): boolean =>
  dueAt === null &&
  deliveries.some(({ state }) => state === 'failed') &&
  deliveries.every(
    ({ channel, state }) => state === 'failed' || state === 'unknown' || (channel === 'page' && state === 'queued'),
  );

export const unreached = computed(() =>
  all('assignment').filter((assignment) => {
    if (assignment.incidentId !== incident.value?.id || !isHolding(assignment)) return false;
    const notice = latest(assignment.id);
    return notice !== undefined && isUnreached(notice);
  }),
);
const few = 3;

/** Those whom no channel reached, in the strip of alerts. */
export function Unreached() {
  const now = useNow();
  const words = deskWords().deliveries;
  const list = unreached.value;
  if (list.length === 0) return null;
  return (
    <>
      {list.slice(0, few).map((assignment) => {
        const failed = latest(assignment.id)?.deliveries.filter(({ state }) => state === 'failed') ?? [];
        const phone = one('person', assignment.personId)?.private?.phone;
        return (
          <div key={assignment.id} class="alert unreached">
            <b>{words.notReached(nameOf(assignment.personId))}</b>
            <p class="small">{failed.map((row) => deliveryWords(row, now)).join(' · ')}</p>
            <div class="row wrap">
              <button type="button" class="button quiet" onClick={() => openNeed(assignment.needId)}>
                {deskWords().alerts.open}
              </button>
              {phone && (
                <a
                  class="button quiet"
                  aria-label={deskWords().alerts.call(phone)}
                  href={`tel:${phone.replaceAll(' ', '')}`}
                >
                  {phone}
                </a>
              )}
            </div>
          </div>
        );
      })}
      {list.length > few && <p class="small soft">{words.moreNotReached(list.length - few)}</p>}
    </>
  );
}
