import { useEffect } from 'preact/hooks';
import type { Notice, OutsideChannel, Person, Reach } from '../../../shared/records.ts';
import { deliverySign, deliveryWords } from '../../delivery-words.ts';
import { all, one, nowAt } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Choices } from '../../parts/Field.tsx';
import { toast } from '../../parts/toasts.tsx';
import { useNow } from '../../parts/useNow.ts';
import { dayTime } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { sharedWords } from '../../words/shared.ts';
import { take } from '../mine.ts';
import { lookAtPush, push, setUp, switchOffPush, switchOnPush } from '../push.ts';

const usual: OutsideChannel[] = ['push', 'sms', 'email', 'voice'];
const night = { fromMinute: 22 * 60, untilMinute: 7 * 60 };
const hour = 3_600_000;

/** How one is told: by what, in which order, at what hours, and whether it works. */
export function Channels({ person }: { person: Person }) {
  const words = goWords().channels;
  useEffect(() => void lookAtPush(person.id), [person.id]);
  const reach = one('reach', person.id) as Reach | undefined;
  const order = reach?.order ?? usual;
  const isSetUp = (channel: OutsideChannel): boolean => setUp.value?.includes(channel) ?? false;
  const shown = [...order, ...usual.filter((channel) => !order.includes(channel))].filter(isSetUp);
  const set = (change: Partial<Pick<Reach, 'order' | 'quiet' | 'muteUntilAt' | 'language'>>) =>
    take('setReach', { personId: person.id, ...change });
  return (
    <section class="card">
      <h2>{words.title}</h2>
      <p class="small soft">{words.lead}</p>
      <ol class="lines">
        {shown.map((channel) => (
          <Way
            key={channel}
            person={person}
            channel={channel}
            place={order.indexOf(channel)}
            onUse={(use) => set({ order: use ? [...order, channel] : order.filter((known) => known !== channel) })}
            onFirst={() => set({ order: [channel, ...order.filter((known) => known !== channel)] })}
          />
        ))}
      </ol>
      {setUp.value === null && <p class="small soft">{words.unknown}</p>}
      <Choices
        label={words.language}
        options={[
          { value: 'zh', words: <span lang="zh-CN">中文</span> },
          { value: 'en', words: <span lang="en">English</span> },
        ]}
        chosen={[reach?.language ?? (person.languages.length === 1 && person.languages[0] === 'en' ? 'en' : 'zh')]}
        onChoose={([language]) => language && set({ language: language as 'zh' | 'en' })}
      />
      <Choices
        label={words.hours}
        hint={words.hoursHint}
        options={[
          { value: 'day', words: words.notAtNight },
          { value: 'any', words: words.anyHour },
        ]}
        chosen={[(reach ? reach.quiet : person.limits.nights ? null : night) === null ? 'any' : 'day']}
        onChoose={([chosen]) => set({ quiet: chosen === 'any' ? null : night })}
      />
      <Mute untilAt={reach?.muteUntilAt ?? null} onMute={(muteUntilAt) => set({ muteUntilAt })} />
    </section>
  );
}

interface WayProps {
  person: Person;
  channel: OutsideChannel;
  /** Where it stands in the order, -1 where it is not used. */
  place: number;
  onUse: (use: boolean) => unknown;
  onFirst: () => unknown;
}

function Way({ person, channel, place, onUse, onFirst }: WayProps) {
  const words = goWords().channels;
  const reach = one('reach', person.id) as Reach | undefined;
  const secret = person.private;
  const address =
    channel === 'push'
      ? words.phones(reach?.devices.length ?? 0)
      : ((channel === 'email' ? secret?.email : secret?.phone) ?? words.noAddress);
  const has =
    channel === 'push'
      ? (reach?.devices.length ?? 0) > 0
      : Boolean(channel === 'email' ? secret?.email : secret?.phone);
  return (
    <li class="stack">
      <label class="row spread">
        <span>
          <span class="strong">
            {place >= 0 && `${place + 1}. `}
            {sharedWords().delivery.channel[channel]}
          </span>
          <br />
          <span class="small soft">{address}</span>
        </span>
        <input
          type="checkbox"
          class="tick"
          aria-label={words.use(sharedWords().delivery.channel[channel])}
          checked={place >= 0}
          onChange={(event) => onUse(event.currentTarget.checked)}
        />
      </label>
      {channel === 'push' && <ThisPhone personId={person.id} />}
      <div class="row wrap">
        {place > 0 && <Button onPress={onFirst}>{words.first}</Button>}
        {has && (
          <Button
            onPress={async () => {
              const sent = await take('sendTestNotice', { personId: person.id, channel });
              if (sent?.state === 'done') toast(goWords().channels.testOnItsWay);
            }}
          >
            {words.test}
          </Button>
        )}
      </div>
      <LastTest personId={person.id} channel={channel} />
    </li>
  );
}

/** What became of the test message asked for last. */
function LastTest({ personId, channel }: { personId: string; channel: OutsideChannel }) {
  const now = useNow();
  const tests = (all('notice') as Notice[]).filter(
    (notice) => notice.personId === personId && notice.topic === 'test' && notice.only === channel,
  );
  const last = tests.sort((a, b) => b.createdAt - a.createdAt)[0]?.deliveries[0];
  if (!last) return null;
  return (
    <p class={`small ${last.state === 'failed' ? 'immediate' : 'soft'}`} role="status">
      <span aria-hidden="true">{deliverySign(last)}</span> {goWords().channels.lastTest(deliveryWords(last, now))}
    </p>
  );
}

function ThisPhone({ personId }: { personId: string }) {
  const words = goWords().channels;
  switch (push.value) {
    case 'off':
      return (
        <Button
          kind="primary"
          onPress={async () => {
            try {
              if (!(await switchOnPush(personId))) toast(goWords().channels.blocked, { bad: true });
            } catch {
              toast(goWords().channels.pushFailed, { bad: true });
            }
          }}
        >
          {words.switchOn}
        </Button>
      );
    case 'on':
      return <Button onPress={() => switchOffPush(personId)}>{words.switchOff}</Button>;
    case 'blocked':
      return <p class="small soft">{words.blocked}</p>;
    case 'unsupported':
      return <p class="small soft">{words.unsupported}</p>;
    case 'unknown':
      return null;
  }
}

function Mute({ untilAt, onMute }: { untilAt: number | null; onMute: (untilAt: number | null) => unknown }) {
  const now = useNow();
  const words = goWords().channels;
  if (untilAt !== null && untilAt > now)
    return (
      <div class="stack">
        <p class="note warn">{words.mutedUntil(dayTime(untilAt))}</p>
        <Button onPress={() => onMute(null)}>{words.unmute}</Button>
      </div>
    );
  return (
    <div class="stack">
      <p class="strong">{words.mute}</p>
      <p class="small soft">{words.muteLead}</p>
      <div class="row wrap">
        {[1, 8, 24].map((hours) => (
          <Button key={hours} onPress={() => onMute(nowAt() + hours * hour)}>
            {words.muteHours(hours)}
          </Button>
        ))}
      </div>
    </div>
  );
}
