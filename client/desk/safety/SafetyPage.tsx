import { isCommitted } from '../../../shared/lifecycle.ts';
import { all, pictured } from '../../live.ts';
import { Skeleton } from '../../parts/Skeleton.tsx';
import { safetyWords } from '../../words/safety.ts';
import { deskWords } from '../../words/desk.ts';
import { careTab } from '../care/tab.ts';
import { incident, page } from '../chosen.ts';
import { AlarmSwitch } from './AlarmSwitch.tsx';
import { Calls, openCalls } from './Calls.tsx';
import { OnScene } from './OnScene.tsx';
import { RollCalls } from './RollCalls.tsx';
import { isSilent, watched } from './watched.ts';
import './safety.css';

/** Those who are out: calls for help, whether all is well with each of them, and roll-calls. */
export function SafetyPage() {
  const words = safetyWords();
  return (
    <main id="main" class="page safety-page unprinted">
      <header class="row wrap page-head">
        <h2 class="title">{words.heading}</h2>
        <Figures />
        <AlarmSwitch />
      </header>
      {!pictured.value ? (
        <div class="safety-body">
          <Skeleton lines={10} height={22} />
        </div>
      ) : incident.value === null ? (
        <p class="empty">{deskWords().header.noIncident}</p>
      ) : (
        <div class="safety-body" tabIndex={0} role="region" aria-label={words.heading}>
          <div class="safety-column">
            <Calls />
            <OnScene />
          </div>
          <RollCalls />
        </div>
      )}
    </main>
  );
}

function Figures() {
  const words = safetyWords().figures;
  const out = all('assignment').filter(
    (assignment) => assignment.incidentId === incident.value?.id && isCommitted(assignment),
  );
  const onScene = watched.value;
  const silent = onScene.filter(isSilent).length;
  const calls = openCalls().filter(({ type }) => type === 'needHelp').length;
  return (
    <>
      <p class="row wrap grow safety-figures">
        <span class="tag">{words.onScene(onScene.length)}</span>
        <span class="tag">{words.onTheWay(out.filter(({ status }) => status !== 'checkedIn').length)}</span>
        {silent > 0 && <span class="tag some">{words.silent(silent)}</span>}
        {calls > 0 && <span class="tag lack">{words.calls(calls)}</span>}
      </p>
      <a
        class="button"
        href="#/care"
        onClick={(event) => {
          event.preventDefault();
          careTab.value = 'out';
          page.value = 'care';
        }}
      >
        {words.stillOut} ({out.length})
      </a>
    </>
  );
}
