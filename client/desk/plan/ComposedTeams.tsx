import { language } from '../../live.ts';
import { CellName, OrganisationName, cellName } from '../../parts/Names.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { wordReason } from '../../refused.ts';
import { cellTeamsWords } from '../../words/cell-teams.ts';
import { dayTime, distance, say } from '../../words/format.ts';
import { planWords } from '../../words/plan.ts';
import { wordReasons } from '../../words/reasons.ts';
import { Act } from '../Act.tsx';
import { nameOf } from '../standing.ts';
import { shareOf } from './proof.ts';
import { apart, compose, composed, composing, keepApart, outcome, send, sendRefused, work } from './teams.ts';
import type { Composed, Refused as NotSent } from './teams.ts';

/** The teams, how good they are, and the cells left without one. */
export function ComposedTeams() {
  const words = cellTeamsWords();
  const { teams, without, proof, forAt, madeAt } = composed.value!.teams;
  return (
    <>
      <Outcome />
      <Refused error={sendRefused.value} />
      {teams.length > 0 && (
        <section class="plan-summary">
          <p>
            <b>
              {words.sum(
                teams.length,
                teams.reduce((sum, { people }) => sum + people.length, 0),
              )}
            </b>
          </p>
          <p class={proof.best ? 'served strong' : 'urgent strong'}>
            <span aria-hidden="true">{proof.best ? '✓ ' : '≈ '}</span>
            {!proof.checked
              ? words.proof.unchecked
              : proof.best
                ? words.proof.best
                : words.proof.atMost(shareOf(proof.gapShare))}
          </p>
          {proof.most !== null && <p class="small soft">{words.proof.most(proof.most)}</p>}
          {forAt > madeAt && <p class="small soft">{words.judgedAt(dayTime(forAt))}</p>}
        </section>
      )}
      <Apart />
      {teams.length > 1 && (
        <div class="row">
          <Act kind="primary" disabled={isBusy()} does={() => send(teams)}>
            {words.sendAll(teams.length)}
          </Act>
        </div>
      )}
      <div class="teams-cards">
        {teams.map((team) => (
          <Team key={team.cellId} team={team} />
        ))}
      </div>
      {without.length > 0 && (
        <section class="plan-short" aria-label={words.withoutHeading}>
          <h3 class="large">{words.withoutHeading}</h3>
          <ul>
            {without.map(({ cellId, leads, others }) => (
              <li key={cellId} class="small">
                <b>
                  <CellName id={cellId} />
                </b>
                : {words.without(leads, others)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const isBusy = (): boolean => composing.value || work.value.title.trim() === '';

function Team({ team }: { team: Composed }) {
  const words = cellTeamsWords();
  return (
    <section class="plan-need" aria-label={words.ofCell(cellName(team.cellId))}>
      <header class="row">
        <h3 class="grow">
          <CellName id={team.cellId} />
        </h3>
        <Act disabled={isBusy()} does={() => send([team])}>
          {words.sendOne}
        </Act>
      </header>
      <ul>
        {team.people.map((person, at) => (
          <Member key={person.personId} team={team} person={person} leads={at === 0} />
        ))}
      </ul>
    </section>
  );
}

function Member({ team, person, leads }: { team: Composed; person: Composed['people'][number]; leads: boolean }) {
  const words = cellTeamsWords();
  const name = say(person.name);
  const others = team.people.filter(({ personId }) => personId !== person.personId);
  const keep = (otherId: string): void => {
    const other = others.find(({ personId }) => personId === otherId);
    if (other) void keepApart({ id: person.personId, name: person.name }, { id: other.personId, name: other.name });
  };
  return (
    <li class="teams-one">
      <span class="plan-who">
        <b>{name}</b>{' '}
        <span class="tiny soft">
          <OrganisationName id={person.organisationId} />
        </span>
      </span>
      {leads ? (
        <span class="tag full">{words.leads}</span>
      ) : person.isLearner ? (
        <span class="tag some">{words.learner}</span>
      ) : (
        <span />
      )}
      <span class="small nowrap end" title={distance(person.distanceKm)}>
        {planWords().lead(person.travelMinutes)}
      </span>
      <select
        class="input small"
        aria-label={words.apartFrom(name)}
        disabled={composing.value}
        value=""
        onChange={(event) => keep(event.currentTarget.value)}
      >
        <option value="">{words.apartFromShort}</option>
        {others.map(({ personId, name: other }) => (
          <option key={personId} value={personId}>
            {say(other)}
          </option>
        ))}
      </select>
      <span class="tiny soft teams-why">{wordReasons(person.terms, language.value)}</span>
    </li>
  );
}

/** Pairs kept apart; each can be let together again. */
function Apart() {
  const words = cellTeamsWords();
  if (apart.value.length === 0) return null;
  const letTogether = (at: number): void => {
    apart.value = apart.value.toSpliced(at, 1);
    void compose();
  };
  return (
    <div class="row wrap small">
      {words.apart}
      {apart.value.map(([a, b], at) => (
        <span key={`${a!.id} ${b!.id}`} class="tag">
          {words.pair(say(a!.name), say(b!.name))}{' '}
          <button
            type="button"
            class="name"
            aria-label={words.together(say(a!.name), say(b!.name))}
            onClick={() => letTogether(at)}
          >
            ×
          </button>
        </span>
      ))}
    </div>
  );
}

/** What went out, and what could not any more and why. */
function Outcome() {
  const words = cellTeamsWords();
  const told = outcome.value;
  if (!told) return null;
  return (
    <div class={`note ${told.refused.length > 0 ? 'warn' : 'good'}`} role="status">
      {told.sent > 0 && <p>{words.sent(told.sent)}</p>}
      {told.refused.length > 0 && (
        <>
          <p>
            <b>{words.notSent(told.refused.length)}</b>
          </p>
          <ul class="small">
            {told.refused.map((one) => (
              <Reason key={one.cellId} of={one} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Reason({ of: { cellId, personId, code, params } }: { of: NotSent }) {
  return (
    <li>
      <b>
        <CellName id={cellId} />
      </b>
      {personId !== null && ` (${nameOf(personId)})`}: {wordReason(code, params)}
    </li>
  );
}
