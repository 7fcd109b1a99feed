import { signal, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { newRequestId, perform } from '../../live.ts';
import { lacksOf, nobodyYet, toArriving, type Arriving } from '../../parts/arriving.ts';
import { ArrivingFields } from '../../parts/ArrivingFields.tsx';
import { Button } from '../../parts/Button.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { arrivalsWords } from '../../words/arrivals.ts';
import { hereWords } from '../../words/here.ts';
import { peopleTab, sheet } from '../chosen.ts';
import { CameTo, usePlaces } from './CameTo.tsx';

/** Whether the slip is printed as soon as somebody is registered; kept while the page is open. */
const printsAtOnce = signal(false);

/** Name, Enter, next: the code of the one before stays in sight meanwhile. */
export function WalkUpForm({ incidentId }: { incidentId: string }) {
  const words = arrivalsWords();
  const arriving = useSignal<Arriving>(nobodyYet);
  const tried = useSignal(false);
  const sending = useSignal(false);
  const error = useSignal<unknown>(null);
  const given = useSignal<{ walkUpId: string; name: string; code: string } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  // One request however often it is sent, until what it says changes.
  const request = useRef<{ of: string; id: string } | null>(null);
  const places = usePlaces(incidentId);
  const toName = (): void => form.current?.querySelector<HTMLInputElement>('input')?.focus();
  useEffect(toName, []);
  const printed = useRef(false);
  useSignalEffect(() => {
    const isOpen = sheet.value?.of === 'paperCode';
    // Back from the slip, the next person can be written down at once.
    if (printed.current && !isOpen) requestAnimationFrame(toName);
    printed.current = isOpen;
  });
  const lacks = tried.value ? lacksOf(arriving.value, 'optional') : new Set<never>();
  const send = async (): Promise<void> => {
    tried.value = true;
    if (lacksOf(arriving.value, 'optional').size > 0 || !places.chosen) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const input = { incidentId, ...places.chosen.input, ...toArriving(arriving.value) };
    const of = JSON.stringify(input);
    if (request.current?.of !== of) request.current = { of, id: newRequestId() };
    sending.value = true;
    error.value = null;
    try {
      const { walkUpId, code } = await perform('registerWalkUp', input, { requestId: request.current.id });
      given.value = { walkUpId, name: arriving.value.name.trim(), code };
      arriving.value = nobodyYet;
      tried.value = false;
      request.current = null;
      if (printsAtOnce.value) sheet.value = { of: 'paperCode', walkUpId, printsAtOnce: true };
      else toName();
    } catch (refused) {
      error.value = refused;
    }
    sending.value = false;
  };
  return (
    <section class="stack" aria-labelledby="walk-up-heading">
      <header>
        <h2 class="title" id="walk-up-heading">
          {words.heading}
        </h2>
        <p class="small soft">{words.hint}</p>
      </header>
      {!places.chosen ? (
        <div class="empty stack tight">
          <p>{words.noPlace}</p>
          <div>
            <Button onPress={() => (peopleTab.value = 'stations')}>{words.toStations}</Button>
          </div>
        </div>
      ) : (
        <form
          ref={form}
          class="card stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!sending.value) void send();
          }}
        >
          <ArrivingFields
            arriving={arriving.value}
            lacks={lacks}
            phone="optional"
            onChange={(change) => (arriving.value = { ...arriving.value, ...change })}
          />
          <CameTo places={places} />
          <Refused error={error.value} />
          <div class="row wrap">
            <button type="submit" class="button primary" aria-busy={sending.value}>
              {sending.value ? hereWords().sending : hereWords().send}
            </button>
            <label class="row small">
              <input
                type="checkbox"
                checked={printsAtOnce.value}
                onChange={(event) => (printsAtOnce.value = event.currentTarget.checked)}
              />
              {words.printsAtOnce}
            </label>
          </div>
        </form>
      )}
      <div role="status">
        {given.value && (
          <div class="card given-code">
            <p>{words.codeOf(given.value.name)}</p>
            <p class="paper-code">{given.value.code}</p>
            <p class="small soft">{words.codeHint}</p>
            <Button onPress={() => given.value && (sheet.value = { of: 'paperCode', walkUpId: given.value.walkUpId })}>
              {words.print}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
