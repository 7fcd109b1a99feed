import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { NeedCategory, VulnerableGroup } from '../../shared/records.ts';
import { all, pictured } from '../live.ts';
import { Choices, Field } from '../parts/Field.tsx';
import { openWords } from '../words/open.ts';
import { sharedWords } from '../words/shared.ts';
import { cellNamedIn, draft, lacksOf, leftOf, toReport, write } from './draft.ts';
import { incident } from './incident.ts';
import { People } from './People.tsx';
import { NotArrived } from './NotArrived.tsx';
import { arrived, sendReport, waitingReports } from './reporting.ts';
import { Thanks } from './Thanks.tsx';
import { Where } from './Where.tsx';

const categories = Object.keys(sharedWords().category) as NeedCategory[];
const groups = Object.keys(sharedWords().vulnerable) as VulnerableGroup[];

/** Asking for help: the form, what still waits for a signal, and the code once it has arrived. */
export function Report() {
  if (arrived.value) return <Thanks report={arrived.value} />;
  if (pictured.value && !incident.value) return <NoIncident />;
  return (
    <section class="sheet stack" aria-labelledby="report-title">
      <NotArrived />
      {waitingReports().length === 0 && <Form />}
    </section>
  );
}

function Form() {
  const form = useRef<HTMLFormElement>(null);
  const tried = useSignal(false);
  const sending = useSignal(false);
  const words = openWords().report;
  const shared = sharedWords();
  const value = draft.value;
  const cellId = value.cellId ?? cellNamedIn(value.address, all('cell'));
  const lacks = tried.value ? lacksOf(value, cellId) : {};
  const count = Object.keys(lacks).length;

  const send = async (): Promise<void> => {
    tried.value = true;
    if (Object.keys(lacksOf(value, cellId)).length > 0) {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .lacking input')?.focus(),
      );
      return;
    }
    sending.value = true;
    await sendReport(toReport(value, cellId, incident.value?.id));
    sending.value = false;
  };

  return (
    <form
      ref={form}
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending.value) void send();
      }}
    >
      <div>
        <h1 id="report-title" class="title">
          {words.title}
        </h1>
        <p class="soft">{words.intro}</p>
      </div>
      <div class={lacks.category ? 'lacking' : undefined}>
        <Choices
          label={words.category}
          wrong={lacks.category && words.categoryWrong}
          options={categories.map((category) => ({ value: category, words: shared.category[category] }))}
          chosen={value.category === null ? [] : [value.category]}
          onChoose={([category]) => write({ category: category ?? null })}
          class="tiles"
        />
      </div>
      <Field
        label={words.what}
        hint={words.whatHint}
        wrong={lacks.what && (leftOf(value) < 0 ? words.whatLong(leftOf(value)) : words.whatWrong)}
      >
        {(ids) => (
          <textarea
            {...ids}
            class="input"
            rows={3}
            value={value.what}
            onInput={(event) => write({ what: event.currentTarget.value })}
          />
        )}
      </Field>
      <Where cellId={cellId} lacking={lacks.where === true} />
      <People wrong={lacks.people && words.peopleWrong} />
      <Choices
        label={words.vulnerable}
        optional
        many
        options={groups.map((group) => ({ value: group, words: shared.vulnerable[group] }))}
        chosen={value.vulnerable}
        onChoose={(vulnerable) => write({ vulnerable })}
      />
      <fieldset class="stack tight">
        <legend class="label">{words.contact}</legend>
        <p class="hint">{words.contactHint}</p>
        <div class="pair">
          <Field label={words.name} optional>
            {(ids) => (
              <input
                {...ids}
                class="input"
                maxLength={80}
                autoComplete="name"
                value={value.name}
                onInput={(event) => write({ name: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={words.phone} wrong={lacks.phone && words.phoneWrong}>
            {(ids) => (
              <input
                {...ids}
                class="input"
                type="tel"
                inputMode="tel"
                maxLength={24}
                autoComplete="tel"
                value={value.phone}
                onInput={(event) => write({ phone: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
        {value.phone.trim() === '' && <p class="hint">{words.noPhone}</p>}
      </fieldset>
      {count > 0 && (
        <p class="note bad" role="alert">
          {words.fix(count)}
        </p>
      )}
      <button type="submit" class="button primary big" aria-busy={sending.value}>
        {sending.value ? words.sending : words.send}
      </button>
    </form>
  );
}

function NoIncident() {
  const words = openWords();
  return (
    <section class="sheet empty">
      <strong class="large">{words.noIncident}</strong>
      <p>{words.noIncidentMore}</p>
    </section>
  );
}
