import { effect, signal } from '@preact/signals';
import { loudAlerts } from './loud.ts';

/**
 * The sound of the desk, made here so that no file has to arrive: two falling tones, three times. It comes with what is shown
 * over the page and never instead of it.
 */

const storedAs = 'muster.alarm';
/** As long as nobody has taken it, it sounds again. */
const againMs = 20_000;

/** `blocked`: the browser lets no page sound before somebody has clicked or typed in it. */
export const alarm = signal<'ready' | 'blocked' | 'muted' | 'none'>('blocked');
/** How often it has sounded on this screen. */
export const sounded = signal(0);

let context: AudioContext | null = null;
let again: ReturnType<typeof setInterval> | undefined;

/** Listens for alerts that are loud; call once. */
export function followAlarm(): void {
  if (typeof AudioContext === 'undefined') {
    alarm.value = 'none';
    return;
  }
  alarm.value = readMuted() ? 'muted' : 'blocked';
  for (const deed of ['pointerdown', 'keydown'] as const) addEventListener(deed, () => void unblock());
  void unblock();
  let known = '';
  effect(() => {
    // Raised again, it is told again.
    const loud = loudAlerts.value.map(({ id, raisedAt }) => `${id} ${raisedAt}`);
    const isNew = loud.some((one) => !known.includes(one));
    known = loud.join();
    if (isNew) sound();
    if (loud.length === 0) {
      clearInterval(again);
      again = undefined;
    } else again ??= setInterval(sound, againMs);
  });
}

/** Mutes it on this device, or takes that back. */
export function setMuted(muted: boolean): void {
  try {
    localStorage.setItem(storedAs, muted ? 'muted' : 'on');
  } catch {
    // A private window keeps nothing: it holds until the page is closed.
  }
  alarm.value = muted ? 'muted' : 'blocked';
  if (!muted) void unblock().then(sound);
}

function readMuted(): boolean {
  try {
    return localStorage.getItem(storedAs) === 'muted';
  } catch {
    return false;
  }
}

/** Makes sound possible where the browser allows it by now; what stands then is sounded at once. */
async function unblock(): Promise<void> {
  if (alarm.value !== 'blocked') return;
  // Before the first click the browser only complains about being asked.
  if (navigator.userActivation?.hasBeenActive === false) return;
  context ??= new AudioContext();
  await context.resume().catch(() => undefined);
  if (context.state !== 'running' || alarm.peek() !== 'blocked') return;
  alarm.value = 'ready';
  if (loudAlerts.peek().length > 0) sound();
}

function sound(): void {
  if (alarm.peek() !== 'ready' || context === null) return;
  if (context.state !== 'running') {
    // A machine that slept took it away.
    alarm.value = 'blocked';
    return;
  }
  const start = context.currentTime + 0.02;
  for (let at = 0; at < 3; at += 1) {
    tone(context, 880, start + at * 0.5, 0.18);
    tone(context, 660, start + at * 0.5 + 0.2, 0.22);
  }
  sounded.value += 1;
}

/** One tone in Hz, from a time of the audio clock, for some seconds, swelling and fading so that it does not crack. */
function tone(audio: AudioContext, pitchHz: number, at: number, seconds: number): void {
  const wave = audio.createOscillator();
  const loudness = audio.createGain();
  wave.type = 'triangle';
  wave.frequency.value = pitchHz;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.4, at + 0.02);
  loudness.gain.setValueAtTime(0.4, at + seconds - 0.04);
  loudness.gain.linearRampToValueAtTime(0, at + seconds);
  wave.connect(loudness).connect(audio.destination);
  wave.start(at);
  wave.stop(at + seconds);
}
