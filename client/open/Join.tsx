import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Output } from '../../shared/operations.ts';
import type { SkillLevel, SpokenLanguage } from '../../shared/shapes.ts';
import { language } from '../language.ts';
import { all, newRequestId, perform, pictured } from '../live.ts';
import { Choices, Field } from '../parts/Field.tsx';
import { OrganisationName } from '../parts/Names.tsx';
import { Refused } from '../parts/Refused.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { say } from '../words/format.ts';
import { hereWords } from '../words/here.ts';
import { openWords } from '../words/open.ts';
import { sharedWords } from '../words/shared.ts';
import { emptyApplication, lacksOfApplication, toApplication, type Application } from './application.ts';
import { Joined } from './Joined.tsx';
import { linkTo } from './route.ts';
import { SkillPicker } from './SkillPicker.tsx';

const spoken = Object.keys(sharedWords().spoken) as SpokenLanguage[];

/** Signing up with an organisation, and the link to the pocket that comes of it. */
export function Join() {
  const application = useSignal<Application>(emptyApplication);
  const answer = useSignal<Output<'applyToHelp'> | null>(null);
  if (answer.value) return <Joined link={answer.value.link} organisationId={application.value.organisationId} />;
  const words = openWords().joining;
  return (
    <section class="sheet stack">
      <div class="stack tight">
        <h1 class="title">{words.title}</h1>
        <p>{words.intro}</p>
        <p class="note warn">{words.doNotGo}</p>
        <p class="small">
          {hereWords().noStation} <a href={linkTo({ to: 'paper', code: null })}>{hereWords().haveCode}</a>
        </p>
      </div>
      {!pictured.value && <Skeleton lines={5} height={44} />}
      {pictured.value && active().length === 0 && <p class="empty">{words.noOrganisations}</p>}
      {pictured.value && active().length > 0 && (
        <Form
          application={application.value}
          onChange={(change) => (application.value = { ...application.value, ...change })}
          onDone={(done) => (answer.value = done)}
        />
      )}
    </section>
  );
}

const active = () => all('organisation').filter(({ status }) => status === 'active');

interface FormProps {
  application: Application;
  onChange: (change: Partial<Application>) => void;
  onDone: (answer: Output<'applyToHelp'>) => void;
}

function Form({ application, onChange, onDone }: FormProps) {
  const words = openWords().joining;
  const form = useRef<HTMLFormElement>(null);
  // One request however often it is sent, until what it says changes.
  const request = useRef<{ of: Application; id: string } | null>(null);
  const tried = useSignal(false);
  const sending = useSignal(false);
  const error = useSignal<unknown>(null);
  const lacks = tried.value ? lacksOfApplication(application) : {};
  const order = new Intl.Collator(language.value === 'zh' ? 'zh-CN' : 'en', { numeric: true });

  const send = async (): Promise<void> => {
    tried.value = true;
    if (Object.keys(lacksOfApplication(application)).length > 0) {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .lacking input')?.focus(),
      );
      return;
    }
    if (request.current?.of !== application) request.current = { of: application, id: newRequestId() };
    sending.value = true;
    error.value = null;
    try {
      onDone(await perform('applyToHelp', toApplication(application), { requestId: request.current.id }));
    } catch (thrown) {
      error.value = thrown;
    }
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
      <Field label={words.name} wrong={lacks.name && words.nameWrong}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            maxLength={80}
            autoComplete="name"
            value={application.name}
            onInput={(event) => onChange({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={words.phone} hint={words.phoneHint} wrong={lacks.phone && words.phoneWrong}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            type="tel"
            maxLength={24}
            autoComplete="tel"
            value={application.phone}
            onInput={(event) => onChange({ phone: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={words.email} optional wrong={lacks.email && words.emailWrong}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            type="email"
            maxLength={120}
            autoComplete="email"
            value={application.email}
            onInput={(event) => onChange({ email: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class={lacks.organisationId ? 'lacking' : undefined}>
        <Choices
          label={words.organisation}
          wrong={lacks.organisationId && words.organisationWrong}
          class="rows"
          options={active().map(({ id, form: kind }) => ({
            value: id,
            words: (
              <>
                <OrganisationName id={id} /> <small class="soft">{sharedWords().form[kind]}</small>
              </>
            ),
          }))}
          chosen={application.organisationId === '' ? [] : [application.organisationId]}
          onChoose={([organisationId]) => onChange({ organisationId: organisationId ?? '' })}
        />
      </div>
      <Field label={words.area} wrong={lacks.homeCellId && words.areaWrong}>
        {(ids) => (
          <select
            {...ids}
            class="input"
            value={application.homeCellId}
            onChange={(event) => onChange({ homeCellId: event.currentTarget.value })}
          >
            <option value="">{openWords().report.areaChoose}</option>
            {all('cell')
              .toSorted((a, b) => order.compare(say(a.name), say(b.name)))
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {say(name)}
                </option>
              ))}
          </select>
        )}
      </Field>
      <div class={lacks.languages ? 'lacking' : undefined}>
        <Choices
          label={words.languages}
          wrong={lacks.languages && words.languagesWrong}
          many
          options={spoken.map((code) => ({ value: code, words: sharedWords().spoken[code] }))}
          chosen={application.languages}
          onChoose={(languages) => onChange({ languages })}
        />
      </div>
      <SkillPicker chosen={application.skills} onChoose={(skills: SkillLevel[]) => onChange({ skills })} />
      <Refused error={error.value} />
      <button type="submit" class="button primary big" aria-busy={sending.value}>
        {sending.value ? openWords().report.sending : words.send}
      </button>
    </form>
  );
}
