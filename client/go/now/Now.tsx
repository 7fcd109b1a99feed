import type { Person } from '../../../shared/records.ts';
import { goWords } from '../../words/go.ts';
import { CaseScreen } from '../care/CaseScreen.tsx';
import { ownCases, shownCaseId } from '../care/cases.ts';
import { OnDuty } from '../care/OnDuty.tsx';
import { nowAt } from '../../live.ts';
import { anyIncident, held, next } from '../mine.ts';
import { isAhead } from '../said.ts';
import { Ahead } from './Ahead.tsx';
import { AtDesk, deskCode } from './AtDesk.tsx';
import { Available } from './Available.tsx';
import { Declining } from './Declining.tsx';
import { Ended, justEnded } from './Ended.tsx';
import { Offer } from './Offer.tsx';
import { Task } from './Task.tsx';

/** The one question of the moment. */
export function Now({ person, onShowMe }: { person: Person; onShowMe: () => void }) {
  const last = justEnded();
  if (deskCode.value !== null) return <AtDesk code={deskCode.value} onShowMe={onShowMe} />;
  // A new offer must not wait until the end of the one before is read.
  if (held.value?.status === 'offered') return <Offer key={held.value.id} assignment={held.value} />;
  const shown = ownCases.value.find(({ id }) => id === shownCaseId.value);
  if (shown) return <CaseScreen key={shown.id} one={shown} />;
  // What is promised for later leaves time to read how the last one ended.
  if (held.value && !(last && isAhead(held.value, nowAt())))
    return (
      <>
        {next.value && <Ahead key={next.value.id} assignment={next.value} />}
        <OnDuty assignment={held.value} person={person} />
        <Task key={held.value.id} assignment={held.value} />
      </>
    );
  if (last?.status === 'declined') return <Declining key={last.id} assignment={last} />;
  if (last) return <Ended key={last.id} assignment={last} />;
  return (
    <>
      {!anyIncident.value && (
        <p class="note">
          <strong>{goWords().gate.noIncidentTitle}.</strong> {goWords().gate.noIncident}
        </p>
      )}
      <Available person={person} />
    </>
  );
}
