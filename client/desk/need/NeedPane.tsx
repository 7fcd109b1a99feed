import { isCommitted, isLive } from '../../../shared/lifecycle.ts';
import type { Need } from '../../../shared/records.ts';
import { perform, pictured } from '../../live.ts';
import { CellName, organisationName } from '../../parts/Names.tsx';
import { PriorityMark } from '../../parts/PriorityMark.tsx';
import { Since } from '../../parts/Since.tsx';
import { Skeleton } from '../../parts/Skeleton.tsx';
import { useNow } from '../../parts/useNow.ts';
import { ago, dayTime, duration, say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { sharedWords } from '../../words/shared.ts';
import { AlertsOf } from '../Alerts.tsx';
import { incident, needId, openNeed, task } from '../chosen.ts';
import { FirstSteps } from '../FirstSteps.tsx';
import { isLacking, isOverdue, saidEnough, standingOf, titleOf, type Standing } from '../standing.ts';
import { Act } from '../Act.tsx';
import { Actions } from './Actions.tsx';
import { Merge } from './Merge.tsx';
import { Offers } from './Offers.tsx';
import { Report } from './Report.tsx';
import { RiskOf } from './RiskOf.tsx';
import { Seats } from './Seats.tsx';
import { Team } from './Team.tsx';
import { Timeline } from './Timeline.tsx';
import { Triage } from './Triage.tsx';
import { Waves } from './Waves.tsx';
import { WhyNotPerson } from './WhyNotPerson.tsx';
import './need.css';

/** The right pane: the one need selected, or the form being filled in. */
export function NeedPane() {
  const words = deskWords().need;
  const standing = standingOf(needId.value);
  return (
    <section class="pane need unprinted" aria-label={words.label} id="need" tabIndex={-1}>
      <Inside standing={standing} />
    </section>
  );
}

function Inside({ standing }: { standing: Standing | null }) {
  const words = deskWords().need;
  if (task.value === 'report') return <Report />;
  if (!standing) {
    if (!pictured.value) return <Skeleton lines={8} height={18} />;
    if (incident.value === null) return <FirstSteps />;
    return (
      <div class="empty">
        <strong>{needId.value === null ? words.none : words.gone}</strong>
        <p class="small">{words.noneHint}</p>
      </div>
    );
  }
  if (task.value === 'triage') return <Triage key={standing.need.id} standing={standing} />;
  if (task.value === 'merge') return <Merge key={standing.need.id} need={standing.need} />;
  return <Look key={standing.need.id} standing={standing} />;
}

function Look({ standing }: { standing: Standing }) {
  const { need } = standing;
  const words = deskWords();
  return (
    <>
      <header class="need-head">
        <div class="row spread">
          <PriorityMark priority={need.priority} />
          <Due standing={standing} />
          <button type="button" class="button quiet close" aria-label={words.need.back} onClick={() => openNeed(null)}>
            ✕
          </button>
        </div>
        <h2 class="large">{titleOf(need)}</h2>
        <Facts standing={standing} />
      </header>
      <AlertsOf needId={need.id} />
      <Actions standing={standing} />
      {need.seats.length > 0 && <Seats standing={standing} />}
      {need.seats.length > 0 && <Team standing={standing} />}
      <NextStep standing={standing} />
      {isLive(need) && need.seats.length > 0 && <RiskOf need={need} />}
      {need.status === 'open' && need.seats.length > 0 && <WhyNotPerson need={need} />}
      <Timeline need={need} />
    </>
  );
}

function Due({ standing }: { standing: Standing }) {
  const now = useNow();
  const words = deskWords().need;
  const { need } = standing;
  if (!isLive(need) || !(need.status === 'reported' || isLacking(standing) || standing.onScene + standing.done === 0))
    return <span class="grow" />;
  const late = isOverdue(standing, now);
  return (
    <span class={`tiny grow ${late ? 'immediate strong' : 'soft'}`} title={dayTime(need.deadlineAt)}>
      {late ? words.overdue(ago(need.deadlineAt, now)) : words.due(ago(need.deadlineAt, now))}
      {need.escalations > 0 && ` · ${words.escalated(need.escalations)}`}
    </span>
  );
}

/** Where, since when, for whom, and whom to call: what a coordinator reads out on the phone. */
function Facts({ standing: { need } }: { standing: Standing }) {
  const words = deskWords();
  const { address, details, contactName, contactPhone } = need.private ?? {};
  return (
    <div class="facts small">
      <p class="soft">
        <CellName id={need.cellId} />
        {address && `, ${say(address)}`} · {words.category[need.category]} · {words.source[need.source]}{' '}
        <Since at={need.reportedAt} /> · {words.need.people(need.peopleCount)}
        {need.vulnerable.length > 0 &&
          ` (${need.vulnerable.map((group) => sharedWords().vulnerable[group].toLowerCase()).join(words.comma)})`}{' '}
        · {words.need.minutes(duration(need.estimatedMinutes * 60_000))} ·{' '}
        {words.need.holds(organisationName(need.organisationId))}
      </p>
      {details && <p class="details">{details}</p>}
      {(contactName !== undefined || contactPhone !== undefined) && (
        <p>
          {words.need.contact}: {contactName}{' '}
          {contactPhone && <a href={`tel:${contactPhone.replaceAll(' ', '')}`}>{contactPhone}</a>}
        </p>
      )}
      {need.confidentiality === 'restricted' && <p class="restricted">{words.need.restricted}</p>}
    </div>
  );
}

/** What there is to do next for the people of this need. */
function NextStep({ standing }: { standing: Standing }) {
  const { need } = standing;
  const words = deskWords().need;
  if (need.status === 'merged') {
    return (
      <p class="note">
        {words.mergedInto}.{' '}
        <button type="button" class="button quiet" onClick={() => openNeed(need.mergedInto)}>
          {words.openOther}
        </button>
      </p>
    );
  }
  if (need.status === 'closed') {
    return (
      <p class="note good">
        {need.outcome === null ? deskWords().needStatus.closed : sharedWords().outcome[need.outcome]}{' '}
        {need.closedAt !== null && <Since at={need.closedAt} />}
      </p>
    );
  }
  if (need.status === 'reported') return <p class="note">{words.triageFirst}</p>;
  const waiting = <Waiting standing={standing} />;
  if (saidEnough(need)) return <Enough need={need} />;
  if (standing.lacking > 0) {
    return (
      <>
        {waiting}
        <Offers standing={standing} />
      </>
    );
  }
  if (standing.asked > 0)
    return (
      <>
        {waiting}
        <Waves standing={standing} />
      </>
    );
  const allDone =
    standing.done === standing.wanted && !standing.seats.some(({ assignments }) => assignments.some(isCommitted));
  return (
    <>
      <p class="note good">{allDone ? words.allDone : words.staffed}</p>
      <Waves standing={standing} />
    </>
  );
}

/** The desk has said that there are enough; one word takes it up again. */
function Enough({ need }: { need: Need }) {
  const words = deskWords().waves;
  return (
    <div class="note good enough">
      <p>
        {words.enoughSaid} <Since at={need.enoughAt ?? need.reportedAt} />. {words.enoughMeans}
      </p>
      <Act does={() => perform('stillNeeded', { needId: need.id })}>{words.stillNeeded}</Act>
    </div>
  );
}

function Waiting({ standing }: { standing: Standing }) {
  const words = deskWords().need;
  const now = useNow();
  if (standing.asked === 0) return null;
  const offers = standing.seats.flatMap(({ assignments }) => assignments.filter(({ status }) => status === 'offered'));
  const answered = standing.seats.some(({ assignments }) => assignments.some(({ answeredAt }) => answeredAt !== null));
  const first = Math.min(...offers.map(({ offeredAt }) => offeredAt));
  return (
    <p class="note">{answered ? words.waitingSome(standing.asked) : words.waiting(standing.asked, ago(first, now))}</p>
  );
}
