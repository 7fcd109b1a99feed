import { isCommitted } from '../../../shared/lifecycle.ts';
import { all, perform } from '../../live.ts';
import { deskWords } from '../../words/desk.ts';
import { safetyWords } from '../../words/safety.ts';
import { Act } from '../Act.tsx';
import { nameOf, type Standing } from '../standing.ts';

/** The roll-call of a need: open it, see who is accounted for, speak for those one has on the line, close it. */
export function RollCallOf({ standing: { need, seats } }: { standing: Standing }) {
  const words = deskWords().safety;
  const told = safetyWords().rollCall;
  const call = all('rollCall').find(({ aboutId, closedAt }) => aboutId === need.id && closedAt === null);
  if (!call) {
    if (!seats.some(({ assignments }) => assignments.some(isCommitted))) return null;
    const about = { incidentId: need.incidentId, about: 'need' as const, aboutId: need.id };
    return (
      <Act kind="quiet" does={() => perform('openRollCall', about)}>
        {words.openRollCall}
      </Act>
    );
  }
  const counts = all('headcount').filter(({ rollCallId }) => rollCallId === call.id);
  const missing = counts.filter(({ answer }) => answer === null);
  const helped = counts.filter(({ answer }) => answer === 'needsHelp').length;
  return (
    <div class="stack tight" role="status">
      <b class="small">{words.counts(counts.length - missing.length - helped, helped, missing.length)}</b>
      {missing.map(({ id, personId }) => (
        <span key={id} class="row wrap small">
          {nameOf(personId)}
          <Act
            kind="quiet"
            label={told.isWellFor(nameOf(personId))}
            does={() => perform('answerRollCall', { headcountId: id, answer: 'well' })}
          >
            {words.isWell}
          </Act>
          <Act
            kind="quiet"
            label={told.isInNeedFor(nameOf(personId))}
            does={() => perform('answerRollCall', { headcountId: id, answer: 'needsHelp' })}
          >
            {words.needsHelp}
          </Act>
        </span>
      ))}
      <Act
        kind="quiet"
        {...(missing.length > 0 ? { sure: told.sureClose(missing.length) } : {})}
        does={() => perform('closeRollCall', { rollCallId: call.id })}
      >
        {words.closeRollCall}
      </Act>
    </div>
  );
}
