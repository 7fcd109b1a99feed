import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import type { PersonRow, WhyNot } from '../../../shared/operations.ts';
import type { Need } from '../../../shared/records.ts';
import { language, one, perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { OrganisationName } from '../../parts/Names.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { say } from '../../words/format.ts';
import { wordsOfReason } from '../../words/ineligible.ts';
import { planWords } from '../../words/plan.ts';
import { wordReasons } from '../../words/reasons.ts';
import { titleOf } from '../standing.ts';
import { offerTo } from './proposals.ts';
import { seatWords } from './seat-words.ts';

const few = 6;
/** What one more empty place costs the plan at least: see `server/matching/unmet-cost.ts`. */
const emptyPlace = 10_000;

/** Any person by name: what keeps them from a seat of this need, or what choosing them would cost elsewhere. */
export function WhyNotPerson({ need }: { need: Need }) {
  const words = planWords().why;
  const id = useId();
  const text = useSignal('');
  const seatId = useSignal(need.seats[0]?.id ?? '');
  const found = useSignal<PersonRow[] | null>(null);
  const answer = useSignal<WhyNot | null>(null);
  const error = useSignal<unknown>(null);
  const typed = text.value.trim();
  useEffect(() => {
    found.value = null;
    if (typed === '') return undefined;
    let wanted = true;
    const soon = setTimeout(() => {
      perform('findPeople', { text: typed, limit: few }).then(
        ({ people }) => wanted && (found.value = people),
        (refused: unknown) => wanted && (error.value = refused),
      );
    }, 200);
    return () => {
      wanted = false;
      clearTimeout(soon);
    };
  }, [typed]);
  const seat = need.seats.find((known) => known.id === seatId.value) ?? need.seats[0];
  if (!seat) return null;
  const ask = async (personId: string, ofSeat = seat.id): Promise<void> => {
    error.value = null;
    try {
      answer.value = await perform('whyNot', { needId: need.id, seatId: ofSeat, personId });
      text.value = '';
    } catch (refused) {
      error.value = refused;
    }
  };
  return (
    <details class="why-person small">
      <summary>{words.label}</summary>
      <p class="soft">{words.hint}</p>
      {need.seats.length > 1 && (
        <select
          class="input"
          aria-label={words.seat}
          value={seat.id}
          onChange={(event) => {
            seatId.value = event.currentTarget.value;
            if (answer.value) void ask(answer.value.personId, seatId.value);
          }}
        >
          {need.seats.map((each) => (
            <option key={each.id} value={each.id}>
              {seatWords(each)}
            </option>
          ))}
        </select>
      )}
      <input
        class="input"
        type="search"
        id={id}
        aria-label={words.search}
        placeholder={words.search}
        autocomplete="off"
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = found.value?.[0];
          if (event.key === 'Enter' && first) void ask(first.id);
        }}
      />
      {found.value?.length === 0 && typed !== '' && <p class="soft">{words.none}</p>}
      {typed !== '' && found.value && found.value.length > 0 && (
        <ul>
          {found.value.map((person) => (
            <li key={person.id}>
              <Button kind="quiet" onPress={() => ask(person.id)}>
                {say(person.name)}
                <span class="soft">
                  <OrganisationName id={person.organisationId} />
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Refused error={error.value} />
      {answer.value && <Answer need={need} seatId={seat.id} told={answer.value} />}
    </details>
  );
}

function Answer({ need, seatId, told }: { need: Need; seatId: string; told: WhyNot }) {
  const words = planWords().why;
  const name = say(told.name);
  if (told.reasons.length > 0) {
    return (
      <div class="note" role="status">
        <b>{words.keeps(name)}</b>
        <ul>
          {told.reasons.map((reason) => (
            <li key={reason.reason}>{wordsOfReason(reason, language.value)}</li>
          ))}
        </ul>
      </div>
    );
  }
  const { planned, cost, rank, eligible } = told;
  const elsewhere = planned && planned.needId !== need.id ? one('need', planned.needId) : null;
  return (
    <div class="note" role="status">
      <p>
        <b>{words.may(name)}</b> {rank === null ? words.beyond(eligible) : words.rank(rank, eligible)}
      </p>
      <p class="soft">{wordReasons(told.terms, language.value, 5)}</p>
      <p>
        {cost === null ? words.noPlan : cost >= emptyPlace ? words.costPlace : words.cost(cost)}{' '}
        {elsewhere ? words.planned(titleOf(elsewhere)) : planned?.seatId === seatId ? words.plannedHere : ''}
      </p>
      <Button kind="quiet" onPress={() => offerTo(need.id, new Map([[seatId, [told.personId]]]))}>
        {words.ask(name)}
      </Button>
    </div>
  );
}
