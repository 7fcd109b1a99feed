import { useSignal } from '@preact/signals';
import type { Incident, Period } from '../../../shared/records.ts';
import { actor, all, language, minute, nowAt, perform } from '../../live.ts';
import { Field } from '../../parts/Field.tsx';
import { dayTime, say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { sharedWords } from '../../words/shared.ts';
import { Act } from '../Act.tsx';
import { namedIn } from '../TwoNames.tsx';
import { chooseIncident, incident } from '../chosen.ts';
import { ContactOf } from './ContactOf.tsx';

const hour = 3_600_000;

/** Incidents and their operational periods: open one, close one. */
export function IncidentAdmin() {
  const words = deskWords().incident;
  const isAdmin = actor.value?.kind === 'person' && actor.value.roles.includes('admin');
  const incidents = [...all('incident')].sort((a, b) => b.openedAt - a.openedAt);
  return (
    <div class="settings stack">
      <h2 class="title">{words.heading}</h2>
      {incidents.length === 0 && <p class="empty">{deskWords().header.noIncident}</p>}
      {incidents.map((each) => (
        <OneIncident key={each.id} incident={each} isAdmin={isAdmin} />
      ))}
      {isAdmin ? <OpenIncident /> : <p class="small soft">{words.adminOnly}</p>}
    </div>
  );
}

function OneIncident({ incident: each, isAdmin }: { incident: Incident; isAdmin: boolean }) {
  const words = deskWords().incident;
  const isOpen = each.status === 'open';
  return (
    <section class="card stack tight">
      <div class="row spread wrap">
        <span>
          <b>{say(each.name)}</b>{' '}
          <span class="small soft">
            {sharedWords().hazard[each.hazard]} · {say(each.area)} ·{' '}
            {isOpen || each.closedAt === null
              ? words.since(dayTime(each.openedAt))
              : words.closed(dayTime(each.closedAt))}
          </span>
        </span>
        {isOpen && isAdmin && (
          <Act kind="quiet" sure={words.sureClose} does={() => perform('closeIncident', { incidentId: each.id })}>
            {words.close}
          </Act>
        )}
      </div>
      <h3 class="small">{words.periods}</h3>
      <ul>
        {each.periods.map((period) => (
          <OnePeriod key={period.id} incidentId={each.id} period={period} />
        ))}
      </ul>
      {isOpen && <OpenPeriod incident={each} />}
      {isOpen && <ContactOf of="incident" ofId={each.id} organisationId={each.organisationId} />}
    </section>
  );
}

function OnePeriod({ incidentId, period }: { incidentId: string; period: Period }) {
  const words = deskWords().incident;
  const now = nowAt();
  void minute.value;
  const standing =
    period.closedAt !== null
      ? words.periodClosed
      : now < period.startAt
        ? words.future
        : now < period.endAt
          ? words.current
          : words.over;
  return (
    <li class="row spread wrap period">
      <span>
        {words.number(period.number)}: {dayTime(period.startAt)} – {dayTime(period.endAt)}{' '}
        <span class="tag">{standing}</span>
      </span>
      {period.closedAt === null && (
        <Act
          kind="quiet"
          sure={words.sureClosePeriod}
          does={() => perform('closePeriod', { incidentId, periodId: period.id })}
        >
          {words.closePeriod}
        </Act>
      )}
    </li>
  );
}

/** The next period begins where the last one ends, twelve hours long unless changed. */
function OpenPeriod({ incident: each }: { incident: Incident }) {
  const words = deskWords().incident;
  const lastEnd = Math.max(nowAt(), ...each.periods.map(({ endAt, closedAt }) => closedAt ?? endAt));
  const startAt = useSignal<number | null>(null);
  const endAt = useSignal<number | null>(null);
  const from = startAt.value ?? lastEnd;
  const until = endAt.value ?? from + 12 * hour;
  const open = async (): Promise<void> => {
    await perform('openPeriod', { incidentId: each.id, startAt: Math.round(from), endAt: Math.round(until) });
    startAt.value = null;
    endAt.value = null;
  };
  return (
    <div class="row wrap end">
      <Field label={words.startAt}>
        {(ids) => (
          <input
            {...ids}
            class="input narrow"
            type="datetime-local"
            value={localTime(from)}
            onInput={(event) => (startAt.value = instantOf(event.currentTarget.value))}
          />
        )}
      </Field>
      <Field label={words.endAt}>
        {(ids) => (
          <input
            {...ids}
            class="input narrow"
            type="datetime-local"
            value={localTime(until)}
            onInput={(event) => (endAt.value = instantOf(event.currentTarget.value))}
          />
        )}
      </Field>
      <Act does={open}>{words.openPeriod}</Act>
    </div>
  );
}

/** An instant as a datetime-local field writes it, on this device's clock. */
function localTime(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
const instantOf = (text: string): number | null => (text === '' ? null : new Date(text).getTime());

interface Draft {
  name: string;
  nameOther: string;
  hazard: Incident['hazard'];
  area: string;
  hours: number;
}

function OpenIncident() {
  const words = deskWords().incident;
  const draft = useSignal<Draft>({ name: '', nameOther: '', hazard: 'typhoon', area: '', hours: 12 });
  const tried = useSignal(false);
  const cells = all('cell');
  if (cells.length === 0) return <p class="note warn">{words.noCells}</p>;
  const { name, nameOther, hazard, area, hours } = draft.value;
  const change = (part: Partial<Draft>): void => {
    draft.value = { ...draft.value, ...part };
  };
  const open = async (): Promise<void> => {
    tried.value = true;
    if (name.trim() === '' || area.trim() === '') return;
    const mean = (of: 'lon' | 'lat'): number => cells.reduce((sum, { centre }) => sum + centre[of], 0) / cells.length;
    const { incidentId } = await perform('openIncident', {
      name: namedIn(name, nameOther),
      hazard,
      area: { [language.value]: area },
      centre: { lon: mean('lon'), lat: mean('lat') },
      firstPeriodHours: hours,
    });
    chooseIncident(incidentId);
    change({ name: '', nameOther: '', area: '' });
    tried.value = false;
  };
  const text = (label: string, field: 'name' | 'nameOther' | 'area') => (
    <Field
      label={label}
      optional={field === 'nameOther'}
      wrong={
        tried.value && field !== 'nameOther' && draft.value[field].trim() === '' ? deskWords().form.required : undefined
      }
    >
      {(ids) => (
        <input
          {...ids}
          class="input"
          maxLength={120}
          value={draft.value[field]}
          onInput={(event) => change({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <form class="card form" onSubmit={(event) => event.preventDefault()}>
      <h3>{words.open}</h3>
      <div class="two">
        {text(words.name, 'name')}
        {text(words.nameOther, 'nameOther')}
        {text(words.area, 'area')}
        <Field label={words.hazard}>
          {(ids) => (
            <select
              {...ids}
              class="input"
              value={hazard}
              onChange={(event) => change({ hazard: event.currentTarget.value as Incident['hazard'] })}
            >
              {Object.entries(sharedWords().hazard).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.firstPeriod} hint={words.centreHint}>
          {(ids) => (
            <input
              {...ids}
              class="input count"
              type="number"
              min={1}
              max={72}
              value={hours}
              onInput={(event) => change({ hours: event.currentTarget.valueAsNumber || 12 })}
            />
          )}
        </Field>
      </div>
      <div>
        <Act kind={incident.value ? 'plain' : 'primary'} does={open}>
          {words.open}
        </Act>
      </div>
    </form>
  );
}
