import { useSignal } from '@preact/signals';
import type { PersonRole } from '../../../shared/records.ts';
import type { SkillLevel, SpokenLanguage } from '../../../shared/shapes.ts';
import { skillGroups, skills } from '../../../shared/skills.ts';
import { actor, all, language, perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Choices, Field } from '../../parts/Field.tsx';
import { skillName } from '../../parts/Names.tsx';
import { say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { sharedWords } from '../../words/shared.ts';
import { Act } from '../Act.tsx';
import { namedIn } from '../TwoNames.tsx';
import { CellInput } from '../CellInput.tsx';
import { Adder } from '../need/SeatsEditor.tsx';
import { LinkToGive } from './LinkToGive.tsx';

interface Draft {
  name: string;
  nameOther: string;
  phone: string;
  email: string;
  organisationId: string | null;
  roles: PersonRole[];
  homeCellId: string | null;
  languages: SpokenLanguage[];
  skills: SkillLevel[];
}
const blank: Draft = {
  name: '',
  nameOther: '',
  phone: '',
  email: '',
  organisationId: null,
  roles: ['volunteer'],
  homeCellId: null,
  languages: ['cmn'],
  skills: [],
};

/** Makes somebody a way in: a link to hand over. */
export function Invite() {
  const words = deskWords().invite;
  const draft = useSignal<Draft>(blank);
  const tried = useSignal(false);
  const done = useSignal<{ name: string; link: string } | null>(null);
  const change = (part: Partial<Draft>): void => {
    draft.value = { ...draft.value, ...part };
  };
  const { name, nameOther, phone, email, organisationId, roles, homeCellId, languages } = draft.value;
  const isAdmin = actor.value?.kind === 'person' && actor.value.roles.includes('admin');
  const send = async (): Promise<void> => {
    tried.value = true;
    if (name.trim() === '' || roles.length === 0 || homeCellId === null) return;
    const { link } = await perform('invitePerson', {
      name: namedIn(name, nameOther),
      ...(phone.trim() === '' ? {} : { phone }),
      ...(email.trim() === '' ? {} : { email }),
      ...(organisationId === null ? {} : { organisationId }),
      roles,
      homeCellId,
      languages,
      skills: draft.value.skills,
    });
    done.value = { name, link };
    draft.value = { ...blank, organisationId, homeCellId };
    tried.value = false;
  };
  if (done.value) {
    return (
      <div class="settings stack">
        <h2 class="title">{words.done(done.value.name)}</h2>
        <LinkToGive link={done.value.link} />
        <div>
          <Button kind="primary" onPress={() => (done.value = null)}>
            {words.another}
          </Button>
        </div>
      </div>
    );
  }
  const missing = (isMissing: boolean): string | undefined =>
    tried.value && isMissing ? deskWords().form.required : undefined;
  const line = (label: string, field: 'name' | 'nameOther' | 'phone' | 'email') => (
    <Field label={label} optional={field !== 'name'} wrong={field === 'name' ? missing(name.trim() === '') : undefined}>
      {(ids) => (
        <input
          {...ids}
          class="input"
          autoComplete="off"
          maxLength={120}
          value={draft.value[field]}
          onInput={(event) => change({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  const assignable: PersonRole[] = isAdmin
    ? ['volunteer', 'socialWorker', 'coordinator', 'admin']
    : ['volunteer', 'socialWorker', 'coordinator'];
  return (
    <form class="settings form" onSubmit={(event) => event.preventDefault()}>
      <header>
        <h2 class="title">{words.heading}</h2>
        <p class="small soft">{words.hint}</p>
      </header>
      <div class="two">
        {line(words.name, 'name')}
        {line(words.nameOther, 'nameOther')}
        {line(words.phone, 'phone')}
        {line(words.email, 'email')}
      </div>
      <Choices
        label={words.roles}
        many
        wrong={tried.value && roles.length === 0 ? words.roleNeeded : undefined}
        options={assignable.map((value) => ({ value, words: sharedWords().role[value] }))}
        chosen={roles}
        onChoose={(chosen) => change({ roles: chosen })}
      />
      <div class="two">
        <Field label={words.home} wrong={missing(homeCellId === null)}>
          {(ids) => <CellInput {...ids} cellId={homeCellId} onChange={(cellId) => change({ homeCellId: cellId })} />}
        </Field>
        {isAdmin && (
          <Field label={words.organisation}>
            {(ids) => (
              <select
                {...ids}
                class="input"
                value={organisationId ?? (actor.value?.kind === 'person' ? actor.value.organisationId : '')}
                onChange={(event) => change({ organisationId: event.currentTarget.value })}
              >
                {all('organisation').map((organisation) => (
                  <option key={organisation.id} value={organisation.id}>
                    {say(organisation.name)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
      </div>
      <Choices
        label={words.languages}
        many
        options={Object.entries(sharedWords().spoken).map(([value, spoken]) => ({
          value: value as SpokenLanguage,
          words: spoken,
        }))}
        chosen={languages}
        onChoose={(chosen) => change({ languages: chosen })}
      />
      <Skills skills={draft.value.skills} onChange={(next) => change({ skills: next })} />
      <div>
        <Act kind="primary" does={send}>
          {words.send}
        </Act>
      </div>
    </form>
  );
}

function Skills({ skills: held, onChange }: { skills: SkillLevel[]; onChange: (skills: SkillLevel[]) => void }) {
  const words = deskWords();
  const name = language.value === 'zh' ? 'zh-CN' : 'en';
  return (
    <fieldset class="field">
      <legend>{words.invite.skills}</legend>
      <ul>
        {held.map(({ code, level }) => (
          <li key={code} class="row">
            <span class="grow">{skillName(code)}</span>
            <select
              class="input narrow"
              aria-label={skillName(code)}
              value={String(level)}
              onChange={(event) =>
                onChange(
                  held.map((skill) =>
                    skill.code === code ? { code, level: Number(event.currentTarget.value) } : skill,
                  ),
                )
              }
            >
              {[1, 2, 3, 4, 5].map((each) => (
                <option key={each} value={each}>
                  {each} {sharedWords().level[each]}
                </option>
              ))}
            </select>
            <button
              type="button"
              class="button quiet"
              aria-label={words.form.remove(skillName(code))}
              onClick={() => onChange(held.filter((skill) => skill.code !== code))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      <Adder label={words.form.addSkill} onAdd={(code) => onChange([...held, { code, level: 3 }])}>
        {skillGroups.map((group) => (
          <optgroup key={group.code} label={group[name]}>
            {[...skills.values()]
              .filter((skill) => skill.groupCode === group.code && !held.some(({ code }) => code === skill.code))
              .map((skill) => (
                <option key={skill.code} value={skill.code}>
                  {skill[name]}
                </option>
              ))}
          </optgroup>
        ))}
      </Adder>
    </fieldset>
  );
}
