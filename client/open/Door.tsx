import { useSignalEffect } from '@preact/signals';
import { LanguageSwitch } from '../parts/LanguageSwitch.tsx';
import { LiveState } from '../parts/LiveState.tsx';
import { say } from '../words/format.ts';
import { hereWords } from '../words/here.ts';
import { offerWords } from '../words/offer.ts';
import { openWords } from '../words/open.ts';
import { serviceWords } from '../words/service.ts';
import { sharedWords } from '../words/shared.ts';
import { AnswerOffer } from './AnswerOffer.tsx';
import { CheckCertificate } from './CheckCertificate.tsx';
import { Coverage } from './Coverage.tsx';
import { Danger } from './Danger.tsx';
import { Done } from './Done.tsx';
import { Follow } from './Follow.tsx';
import { Here } from './Here.tsx';
import { chooseIncident, incident, openIncidents } from './incident.ts';
import { Join } from './Join.tsx';
import { Paper } from './Paper.tsx';
import { Report } from './Report.tsx';
import { linkTo, route, type Route } from './route.ts';

/** The open door: what somebody came to do, and beside it how things stand for everybody. */
export function Door() {
  const words = openWords();
  useSignalEffect(() => {
    document.title = `${titleOf(route.value)} · ${say(incident.value?.name) || sharedWords().muster}`;
  });
  return (
    <>
      <a class="skip" href="#place" onClick={skip}>
        {sharedWords().skipToContent}
      </a>
      <Danger />
      <header class="top">
        <div class="who">
          <strong class="large">{sharedWords().muster}</strong>
          <Emergency />
        </div>
        <div class="row">
          <LiveState />
          <LanguageSwitch />
        </div>
        <nav aria-label={words.nav}>
          <Tab to={{ to: 'ask' }} words={words.ask} />
          <Tab to={{ to: 'follow', code: null }} words={words.follow} />
          <Tab to={{ to: 'join' }} words={words.join} />
        </nav>
      </header>
      <main class="door">
        <div id="place" class="place" tabIndex={-1}>
          {route.value.to === 'ask' && <Report />}
          {route.value.to === 'follow' && <Follow code={route.value.code} />}
          {route.value.to === 'join' && <Join />}
          {route.value.to === 'here' && <Here station={route.value.station} />}
          {route.value.to === 'offer' && <AnswerOffer key={route.value.link} link={route.value.link} />}
          {route.value.to === 'certificate' && <CheckCertificate key={route.value.code} code={route.value.code} />}
          {route.value.to === 'paper' && <Paper key={route.value.code} code={route.value.code} />}
        </div>
        <div class="picture">
          <Coverage />
          <Done />
        </div>
      </main>
      <footer class="foot soft small">
        <a href={linkTo({ to: 'paper', code: null })}>{hereWords().paper}</a>
        <a href={linkTo({ to: 'certificate', code: null })}>{serviceWords().check.title}</a>
        <a href="/desk">{words.footer.desk}</a>
        <a href="/go">{words.footer.pocket}</a>
      </footer>
    </>
  );
}

function titleOf({ to }: Route): string {
  if (to === 'here') return hereWords().title;
  if (to === 'offer') return offerWords().title;
  if (to === 'paper') return hereWords().paper;
  if (to === 'certificate') return serviceWords().check.title;
  return openWords()[to];
}

// The fragment says where we are on this page, so the link must not change it.
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('place')?.focus();
}

function Tab({ to, words }: { to: Route; words: string }) {
  return (
    <a href={linkTo(to)} aria-current={route.value.to === to.to ? 'page' : undefined}>
      {words}
    </a>
  );
}

function Emergency() {
  const open = openIncidents.value;
  const now = incident.value;
  if (!now) return null;
  if (open.length === 1)
    return (
      <span>
        {say(now.name)} <span class="soft">· {say(now.area)}</span>
      </span>
    );
  return (
    <select
      class="input"
      aria-label={openWords().oneOf}
      value={now.id}
      onChange={(event) => chooseIncident(event.currentTarget.value)}
    >
      {open.map(({ id, name, area }) => (
        <option key={id} value={id}>
          {say(name)} · {say(area)}
        </option>
      ))}
    </select>
  );
}
