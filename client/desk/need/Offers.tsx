import { useSignal } from '@preact/signals';
import { ineligibleWords } from '../../../shared/refusals.ts';
import type { Proposal, SeatProposals } from '../../../shared/operations.ts';
import { language } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { OrganisationName, skillName } from '../../parts/Names.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { Skeleton } from '../../parts/Skeleton.tsx';
import { distance, number, percent, say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { termName, termWhy, wordReasons } from '../../words/reasons.ts';
import { sharedWords } from '../../words/shared.ts';
import { begin } from '../chosen.ts';
import type { Standing } from '../standing.ts';
import {
  chosenPeople,
  firstPeople,
  isHeld,
  offerFirst,
  offerRefused,
  offerTo,
  proposalsRefused,
  proposed,
  proposing,
} from './proposals.ts';
import { seatWords } from './seat-words.ts';

/** Who could go, why, why not the others, and the button that asks them. */
export function Offers({ standing }: { standing: Standing }) {
  const words = deskWords().offers;
  const now = proposed.value;
  if (!now || now.needId !== standing.need.id) {
    return (
      <section class="offers" aria-label={words.heading} aria-busy={proposing.value}>
        {proposalsRefused.value === null ? (
          <Skeleton lines={5} height={18} />
        ) : (
          <Refused error={proposalsRefused.value} />
        )}
      </section>
    );
  }
  const open = now.seats.filter((seat) => seat.open > 0);
  const first = [...firstPeople(open).values()].flat();
  const chosen = chosenPeople.value;
  return (
    <section class="offers" aria-label={words.heading}>
      <div class="row wrap">
        {chosen.size > 0 ? (
          <Button kind="primary" onPress={() => offerTo(standing.need.id, chosenBySeat(chosen))}>
            {words.chosen(chosen.size)}
          </Button>
        ) : (
          first.length > 0 && (
            <Button kind="primary" onPress={offerFirst}>
              {words.offerFirst(first.length)} <kbd aria-hidden="true">o</kbd>
            </Button>
          )
        )}
        {chosen.size === 0 && first.length > 0 && (
          <span class="small soft">
            {first.length === 1
              ? words.chanceOne(percent(first[0]!.chanceOfYes))
              : words.chance(percent(first.reduce((all, { chanceOfYes }) => all * chanceOfYes, 1)))}
          </span>
        )}
      </div>
      <Refused error={offerRefused.value} />
      <Refused error={proposalsRefused.value} />
      {open.map((seat) => (
        <SeatChoice key={seat.seatId} seat={seat} standing={standing} alone={open.length === 1} />
      ))}
    </section>
  );
}

function chosenBySeat(chosen: ReadonlyMap<string, string>): Map<string, string[]> {
  const bySeat = new Map<string, string[]>();
  for (const [personId, seatId] of chosen) bySeat.set(seatId, [...(bySeat.get(seatId) ?? []), personId]);
  return bySeat;
}

const few = 3;

function SeatChoice({ seat, standing, alone }: { seat: SeatProposals; standing: Standing; alone: boolean }) {
  const words = deskWords().offers;
  const everybody = useSignal(false);
  const of = standing.need.seats.find(({ id }) => id === seat.seatId);
  const atFirst = Math.max(few, seat.open);
  const shown = everybody.value ? seat.people : seat.people.slice(0, atFirst);
  const most = Math.max(
    1,
    ...seat.people.map(({ terms }) => terms.reduce((sum, { points }) => sum + Math.max(0, points), 0)),
  );
  return (
    <div class="seat-choice">
      <div class="row spread">
        <h3>{alone || !of ? words.heading : seatWords(of)}</h3>
        <span class="tiny soft">{words.eligible(seat.eligible)}</span>
      </div>
      {seat.eligible === 0 && <p class="note warn">{words.none}</p>}
      {seat.eligible > 0 && seat.eligible < seat.open && <p class="note warn">{words.few(seat.eligible, seat.open)}</p>}
      <ol>
        {shown.map((person, at) => (
          <Candidate key={person.personId} person={person} rank={at + 1} seatId={seat.seatId} most={most} />
        ))}
      </ol>
      {seat.people.length > shown.length && (
        <Button kind="quiet" onPress={() => (everybody.value = true)}>
          {words.showAll(seat.people.length - shown.length)}
        </Button>
      )}
      <WhyNot seat={seat} />
    </div>
  );
}

function Candidate({ person, rank, seatId, most }: { person: Proposal; rank: number; seatId: string; most: number }) {
  const words = deskWords().offers;
  const name = say(person.name);
  const held = isHeld(person.personId);
  const choose = (on: boolean): void => {
    const next = new Map(chosenPeople.value);
    if (on) next.set(person.personId, seatId);
    else next.delete(person.personId);
    chosenPeople.value = next;
  };
  return (
    <li class={`candidate ${held ? 'held' : ''}`}>
      <label class="rank" title={words.select(name)}>
        <input
          type="checkbox"
          disabled={held}
          checked={chosenPeople.value.get(person.personId) === seatId}
          onChange={(event) => choose(event.currentTarget.checked)}
          aria-label={words.select(name)}
        />
        <span aria-hidden="true">{rank}</span>
      </label>
      <div class="grow">
        <div class="row spread">
          <b class="clip">{name}</b>
          <span class="small nowrap" title={distance(person.distanceKm)}>
            {words.min(person.travelMinutes)}
          </span>
        </div>
        <div class="tiny soft clip">
          {[
            ...person.roles
              .filter((role) => role === 'socialWorker' || role === 'volunteer')
              .map((role) => sharedWords().role[role]),
            ...person.languages.filter((code) => code !== 'cmn').map((code) => sharedWords().spoken[code]),
            ...person.skills.slice(0, 2).map(({ code, level }) => `${skillName(code)} ${level}`),
          ].join(' · ')}{' '}
          · <OrganisationName id={person.organisationId} />
        </div>
        <Bars person={person} most={most} />
        <div class="row spread small why">
          <span>{held ? words.held : wordReasons(person.terms, language.value)}</span>
          <span class="tiny soft nowrap">{words.yes(percent(person.chanceOfYes))}</span>
        </div>
      </div>
    </li>
  );
}

/** The terms that speak for a person, as lengths; the words beside it say the same. */
function Bars({ person, most }: { person: Proposal; most: number }) {
  const words = deskWords().offers;
  const told = person.terms
    .map((term) => `${words.points(termName(term.term, language.value), term.points)} ${termWhy(term, language.value)}`)
    .join('\n');
  return (
    <span class="terms" role="img" aria-label={`${words.bars}: ${told.replaceAll('\n', '; ')}`} title={told}>
      {person.terms
        .filter(({ points }) => points > 0)
        .map(({ term, points }) => (
          <i key={term} class={`term ${term}`} style={{ width: `${(points / most) * 100}%` }} />
        ))}
    </span>
  );
}

function WhyNot({ seat }: { seat: SeatProposals }) {
  const words = deskWords().offers;
  const reasons = Object.entries(seat.excluded)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0 && seat.relax === null) return null;
  const said = (reason: string): string => ineligibleWords[reason]?.[language.value] ?? reason;
  return (
    <div class="why-not small">
      {total > 0 && (
        <>
          <b>{words.excluded(number(total))}</b>
          <p class="soft">{reasons.map(([reason, count]) => `${number(count)} ${said(reason)}`).join(' · ')}</p>
        </>
      )}
      {seat.relax && seat.relax.adds > 0 && (
        <p class="row wrap">
          <span>
            {Object.hasOwn(words.relax, seat.relax.reason)
              ? words.relax[seat.relax.reason]!(seat.relax.adds, seat.relax.figures['km'])
              : words.relaxOther(said(seat.relax.reason), seat.relax.adds)}
          </span>
          {changeable.has(seat.relax.reason) && (
            <Button kind="quiet" onPress={() => begin('triage')}>
              {words.changeSeats}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

/** Reasons that go away when the seat asks for less. */
const changeable = new Set(['skill', 'role', 'language', 'credential']);
