import { useSignal } from '@preact/signals';
import { skills as vocabulary } from '../../../shared/skills.ts';
import type { Person } from '../../../shared/records.ts';
import { actor, language, setLanguage } from '../../live.ts';
import { Choices } from '../../parts/Field.tsx';
import { cellName, organisationName, skillName } from '../../parts/Names.tsx';
import { useNow } from '../../parts/useNow.ts';
import { list, say } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { sharedWords } from '../../words/shared.ts';
import { Channels } from './Channels.tsx';
import { Credentials } from './Credentials.tsx';
import { Install } from './Install.tsx';
import { MyCertificate, MyHours, type ShownCertificate } from './MyHours.tsx';
import { MyCode } from './MyCode.tsx';
import { MyContact } from './MyContact.tsx';
import { SignOut } from './SignOut.tsx';

/** Oneself: name and code for the desk, skills, credentials, languages, and the settings of this phone. */
export function Me({ person }: { person: Person }) {
  const words = goWords().me;
  const certificate = useSignal<ShownCertificate | null>(null);
  const { role, spoken, people: _, ...shared } = sharedWords();
  const name = say(person.private?.name) || (actor.value?.kind === 'person' ? say(actor.value.name) : '');
  if (certificate.value) return <MyCertificate shown={certificate.value} onBack={() => (certificate.value = null)} />;
  return (
    <section class="screen" aria-labelledby="me">
      <header>
        <h1 id="me" class="title">
          {name}
        </h1>
        <p class="soft">
          {list(person.roles.map((held) => role[held]))} · {organisationName(person.organisationId)}
        </p>
        <p class="soft small">{words.home(cellName(person.homeCellId))}</p>
      </header>
      <MyCode personId={person.id} name={name} />
      <MyHours personId={person.id} onShow={(shown) => (certificate.value = shown)} />
      <Skills person={person} />
      <Credentials person={person} />
      <section class="card">
        <h2>{words.languages}</h2>
        <p>{list(person.languages.map((tag) => spoken[tag]))}</p>
      </section>
      <section class="card">
        <Choices
          label={words.interface}
          options={[
            { value: 'zh', words: <span lang="zh-CN">中文</span> },
            { value: 'en', words: <span lang="en">English</span> },
          ]}
          chosen={[language.value]}
          onChoose={([chosen]) => chosen && setLanguage(chosen)}
        />
      </section>
      <MyContact person={person} />
      <Channels person={person} />
      <Install />
      {person.offers > 0 && <p class="small soft">{words.record(person.accepts, person.offers)}</p>}
      <SignOut />
      <p class="tiny soft">{shared.muster}</p>
    </section>
  );
}

function Skills({ person }: { person: Person }) {
  const now = useNow();
  const words = goWords();
  const level = sharedWords().level;
  const counts = (code: string): boolean =>
    !vocabulary.get(code)?.credentialed ||
    person.credentials.some(
      (held) =>
        held.skillCodes.includes(code) && held.verifiedAt !== null && (held.expiresAt === null || held.expiresAt > now),
    );
  return (
    <section class="card">
      <h2>{words.me.skills}</h2>
      {person.skills.length === 0 && <p class="small soft">{words.me.noSkills}</p>}
      <ul class="lines">
        {person.skills.map((skill) => (
          <li key={skill.code}>
            <span class="row spread">
              <span>{skillName(skill.code)}</span>
              <span class="small soft nowrap">{level[skill.level]}</span>
            </span>
            {!counts(skill.code) && <span class="tiny urgent">{words.me.needsCredential}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
