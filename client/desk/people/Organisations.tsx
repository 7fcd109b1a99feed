import { useSignal } from '@preact/signals';
import type { Organisation } from '../../../shared/records.ts';
import { actor, all, perform } from '../../live.ts';
import { Field } from '../../parts/Field.tsx';
import { say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { sharedWords } from '../../words/shared.ts';
import { Act } from '../Act.tsx';
import { TwoNames, namedIn } from '../TwoNames.tsx';
import { ContactOf } from './ContactOf.tsx';

const forms = ['government', 'agency', 'foundation', 'grassroots'] as const;

/** Who works the incident together; an administrator adds one here. */
export function Organisations() {
  const words = deskWords().organisations;
  const isAdmin = actor.value?.kind === 'person' && actor.value.roles.includes('admin');
  const organisations = [...all('organisation')].sort((a, b) => say(a.name).localeCompare(say(b.name)));
  return (
    <div class="settings stack">
      <header>
        <h2 class="title">{words.heading}</h2>
        <p class="small soft">{words.hint}</p>
      </header>
      <ul class="stack tight">
        {organisations.map((organisation) => (
          <li key={organisation.id} class="card stack tight">
            <div class="row spread wrap">
              <b>{say(organisation.name)}</b>
              <span class="small soft">
                {sharedWords().form[organisation.form]} ·{' '}
                {organisation.serviceCellIds.length === 0
                  ? words.everywhere
                  : words.cells(organisation.serviceCellIds.length)}
              </span>
            </div>
            <ContactOf of="organisation" ofId={organisation.id} organisationId={organisation.id} />
          </li>
        ))}
      </ul>
      {isAdmin ? <AddOrganisation /> : <p class="small soft">{words.adminOnly}</p>}
    </div>
  );
}

function AddOrganisation() {
  const words = deskWords().organisations;
  const name = useSignal('');
  const nameOther = useSignal('');
  const form = useSignal<Organisation['form']>('agency');
  const tried = useSignal(false);
  const add = async (): Promise<void> => {
    tried.value = true;
    if (name.value.trim() === '') return;
    await perform('addOrganisation', {
      name: namedIn(name.value, nameOther.value),
      form: form.value,
      serviceCellIds: [],
    });
    name.value = '';
    nameOther.value = '';
    tried.value = false;
  };
  return (
    <form class="card form" onSubmit={(event) => event.preventDefault()}>
      <h3>{words.add}</h3>
      <div class="two">
        <TwoNames words={words} name={name} nameOther={nameOther} tried={tried.value} />
        <Field label={words.form}>
          {(ids) => (
            <select
              {...ids}
              class="input"
              value={form.value}
              onChange={(event) => (form.value = event.currentTarget.value as Organisation['form'])}
            >
              {forms.map((each) => (
                <option key={each} value={each}>
                  {sharedWords().form[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div>
        <Act kind="primary" does={add}>
          {words.add}
        </Act>
      </div>
    </form>
  );
}
