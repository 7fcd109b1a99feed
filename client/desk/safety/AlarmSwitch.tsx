import { Button } from '../../parts/Button.tsx';
import { safetyWords } from '../../words/safety.ts';
import { alarm, setMuted, sounded } from './alarm.ts';

/** Whether this desk sounds for a call for help, and the way to change that. A click on it is also what a browser waits for. */
export function AlarmSwitch() {
  const words = safetyWords().alarm;
  const state = alarm.value;
  if (state === 'none') return <span class="small soft">{words.none}</span>;
  return (
    <span class="row wrap" data-sounded={sounded.value}>
      <span class={`small ${state === 'ready' ? 'soft' : 'urgent strong'}`} role="status">
        {words[state]}
      </span>
      <Button kind="plain" onPress={() => setMuted(state === 'ready')}>
        {state === 'ready' ? words.mute : words.turnOn}
      </Button>
    </span>
  );
}

/** On every page, only where the desk would not sound: who relies on it must know. */
export function AlarmHint() {
  const words = safetyWords().alarm;
  const state = alarm.value;
  if (state !== 'blocked' && state !== 'muted') return null;
  return (
    <button type="button" class="button quiet nowrap" title={words[state]} onClick={() => setMuted(false)}>
      <svg viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true">
        <path d="M2 6h2.5L8 3v10l-3.5-3H2zM10.3 6l1.2-1.2L13 6.3l1.5-1.5L15.7 6 14.2 7.5l1.5 1.5-1.2 1.2L13 8.7l-1.5 1.5L10.3 9l1.5-1.5z" />
      </svg>{' '}
      {words.short[state]}
    </button>
  );
}
