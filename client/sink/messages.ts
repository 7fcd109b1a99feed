import { signal } from '@preact/signals';

/** What the sink caught, as the server tells it; the newest last. */
export interface SinkMessage {
  key: string;
  channel: 'push' | 'sms' | 'email' | 'voice' | 'reply';
  to: string;
  subject: string;
  text: string;
  code: string | null;
  at: number;
}

export type SinkState = 'loading' | 'shown' | 'signedOut' | 'off' | 'unreachable';
export const messages = signal<readonly SinkMessage[]>([]);
export const state = signal<SinkState>('loading');

const everyMs = 1500;

/** Looks for new messages for as long as the page lives. */
export function watchMessages(): void {
  void look().finally(() => setTimeout(watchMessages, everyMs));
}

async function look(): Promise<void> {
  const response = await fetch('/api/sink').catch(() => null);
  if (response === null) state.value = 'unreachable';
  else if (response.status === 401 || response.status === 403) state.value = 'signedOut';
  else if (!response.ok) state.value = 'off';
  else {
    const told = ((await response.json()) as { messages: SinkMessage[] }).messages;
    if (told.length !== messages.value.length || told.at(-1)?.key !== messages.value.at(-1)?.key) messages.value = told;
    state.value = 'shown';
  }
}

/** Answers as the telephone would; rejects where the server could not take it. */
export async function answer(from: string, text: string): Promise<void> {
  const response = await fetch('/api/sink/replies', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ from, text }),
  });
  if (!response.ok) throw new Error(`the sink answered ${response.status}`);
  await look();
}
