import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Debrief } from '../../../shared/records.ts';
import { all, one, perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { useNow } from '../../parts/useNow.ts';
import { dayTime } from '../../words/format.ts';
import { supervisionWords } from '../../words/supervision.ts';
import { Act } from '../Act.tsx';
import { me, nameOf } from '../standing.ts';

/** Talks that are due for people of this organisation, the first due first; those that ended folded away. */
export function Debriefs() {
  const words = supervisionWords().debriefs;
  const debriefs = (all('debrief') as Debrief[]).filter(({ personId }) => personId !== me.value);
  const open = debriefs.filter(({ status }) => status === 'open').sort((a, b) => a.dueAt - b.dueAt);
  const ended = debriefs.filter(({ status }) => status !== 'open').sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
  return (
    <div class="care-list">
      <header>
        <h2 class="title">{words.heading}</h2>
        <p class="small soft">{words.hint}</p>
      </header>
      {open.length === 0 && (
        <div class="empty">
          <strong>{words.none}</strong>
          <p class="small">{words.noneHint}</p>
        </div>
      )}
      <ul class="cards">
        {open.map((debrief) => (
          <OneDebrief key={debrief.id} debrief={debrief} />
        ))}
      </ul>
      {ended.length > 0 && (
        <details>
          <summary class="small">
            {words.ended} ({ended.length})
          </summary>
          <ul class="small">
            {ended.slice(0, 100).map((debrief) => (
              <li key={debrief.id}>
                <b>{nameOf(debrief.personId)}</b> · {debrief.status === 'done' ? words.done : words.declined} ·{' '}
                {debrief.endedAt !== null && dayTime(debrief.endedAt)}
                {debrief.private?.note && <p class="details">{debrief.private.note}</p>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function OneDebrief({ debrief }: { debrief: Debrief }) {
  const note = useSignal<string | null>(null);
  const now = useNow();
  const words = supervisionWords().debriefs;
  const { id: debriefId } = debrief;
  const phone = one('person', debrief.personId)?.private?.phone;
  const isLate = debrief.dueAt < now;
  return (
    <li class="card stack tight">
      <div class="row spread wrap">
        <span>
          <b>{nameOf(debrief.personId)}</b> {phone && <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>} ·{' '}
          <span class="small soft">{words.because[debrief.because]}</span>
        </span>
        <span class={`small nowrap ${isLate ? 'immediate strong' : 'soft'}`}>
          {isLate ? words.overdue(dayTime(debrief.dueAt)) : words.due(dayTime(debrief.dueAt))}
        </span>
      </div>
      {debrief.supervisorId !== null && <p class="small">{words.taken(nameOf(debrief.supervisorId))}</p>}
      {note.value === null ? (
        <div class="row wrap">
          {debrief.supervisorId !== me.value && (
            <Act does={() => perform('takeDebrief', { debriefId })}>{words.take}</Act>
          )}
          <Button kind={debrief.supervisorId === me.value ? 'primary' : 'plain'} onPress={() => (note.value = '')}>
            {words.finish}
          </Button>
        </div>
      ) : (
        <Talked debriefId={debriefId} note={note} />
      )}
    </li>
  );
}

/** Ends it, which cannot be undone, with what supervisors should know. */
function Talked({ debriefId, note }: { debriefId: string; note: Signal<string | null> }) {
  const words = supervisionWords().debriefs;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const finish = () => {
    const written = (note.value ?? '').trim();
    return perform('finishDebrief', { debriefId, ...(written === '' ? {} : { note: written }) });
  };
  return (
    <>
      <label class="small soft" for={`note-${debriefId}`}>
        {words.note}
      </label>
      <textarea
        id={`note-${debriefId}`}
        ref={field}
        class="input"
        rows={2}
        maxLength={2000}
        value={note.value ?? ''}
        onInput={(event) => (note.value = event.currentTarget.value)}
      />
      <div class="row wrap">
        <Act kind="primary" does={finish}>
          {words.end}
        </Act>
        <Button kind="quiet" onPress={() => (note.value = null)}>
          {words.notYet}
        </Button>
      </div>
    </>
  );
}
