import { useSignal } from '@preact/signals';
import type { Person } from '../../../shared/records.ts';
import { nowAt } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { useNow } from '../../parts/useNow.ts';
import { distance } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { MyDebriefs } from '../care/Hard.tsx';
import { MyCases } from '../care/MyCases.tsx';
import { take } from '../mine.ts';
import { availableUntil, nextSpan, withSpan, withoutSpan } from '../spans.ts';
import { moment } from '../said.ts';
import { Messages } from './Messages.tsx';
import { Recent } from './Recent.tsx';
import { StandingBy } from './StandingBy.tsx';
import { UntilWhen } from './UntilWhen.tsx';
import { WorkedToday } from './WorkedToday.tsx';

/** Nobody needs this person right now: until when they can be asked, and two taps to change that. */
export function Available({ person }: { person: Person }) {
  const asking = useSignal<'until' | 'rest' | null>(null);
  const now = useNow();
  const words = goWords().available;
  const until = availableUntil(person.availability, now);
  const next = nextSpan(person.availability, now);
  const { limits } = person;

  const setUntil = (at: number): void => {
    asking.value = null;
    const from = nowAt();
    // Shorter than before cuts off the rest of this stretch, later ones stay.
    const cut =
      until === null ? person.availability : withoutSpan(person.availability, { fromAt: from, untilAt: until }, from);
    void take('setAvailability', {
      personId: person.id,
      availability: withSpan(cut, { fromAt: from, untilAt: at }, from),
    });
  };
  const restUntil = (at: number | null): void => {
    asking.value = null;
    const from = nowAt();
    const availability = at === null ? [] : withoutSpan(person.availability, { fromAt: from, untilAt: at }, from);
    void take('setAvailability', { personId: person.id, availability });
  };

  if (asking.value === 'until') {
    return <UntilWhen title={words.untilTitle} onChoose={setUntil} onCancel={() => (asking.value = null)} />;
  }
  if (asking.value === 'rest') {
    return (
      <UntilWhen
        title={words.restTitle}
        onChoose={restUntil}
        onOpen={() => restUntil(null)}
        onCancel={() => (asking.value = null)}
      />
    );
  }
  return (
    <section class="screen" aria-labelledby="available">
      <h1 id="available" class="title">
        {until === null ? words.offTitle : words.nowTitle}
      </h1>
      <p class="soft">
        {until !== null && words.until(moment(until, now))}
        {until === null && (next ? words.offFrom(moment(next.fromAt, now)) : words.offOpen)}{' '}
        {until !== null &&
          words.limits(distance(limits.maxDistanceKm), limits.nights ? words.nightsYes : words.nightsNo)}
      </p>
      {until === null ? (
        <Button kind="primary" big onPress={() => (asking.value = 'until')}>
          {words.start}
        </Button>
      ) : (
        <div class="pair">
          <Button onPress={() => (asking.value = 'until')}>{words.changeTimes}</Button>
          <Button onPress={() => (asking.value = 'rest')}>{words.rest}</Button>
        </div>
      )}
      <StandingBy />
      <WorkedToday person={person} />
      <MyDebriefs />
      <MyCases />
      <Recent />
      <Messages />
    </section>
  );
}
