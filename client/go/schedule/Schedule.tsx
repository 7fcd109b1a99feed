import { useSignal } from '@preact/signals';
import type { Limits, Person } from '../../../shared/records.ts';
import type { Span } from '../../../shared/shapes.ts';
import { nowAt } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { toast } from '../../parts/toasts.tsx';
import { useNow } from '../../parts/useNow.ts';
import { goWords } from '../../words/go.ts';
import { take } from '../mine.ts';
import { dayAhead, tidy } from '../spans.ts';
import { Day } from './Day.tsx';
import { WhatFits } from './WhatFits.tsx';

const daysShown = 7;

/** When somebody can be asked in the next week, and what fits them; nothing is sent before it is saved. */
export function Schedule({ person }: { person: Person }) {
  const draft = useSignal<{ availability: Span[]; limits: Limits } | null>(null);
  const now = useNow();
  const words = goWords().schedule;
  const { availability, limits } = draft.value ?? person;
  const change = (changed: Partial<{ availability: Span[]; limits: Limits }>): void => {
    draft.value = { availability, limits, ...changed };
  };
  const save = (): void => {
    void take('setAvailability', { personId: person.id, availability: tidy(availability, nowAt()), limits }).then(
      (sent) => sent?.state === 'done' && toast(goWords().schedule.saved),
    );
    draft.value = null;
  };
  return (
    <section class="screen" aria-labelledby="schedule">
      <h1 id="schedule" class="title">
        {words.title}
      </h1>
      <p class="soft">{words.lead}</p>
      <ul class="days">
        {Array.from({ length: daysShown }, (_, ahead) => (
          <Day
            key={dayAhead(now, ahead).fromAt}
            ahead={ahead}
            day={dayAhead(now, ahead)}
            availability={availability}
            onChange={(changed) => change({ availability: changed })}
          />
        ))}
      </ul>
      <WhatFits limits={limits} onChange={(changed) => change({ limits: changed })} />
      {draft.value && (
        <div class="save" role="group" aria-label={words.unsaved}>
          <Button onPress={() => (draft.value = null)}>{words.undo}</Button>
          <Button kind="primary" onPress={save}>
            {words.save}
          </Button>
        </div>
      )}
    </section>
  );
}
