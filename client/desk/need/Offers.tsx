import { useSignal } from '@preact/signals';
import { skills } from '../../../shared/skills.ts';
import { isGenericWork, isProfessional } from '../../../shared/teams.ts';
import type { Proposal, SeatProposals } from '../../../shared/operations.ts';
import type { Seat } from '../../../shared/records.ts';
import { language } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { OrganisationName, skillName } from '../../parts/Names.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { Skeleton } from '../../parts/Skeleton.tsx';
import { distance, percent, say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { termName, termWhy, wordReasons } from '../../words/reasons.ts';
import { sharedWords } from '../../words/shared.ts';
import { supervisionWords } from '../../words/supervision.ts';
import { begin } from '../chosen.ts';
import type { Standing } from '../standing.ts';
import { Exclusions, Relaxation } from './Exclusions.tsx';
import { NextWave } from './NextWave.tsx';
import { chosenPeople, isHeld, offerRefused, offerTo, proposalsRefused, proposed, proposing } from './proposals.ts';
import { seatWords } from './seat-words.ts';
import { Waves } from './Waves.tsx';

/** Whom to ask: a wave of as many as are called for, or people chosen one by one; why them, and why not the others. */
export function Offers({ standing }: { standing: Standing }) {
  const words = deskWords().offers;
  const now = proposed.value;
  if (!now || now.needId !== standing.need.id) {
    return (
      <>
        <Waves standing={standing} />
        <section class="offers" aria-label={words.heading} aria-busy={proposing.value}>
          {proposalsRefused.value === null ? (
            <Skeleton lines={5} height={18} />
          ) : (
            <Refused error={proposalsRefused.value} />
          )}
        </section>
      </>
    );
  }
  const lacking = standing.seats.filter(({ seat, filled }) => filled < seat.count).map(({ seat }) => seat.id);
  const open = now.seats.filter((seat) => lacking.includes(seat.seatId));
  const chosen = chosenPeople.value;
  return (
    <>
      {chosen.size > 0 ? (
        <div class="row wrap">
          <Button kind="primary" onPress={() => offerTo(standing.need.id, chosenBySeat(chosen))}>
            {words.chosen(chosen.size)}
          </Button>
        </div>
      ) : (
        <NextWave key={standing.need.id} standing={standing} preview={now.wave} />
      )}
      <Refused error={offerRefused.value} />
      <Refused error={proposalsRefused.value} />
      <Waves standing={standing} />
      <section class="offers" aria-label={words.heading}>
        {open.map((seat) => (
          <SeatChoice key={seat.seatId} seat={seat} standing={standing} alone={open.length === 1} />
        ))}
      </section>
    </>
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
  const scale = scaleOf(seat.people);
  return (
    <div class="seat-choice">
      <div class="row spread">
        <h3>{alone || !of ? words.heading : seatWords(of)}</h3>
        <span class="tiny soft nowrap">{words.eligible(seat.eligible)}</span>
      </div>
      {seat.eligible === 0 && <p class="note warn">{words.none}</p>}
      {seat.eligible > 0 && seat.eligible < seat.open && <p class="note warn">{words.few(seat.eligible, seat.open)}</p>}
      <ol>
        {shown.map((person, at) => (
          <Candidate key={person.personId} person={person} rank={at + 1} seatId={seat.seatId} seat={of} scale={scale} />
        ))}
      </ol>
      {seat.people.length > shown.length && (
        <Button kind="quiet" class="start" onPress={() => (everybody.value = true)}>
          {words.showAll(seat.people.length - shown.length)}
        </Button>
      )}
      <WhyNot seat={seat} of={of} />
    </div>
  );
}

interface CandidateProps {
  person: Proposal;
  rank: number;
  seatId: string;
  seat: Seat | undefined;
  scale: Scale;
}

function Candidate({ person, rank, seatId, seat, scale }: CandidateProps) {
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
            ...skillsToTell(person, seat).map(({ code, level }) => `${skillName(code)} ${level}`),
          ].join(' · ')}{' '}
          · <OrganisationName id={person.organisationId} />
        </div>
        {seat && isProfessional(person) && isGenericWork(seat, isCredentialed) && (
          <span class="tiny urgent generic-work">⚠ {supervisionWords().generic}</span>
        )}
        <Bars person={person} scale={scale} />
        <div class="row spread small why">
          <span>{held ? words.held : wordReasons(person.terms, language.value)}</span>
          <span class="tiny soft nowrap">{words.yes(percent(person.chanceOfYes))}</span>
        </div>
      </div>
    </li>
  );
}

const isCredentialed = (code: string): boolean => skills.get(code)?.credentialed ?? false;

/** The skills the seat asks for, at the level the person has; where it asks for none, what they know best. */
function skillsToTell({ skills }: Proposal, seat: Seat | undefined): Proposal['skills'] {
  const asked = skills.filter(({ code }) => seat?.skills.some((skill) => skill.code === code));
  return asked.length > 0 ? asked : [...skills].sort((a, b) => b.level - a.level).slice(0, 1);
}

interface Scale {
  /** Term → the fewest points anybody proposed has for it. */
  least: ReadonlyMap<string, number>;
  /** The longest bar, in points. */
  most: number;
}

/** Points may be costs, so a bar shows how far somebody is ahead of the last on the list, term by term. */
function scaleOf(people: readonly Proposal[]): Scale {
  const least = new Map<string, number>();
  for (const { terms } of people)
    for (const { term, points } of terms) least.set(term, Math.min(points, least.get(term) ?? points));
  const base = [...least.values()].reduce((sum, points) => sum + points, 0);
  return { least, most: Math.max(1, ...people.map(({ score }) => score - base)) };
}

/** The terms that speak for a person, as lengths; the words beside it say the same. */
function Bars({ person, scale: { least, most } }: { person: Proposal; scale: Scale }) {
  const words = deskWords().offers;
  const told = person.terms
    .map(
      (term) =>
        `${words.points(termName(term.term, language.value), term.points)}${term.points === 0 ? '' : ` (${termWhy(term, language.value)})`}`,
    )
    .join('\n');
  return (
    <span class="terms" role="img" aria-label={`${words.bars}: ${told.replaceAll('\n', '; ')}`} title={told}>
      {person.terms
        .map(({ term, points }) => ({ term, ahead: points - (least.get(term) ?? points) }))
        .filter(({ ahead }) => ahead > 0)
        .map(({ term, ahead }) => (
          <i key={term} class={`term ${term}`} style={{ width: `${(ahead / most) * 100}%` }} />
        ))}
    </span>
  );
}

function WhyNot({ seat, of }: { seat: SeatProposals; of: Seat | undefined }) {
  const words = deskWords().offers;
  if (seat.relax === null && Object.keys(seat.excluded).length === 0) return null;
  return (
    <div class="why-not small">
      <Exclusions excluded={seat.excluded} />
      {seat.relax && (
        <p class="row wrap">
          <Relaxation relax={seat.relax} seat={of} />
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
