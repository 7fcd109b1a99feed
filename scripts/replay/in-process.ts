import { setImmediate } from 'node:timers/promises';
import type { Actor } from '../../server/rules/rule.ts';
import type { Muster } from '../../server/start.ts';
import { isHeard, type ActorRef, type Door } from './door.ts';

/** The door of a Muster that runs in this process; `now` is the clock it was started with. */
export function doorOf({ perform, board }: Pick<Muster, 'perform' | 'board'>, now: () => number): Door {
  const { view } = board.spine.sight;
  const actorOf = (as: ActorRef): Actor => {
    if (as === 'public' || as === 'system') return { kind: as };
    const person = view.get('person', as.personId);
    if (!person) return { kind: 'public' };
    const { id, organisationId, roles, status } = person;
    return { kind: 'person', personId: id, organisationId, roles, approved: status === 'approved' };
  };
  let isOpen = true;
  return {
    now,
    perform: (name, input, as, requestId) =>
      perform(name, actorOf(as), input, requestId === undefined ? {} : { requestId }),
    async follow(hear) {
      // Whoever listens is told of what stands first, needs before what belongs to them.
      for (const kind of ['need', 'assignment', 'alert'] as const) for (const record of view.all(kind)) hear(record);
      board.spine.onPut((record) => {
        if (isOpen && isHeard(record)) hear(record);
      });
      await setImmediate();
    },
    // Who listens in this process hears before the answer is given.
    caughtUp: () => Promise.resolve(),
    async close() {
      isOpen = false;
      await setImmediate();
    },
  };
}
