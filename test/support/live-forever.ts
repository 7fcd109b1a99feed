import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { readConfig } from '../../server/config.ts';
import type { Actor } from '../../server/rules/rule.ts';
import { startMuster } from '../../server/start.ts';
import { Refusal } from '../../shared/problem.ts';
import type { Kind } from '../../shared/records.ts';
import { nextDeed } from './house-life.ts';
import { cells, morning, organisations, people } from './house-world.ts';
import { randomFrom } from './random.ts';

/**
 * A Muster whose house is full of life until it is killed: `DIR SEED`. Says `<requestId> <operation> <seq>` of every deed
 * that was acknowledged, one a line.
 */
const [dir, seed] = process.argv.slice(2) as [string, string];
const startedAt = Date.now();
// An hour goes by in a minute, and a start later is later.
let past = morning;
const now = () => past + (Date.now() - startedAt) * 60;
const muster = await startMuster(readConfig({ DATA_DIR: dir, LOG_LEVEL: 'silent' }), {
  now,
  log: pino({ level: 'silent' }),
  listens: false,
  sweeps: false,
});
const { view } = muster.board.spine.sight;
const all = <K extends Kind>(kind: K) => [...view.all(kind)];
const system: Actor = { kind: 'system' };
if (all('person').length === 0) {
  await muster.perform('importRecords', system, { organisations, cells, people });
  await muster.perform('openIncident', system, {
    name: { en: 'Typhoon' },
    hazard: 'typhoon',
    area: { en: 'Coast' },
    centre: cells[0]!.centre,
  });
}
past = Math.max(morning, ...all('need').flatMap(({ steps }) => steps.map(({ at }) => at)));
console.log('begun');

const random = randomFrom(Number(seed));
await Promise.all(
  Array.from({ length: 16 }, async () => {
    for (;;) {
      const { who, name, input } = nextDeed(all, random, now());
      const requestId = randomBytes(9).toString('hex');
      try {
        const { seq, answer } = await muster.perform(
          name,
          typeof who === 'string' ? actorOf(who) : who,
          input as never,
          {
            requestId,
          },
        );
        // A yes that came too late is thanked as often as it is said, and written down once.
        if (name === 'acceptOffer' && (answer as { outcome?: string }).outcome !== 'accepted') continue;
        console.log(`${requestId} ${name} ${seq}`);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        await new Promise(setImmediate);
      }
    }
  }),
);

function actorOf(personId: string): Actor {
  const { organisationId, roles, status } = view.get('person', personId)!;
  return { kind: 'person', personId, organisationId, roles, approved: status === 'approved' };
}
