import { useSignal } from '@preact/signals';
import { isCommitted } from '../../../shared/lifecycle.ts';
import type { Handover } from '../../../shared/records.ts';
import { mayLead } from '../../../shared/teams.ts';
import { all, one, perform } from '../../live.ts';
import { useNow } from '../../parts/useNow.ts';
import { time } from '../../words/format.ts';
import { supervisionWords } from '../../words/supervision.ts';
import { Act } from '../Act.tsx';
import { nameOf, type Standing } from '../standing.ts';

/** The hand-over of a need between periods: how the last one stands, and the form for the next. */
export function HandoverOf({ standing, open, onDone }: { standing: Standing; open: boolean; onDone: () => void }) {
  const words = supervisionWords().handover;
  const last = (all('handover') as Handover[])
    .filter(({ needId }) => needId === standing.need.id)
    .sort((a, b) => b.preparedAt - a.preparedAt)[0];
  return (
    <>
      {last && (
        <p class="small">
          {last.acknowledgedAt === null ? (
            <span class="urgent">{words.waiting(nameOf(last.incomingLeadId), time(last.preparedAt))}</span>
          ) : (
            <span class="soft">{words.taken(nameOf(last.incomingLeadId), time(last.acknowledgedAt))}</span>
          )}
        </p>
      )}
      {open && (
        <Prepare standing={standing} before={last?.acknowledgedAt === null ? last : undefined} onDone={onDone} />
      )}
    </>
  );
}

interface Line {
  stays: boolean;
  relievedById: string | null;
}

function Prepare({
  standing,
  before,
  onDone,
}: {
  standing: Standing;
  before: Handover | undefined;
  onDone: () => void;
}) {
  const words = supervisionWords().handover;
  const now = useNow();
  const { need } = standing;
  const there = standing.seats.flatMap(({ assignments }) => assignments.filter(isCommitted));
  const lines = useSignal<Record<string, Line>>(
    Object.fromEntries(
      (before?.people ?? []).map(({ personId, stays, relievedById }) => [personId, { stays, relievedById }]),
    ),
  );
  const lineOf = (personId: string): Line => lines.value[personId] ?? { stays: true, relievedById: null };
  const set = (personId: string, line: Line): void => void (lines.value = { ...lines.value, [personId]: line });
  const leads = there
    .map(({ personId }) => one('person', personId))
    .filter((person) => person !== undefined)
    .filter((person) => mayLead(need, person, now) && lineOf(person.id).stays);
  const lead = useSignal(before?.incomingLeadId ?? '');
  const note = useSignal(before?.private?.note ?? '');
  if (there.length === 0) return <p class="note">{words.nobodyThere}</p>;
  const chosen = leads.some(({ id }) => id === lead.value) ? lead.value : '';
  const prepare = async (): Promise<void> => {
    await perform('prepareHandover', {
      needId: need.id,
      people: there.map(({ personId }) => ({ personId, ...lineOf(personId) })),
      incomingLeadId: chosen,
      note: note.value,
    });
    onDone();
  };
  return (
    <form class="handover" onSubmit={(event) => event.preventDefault()}>
      <b class="small">{words.who}</b>
      <ul class="small">
        {there.map(({ id, personId }) => {
          const line = lineOf(personId);
          return (
            <li key={id}>
              <span class="clip">{nameOf(personId)}</span>
              <select
                class="input"
                aria-label={`${nameOf(personId)}: ${words.who}`}
                value={line.stays ? 'stays' : 'goes'}
                onChange={(event) =>
                  set(personId, { stays: event.currentTarget.value === 'stays', relievedById: null })
                }
              >
                <option value="stays">{words.stays}</option>
                <option value="goes">{words.goes}</option>
              </select>
              {!line.stays && (
                <select
                  class="input"
                  aria-label={`${nameOf(personId)}: ${words.relievedBy}`}
                  value={line.relievedById ?? ''}
                  onChange={(event) => set(personId, { stays: false, relievedById: event.currentTarget.value || null })}
                >
                  <option value="">
                    {words.relievedBy}: {words.nobody}
                  </option>
                  {there
                    .filter(({ personId: other }) => other !== personId && lineOf(other).stays)
                    .map(({ personId: other }) => (
                      <option key={other} value={other}>
                        {words.relievedBy}: {nameOf(other)}
                      </option>
                    ))}
                </select>
              )}
            </li>
          );
        })}
      </ul>
      <label class="small">
        {words.lead}
        <select class="input" value={chosen} onChange={(event) => (lead.value = event.currentTarget.value)}>
          <option value="">–</option>
          {leads.map(({ id }) => (
            <option key={id} value={id}>
              {nameOf(id)}
            </option>
          ))}
        </select>
      </label>
      <label class="small">
        {words.note}
        <textarea
          class="input"
          rows={3}
          maxLength={2000}
          value={note.value}
          onInput={(event) => (note.value = event.currentTarget.value)}
        />
      </label>
      <div>
        <Act kind="primary" disabled={chosen === ''} does={prepare}>
          {words.prepare}
        </Act>
      </div>
    </form>
  );
}
