import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { actor, connection, pictured } from '../live.ts';
import { Skeleton } from '../parts/Skeleton.tsx';
import { goWords } from '../words/go.ts';
import { Gate, gateFor } from './Gate.tsx';
import { held, next, person } from './mine.ts';
import { Me } from './me/Me.tsx';
import { deskCode } from './now/AtDesk.tsx';
import { justEnded } from './now/Ended.tsx';
import { Now } from './now/Now.tsx';
import { Schedule } from './schedule/Schedule.tsx';
import { Signal } from './Signal.tsx';

const tabs = ['now', 'schedule', 'me'] as const;
type Tab = (typeof tabs)[number];

/** The whole pocket: what there is to do now, the schedule, and oneself. */
export function Pocket() {
  const tab = useSignal<Tab>('now');
  const main = useRef<HTMLElement>(null);
  // Whatever somebody was looking at, an offer or an end is what they see next.
  const urgent =
    deskCode.value ??
    justEnded()?.id ??
    (held.value &&
      `${held.value.id}${held.value.status === 'offered'}${held.value.calledUpAt ?? ''}${next.value?.id ?? ''}`);
  useEffect(() => {
    if (urgent) tab.value = 'now';
  }, [urgent]);
  useEffect(() => main.current?.scrollTo(0, 0), [tab.value, urgent, held.value?.status]);

  const mine = person.value;
  const gate = mine ? gateFor(mine) : actor.value && actor.value.kind !== 'person' ? 'signedOut' : null;
  // The code of a check-in point brought somebody here who has no account, or not on this phone: they register over there.
  const isStranger = gate === 'signedOut' && deskCode.value !== null;
  useEffect(() => {
    if (isStranger) location.replace(`/#here=${encodeURIComponent(deskCode.value ?? '')}`);
  }, [isStranger]);
  const settled = pictured.value || connection.value.state === 'offline';
  if (gate || (!mine && settled && actor.value === null))
    return <Gate why={gate ?? 'signedOut'} station={deskCode.value} />;
  return (
    <div class="pocket">
      <main ref={main} tabIndex={-1}>
        <Signal />
        {!mine && <Skeleton lines={6} height={20} />}
        {mine && tab.value === 'now' && <Now person={mine} onShowMe={() => (tab.value = 'me')} />}
        {mine && tab.value === 'schedule' && <Schedule person={mine} />}
        {mine && tab.value === 'me' && <Me person={mine} />}
      </main>
      <nav class="tabs" aria-label={goWords().tabs.label}>
        {tabs.map((name) => (
          <button
            key={name}
            type="button"
            aria-current={tab.value === name ? 'page' : undefined}
            onClick={() => (tab.value = name)}
          >
            {goWords().tabs[name]}
            {name === 'now' && tab.value !== 'now' && held.value && <span class="dot" aria-hidden="true" />}
          </button>
        ))}
      </nav>
    </div>
  );
}
