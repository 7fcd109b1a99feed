import { actor, all, signOut } from '../live.ts';
import { Button } from '../parts/Button.tsx';
import { LanguageSwitch } from '../parts/LanguageSwitch.tsx';
import { LiveState } from '../parts/LiveState.tsx';
import { useNow } from '../parts/useNow.ts';
import { dayTime, say, time } from '../words/format.ts';
import { deskWords } from '../words/desk.ts';
import { begin, chooseIncident, incident, page, pages, sheet } from './chosen.ts';
import { Initials } from './Initials.tsx';
import { AlarmHint } from './safety/AlarmSwitch.tsx';

/** Which incident and period this is, whether the picture is live, and where else to go. */
export function Header() {
  const words = deskWords();
  const who = actor.value?.kind === 'person' ? say(actor.value.name) : '';
  return (
    <header class="top unprinted">
      <a
        class="skip"
        href="#main"
        onClick={(event) => (
          event.preventDefault(),
          document.querySelector<HTMLElement>('#queue, main [tabindex], main input')?.focus()
        )}
      >
        {words.header.skip}
      </a>
      <h1 class="large">Muster</h1>
      <nav aria-label={words.nav.label}>
        {pages.map((name) => (
          <a
            key={name}
            href={name === 'board' ? '#/' : `#/${name}`}
            aria-current={page.value === name ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault();
              page.value = name;
            }}
          >
            {words.nav[name]}
          </a>
        ))}
      </nav>
      <span class="grow" />
      <Which />
      <AlarmHint />
      <LiveState />
      <Button onPress={() => begin('report')} title="n">
        <span aria-hidden="true">+</span> {words.header.report}
      </Button>
      <LanguageSwitch />
      <details class="who" name="menu">
        <summary aria-label={words.header.you(who)}>
          <Initials name={who} title={words.header.you(who)} />
        </summary>
        <div class="menu">
          <p class="small">{words.header.you(who)}</p>
          <Button kind="quiet" onPress={() => (sheet.value = { of: 'checkIn' })}>
            {words.sheet.checkIn}
          </Button>
          <Button kind="quiet" onPress={signOut}>
            {words.header.signOut}
          </Button>
        </div>
      </details>
    </header>
  );
}

function Which() {
  const words = deskWords().header;
  const now = useNow();
  const open = all('incident').filter(({ status }) => status === 'open');
  const chosen = incident.value;
  if (!chosen) return <span class="small soft">{words.noIncident}</span>;
  const period = chosen.periods.find(
    ({ startAt, endAt, closedAt }) => closedAt === null && startAt <= now && now < endAt,
  );
  const overrun = chosen.periods.findLast(({ startAt, closedAt }) => closedAt === null && startAt <= now);
  return (
    <span class="which small">
      {open.length > 1 ? (
        <select
          class="input"
          aria-label={words.incident}
          value={chosen.id}
          onChange={(event) => chooseIncident(event.currentTarget.value)}
        >
          {open.map((one) => (
            <option key={one.id} value={one.id}>
              {say(one.name)}
            </option>
          ))}
        </select>
      ) : (
        <b>{say(chosen.name)}</b>
      )}{' '}
      <span class={period ? 'soft' : 'urgent'}>
        {' · '}
        {period
          ? words.period(period.number, at(period.endAt, now))
          : overrun
            ? words.periodOver(overrun.number, at(overrun.endAt, now))
            : words.noPeriod}
      </span>
    </span>
  );
}

// A period may end tomorrow: the day is told unless it is within twelve hours.
const at = (when: number, now: number): string => (Math.abs(when - now) < 12 * 3_600_000 ? time(when) : dayTime(when));
