import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { TimelineEvent } from '../../../shared/operations.ts';
import type { Assignment, Need } from '../../../shared/records.ts';
import { all, nowAt, perform } from '../../live.ts';
import { Refused } from '../../parts/Refused.tsx';
import { dayTime, say, time } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';

const first = 8;

/** Everything that happened to a need, newest first, read anew whenever the need or one of its assignments changes. */
export function Timeline({ need }: { need: Need }) {
  const words = deskWords().timeline;
  const events = useSignal<TimelineEvent[] | null>(null);
  const error = useSignal<unknown>(null);
  const whole = useSignal(false);
  const mark = versionOf(need, all('assignment'));
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      perform('readTimeline', { needId: need.id }).then(
        (answer) => {
          if (!wanted) return;
          events.value = answer.events;
          error.value = null;
        },
        (refused: unknown) => wanted && (error.value = refused),
      );
    }, 200);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [need, mark]);
  const list = [...(events.value ?? [])].reverse();
  const shown = whole.value ? list : list.slice(0, first);
  return (
    <section class="timeline" aria-label={words.heading}>
      <h3>{words.heading}</h3>
      <Refused error={error.value} />
      {events.value !== null && list.length === 0 && <p class="small soft">{words.none}</p>}
      <ol class="small">
        {shown.map((event, at) => (
          <li key={`${event.at} ${event.operation} ${at}`}>
            <time dateTime={new Date(event.at).toISOString()} title={dayTime(event.at)}>
              {nowAt() - event.at < 12 * 3_600_000 ? time(event.at) : dayTime(event.at)}
            </time>
            <span>{sentence(event)}</span>
          </li>
        ))}
      </ol>
      {list.length > shown.length && (
        <button type="button" class="button quiet" onClick={() => (whole.value = true)}>
          {words.more(list.length - shown.length)}
        </button>
      )}
    </section>
  );
}

/** Changes when any assignment of the need does. */
const versionOf = (need: Need, assignments: readonly Assignment[]): string =>
  assignments
    .filter(({ needId }) => needId === need.id)
    .map(({ id, status, trouble }) => `${id}${status}${trouble ?? ''}`)
    .join();

function sentence({ operation, by, about }: TimelineEvent): string {
  const words = deskWords().timeline;
  if (operation === 'reportNeed' && !by) return words.publicReport;
  const who = by ? say(by) : words.system;
  const person = say(about.person) || deskWords().seats.unknown;
  return Object.hasOwn(words.operation, operation)
    ? words.operation[operation]!(who, person)
    : words.other(who, operation, say(about.person));
}
