import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isCommitted } from '../../../shared/lifecycle.ts';
import type { PersonRow } from '../../../shared/operations.ts';
import { possibleLeads, teamOn } from '../../../shared/teams.ts';
import { one, perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useNow } from '../../parts/useNow.ts';
import { list, say } from '../../words/format.ts';
import { supervisionWords } from '../../words/supervision.ts';
import { Act } from '../Act.tsx';
import { nameOf, standings, titleOf, type Standing } from '../standing.ts';
import { HandoverOf } from './HandoverOf.tsx';
import { seatWords } from './seat-words.ts';
import '../care/care.css';

/** Who leads whom while they are out; adding somebody who is there, moving somebody on, and handing over. */
export function Team({ standing }: { standing: Standing }) {
  const open = useSignal<'add' | 'move' | 'handover' | null>(null);
  const words = supervisionWords();
  const { need } = standing;
  const there = standing.seats.flatMap(({ assignments }) => assignments.filter(isCommitted));
  if (need.status !== 'open') return null;
  const done = (): void => void (open.value = null);
  const choose = (which: NonNullable<typeof open.value>): void =>
    void (open.value = open.value === which ? null : which);
  return (
    <section class="team-pane" aria-label={words.team.heading}>
      {there.length > 0 && <Leads standing={standing} />}
      <HandoverOf standing={standing} open={open.value === 'handover'} onDone={done} />
      <div class="row wrap">
        <Button kind="quiet" onPress={() => choose('add')}>
          {words.team.add}
        </Button>
        {there.length > 0 && (
          <>
            <Button kind="quiet" onPress={() => choose('move')}>
              {words.team.move}
            </Button>
            <Button kind="quiet" onPress={() => choose('handover')}>
              {words.handover.open}
            </Button>
          </>
        )}
      </div>
      {open.value === 'add' && <Add standing={standing} onDone={done} />}
      {open.value === 'move' && <Move standing={standing} onDone={done} />}
    </section>
  );
}

function Leads({ standing }: { standing: Standing }) {
  const now = useNow();
  const words = supervisionWords().team;
  const { need } = standing;
  const named = one('team', need.id);
  const team = teamOn(
    need,
    standing.seats.flatMap(({ assignments }) => assignments),
    named,
  );
  const lacks = team.advice === 'noLead' || team.advice === 'tooWide';
  const could = lacks ? possibleLeads(need, team, (id) => one('person', id), now).slice(0, 3) : [];
  const total = team.leads.length + team.members.length;
  return (
    <>
      {team.leads.length > 0 && (
        <div class="row wrap small">
          <span>{words.leads(list(team.leads.map(({ personId }) => nameOf(personId))))}</span>
          {team.leads
            .filter(({ personId }) => named?.leadIds.includes(personId))
            .map(({ personId }) => (
              <Act
                key={personId}
                kind="quiet"
                label={`${words.noLonger}: ${nameOf(personId)}`}
                does={() => perform('nameLead', { needId: need.id, personId, leads: false })}
              >
                {words.noLonger}
              </Act>
            ))}
        </div>
      )}
      {lacks && (
        <div class="note warn">
          <p>{team.advice === 'noLead' ? words.noLead : words.tooWide(total, team.leads.length)}</p>
          {could.length === 0 && <p>{words.nobodyCan}</p>}
          <div class="row wrap">
            {could.map(({ id }) => (
              <Act key={id} does={() => perform('nameLead', { needId: need.id, personId: id })}>
                {words.makeLead(nameOf(id))}
              </Act>
            ))}
          </div>
        </div>
      )}
      {team.advice === 'tooNarrow' && <p class="small soft">{words.tooNarrow}</p>}
    </>
  );
}

/** The seats of a need with a place for somebody who comes without an offer. */
const withPlace = (standing: Standing) => standing.seats.filter(({ open }) => open > 0);

function Add({ standing, onDone }: { standing: Standing; onDone: () => void }) {
  const words = supervisionWords().team;
  const text = useSignal('');
  const seats = withPlace(standing);
  const seatId = useSignal(seats[0]?.seat.id ?? '');
  const found = useSignal<PersonRow[] | null>(null);
  const error = useSignal<unknown>(null);
  useEffect(() => {
    if (text.value.trim().length === 0) return void (found.value = null);
    let wanted = true;
    const soon = setTimeout(() => {
      perform('findPeople', { text: text.value.trim(), status: 'approved', limit: 20 }).then(
        ({ people }) => wanted && (found.value = people.filter(({ heldBy }) => heldBy === null).slice(0, 6)),
        (refused: unknown) => wanted && (error.value = refused),
      );
    }, 200);
    return () => {
      wanted = false;
      clearTimeout(soon);
    };
  }, [text.value]);
  if (seats.length === 0) return <p class="note">{words.noPlace}</p>;
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <p class="small soft">{words.addHint}</p>
      {seats.length > 1 && (
        <label class="small">
          {words.seat}
          <select class="input" value={seatId.value} onChange={(event) => (seatId.value = event.currentTarget.value)}>
            {seats.map(({ seat }) => (
              <option key={seat.id} value={seat.id}>
                {seatWords(seat)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="small">
        {words.search}
        <input
          class="input"
          type="search"
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
      </label>
      <Refused error={error.value} />
      {found.value?.length === 0 && <p class="small soft">{words.nobody}</p>}
      <ul>
        {found.value?.map(({ id, name }) => (
          <li key={id} class="row spread wrap">
            <b class="small">{say(name)}</b>
            <Act
              does={async () => {
                await perform('joinTeam', { needId: standing.need.id, seatId: seatId.value, personId: id });
                onDone();
              }}
            >
              {words.addIt}
            </Act>
          </li>
        ))}
      </ul>
    </form>
  );
}

function Move({ standing, onDone }: { standing: Standing; onDone: () => void }) {
  const words = supervisionWords().team;
  const there = standing.seats.flatMap(({ assignments }) => assignments.filter(isCommitted));
  const assignmentId = useSignal(there[0]?.id ?? '');
  const places = standings.value
    .filter(({ need }) => need.status === 'open' && need.id !== standing.need.id)
    .flatMap((other) => withPlace(other).map(({ seat }) => ({ need: other.need, seat })));
  const to = useSignal('');
  if (places.length === 0) return <p class="note">{words.noOther}</p>;
  const move = async (): Promise<void> => {
    const [needId = '', seatId = ''] = to.value.split(' ');
    await perform('moveToNeed', { assignmentId: assignmentId.value, needId, seatId });
    onDone();
  };
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <p class="small soft">{words.moveHint}</p>
      <label class="small">
        {words.moveWho}
        <select
          class="input"
          value={assignmentId.value}
          onChange={(event) => (assignmentId.value = event.currentTarget.value)}
        >
          {there.map(({ id, personId }) => (
            <option key={id} value={id}>
              {nameOf(personId)}
            </option>
          ))}
        </select>
      </label>
      <label class="small">
        {words.moveTo}
        <select class="input" value={to.value} onChange={(event) => (to.value = event.currentTarget.value)}>
          <option value="">–</option>
          {places.slice(0, 200).map(({ need, seat }) => (
            <option key={`${need.id} ${seat.id}`} value={`${need.id} ${seat.id}`}>
              {titleOf(need)} · {seatWords(seat)}
            </option>
          ))}
        </select>
      </label>
      <div>
        <Act kind="primary" disabled={to.value === ''} does={move}>
          {words.moveIt}
        </Act>
      </div>
    </form>
  );
}
