import { useEffect } from 'preact/hooks';
import { actor, language } from '../live.ts';
import { LanguageSwitch } from '../parts/LanguageSwitch.tsx';
import { deskWords } from '../words/desk.ts';
import { CallForHelp } from './CallForHelp.tsx';
import { CarePage } from './care/CarePage.tsx';
import { followAddress, keysShown, page, sheet } from './chosen.ts';
import { keepHistory } from './figures.ts';
import { FiguresStrip } from './FiguresStrip.tsx';
import { Header } from './Header.tsx';
import { Keys } from './Keys.tsx';
import { followKeys } from './keyboard.ts';
import { LogPage } from './LogPage.tsx';
import { CellMap } from './map/CellMap.tsx';
import { NeedPane } from './need/NeedPane.tsx';
import { followProposals } from './need/proposals.ts';
import { PeoplePage } from './people/PeoplePage.tsx';
import { PlanPage } from './plan/PlanPage.tsx';
import { Queue } from './queue/Queue.tsx';
import { followAlarm } from './safety/alarm.ts';
import { SafetyPage } from './safety/SafetyPage.tsx';
import { Sheet } from './Sheet.tsx';
import './desk.css';

/** The desk: the queue, the map, the one need selected, and the incident at a glance. */
export function Desk() {
  useEffect(() => {
    followAddress();
    followKeys();
    followProposals();
    keepHistory();
    followAlarm();
  }, []);
  const title = deskWords().title;
  useEffect(() => {
    document.title = title;
  }, [language.value]);
  const who = actor.value;
  if (who && !(who.kind === 'person' && who.roles.some((role) => role === 'admin' || role === 'coordinator'))) {
    return <Door signedIn={who.kind === 'person'} />;
  }
  return (
    <div class="desk">
      <div>
        <CallForHelp />
        <Header />
      </div>
      {page.value === 'board' && (
        <main id="main" class="board">
          <Queue />
          <CellMap />
          <NeedPane />
        </main>
      )}
      {page.value === 'safety' && <SafetyPage />}
      {page.value === 'plan' && <PlanPage />}
      {page.value === 'people' && <PeoplePage />}
      {page.value === 'care' && <CarePage />}
      {page.value === 'log' && <LogPage />}
      <FiguresStrip />
      {sheet.value && <Sheet of={sheet.value} />}
      {keysShown.value && <Keys />}
    </div>
  );
}

/** For whoever has no business here: what to do instead. */
function Door({ signedIn }: { signedIn: boolean }) {
  const words = deskWords().door;
  return (
    <main class="door stack">
      <h1 class="title">{words.heading}</h1>
      <p>{signedIn ? words.responder : words.signIn}</p>
      <p class="row wrap">
        {signedIn && (
          <a class="button primary" href="/go">
            {words.toPocket}
          </a>
        )}
        <a class="button" href="/">
          {words.toOpen}
        </a>
        <LanguageSwitch />
      </p>
    </main>
  );
}
