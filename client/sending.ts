import { effect } from '@preact/signals';
import { actor, connection, minute, newRequestId, nowAt, perform } from './live.ts';
import { openOutbox, type Dropped, type Outbox, type OutboxParts, type OutboxStorage, type Waiting } from './outbox.ts';

/**
 * The outbox of one place, kept on this device, sending over the live line whenever there is one. Call once per page, after `goLive`.
 * `onDone` is told of everything done, also of what was sent before this page was loaded. `anybodys`: it does not matter who is signed in.
 */
export function startOutbox(
  place: string,
  options: { onDone?: OutboxParts['onDone']; anybodys?: boolean } = {},
): Outbox {
  const outbox = openOutbox({
    storage: onDevice(`muster.outbox.${place}.`),
    perform: (name, input, options) => perform(name, input as never, options),
    now: nowAt,
    newRequestId,
    who: () =>
      options.anybodys ? actor.value && 'anybody' : actor.value?.kind === 'person' ? actor.value.personId : null,
    later: (ms, run) => setTimeout(run, ms),
    ...(options.onDone ? { onDone: options.onDone } : {}),
  });
  effect(() => {
    void minute.value;
    if (connection.value.state === 'live' && actor.value) void outbox.flush();
  });
  return outbox;
}

// Local storage writes before it returns, so what was pressed survives the battery.
function onDevice(prefix: string): OutboxStorage {
  // A private window may refuse storage: then it is kept for as long as the page lives.
  const inMemory = new Map<string, string>();
  const keys = (): string[] => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    } catch {
      return [];
    }
  };
  const parse = (text: string | null): (Waiting | Dropped)[] => {
    try {
      return text === null ? [] : [JSON.parse(text) as Waiting | Dropped];
    } catch {
      return [];
    }
  };
  return {
    all: () => [...keys().flatMap((key) => parse(localStorage.getItem(key))), ...[...inMemory.values()].flatMap(parse)],
    put: (item) => {
      const text = JSON.stringify(item);
      try {
        localStorage.setItem(prefix + item.requestId, text);
        inMemory.delete(item.requestId);
      } catch {
        inMemory.set(item.requestId, text);
      }
    },
    remove: (requestId) => {
      inMemory.delete(requestId);
      try {
        localStorage.removeItem(prefix + requestId);
      } catch {
        // It was in memory alone.
      }
    },
  };
}
