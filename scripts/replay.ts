import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { replayHere, type Replayed } from './replay/here.ts';
import { readStream, type Stream } from './replay/stream.ts';
import { summaryLines } from './replay/tally.ts';
import { replayThere } from './replay/there.ts';

/** `npm run replay -- FILE`: feeds a dated stream through the public operations and prints what came of it. */

const usage = `npm run replay -- FILE [--seed WORD]
    replays FILE in a temporary deployment of its own, as fast as it goes
npm run replay -- FILE --to URL --token TOKEN [--speed 60] [--respond]
    replays FILE into a running deployment, a minute of the stream in a minute divided by the speed
    TOKEN is what stands after # in a coordinator's sign-in link
    --respond also plays the desk and the people asked, in that coordinator's name: for rehearsals`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      speed: { type: 'string', default: '60' },
      to: { type: 'string' },
      token: { type: 'string' },
      seed: { type: 'string', default: 'muster' },
      respond: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [file, ...more] = positionals;
  if (values.help) console.log(usage);
  else if (file === undefined || more.length > 0) throw new Error(`One FILE is needed.\n${usage}`);
  else await replay(file, { ...values, speed: speedOf(values.speed) });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

interface Options {
  speed: number;
  to?: string;
  token?: string;
  seed: string;
  respond: boolean;
}

async function replay(file: string, { to, token, speed, seed, respond }: Options): Promise<void> {
  if (to !== undefined && token === undefined) throw new Error(`--to needs --token.\n${usage}`);
  const stream = await readStream(file);
  announce(stream);
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {value} of {total} events | {duration_formatted}',
    noTTYOutput: true,
    notTTYSchedule: 5000,
  });
  bar.start(stream.events.length, 0);
  const onStep = (done: number) => bar.update(done);
  let replayed: Replayed;
  try {
    replayed =
      to === undefined || token === undefined
        ? await replayHere(stream, { seed, onStep })
        : await replayThere(stream, { url: to, token, speed, respond, seed, onStep });
  } finally {
    bar.stop();
  }
  console.log(summaryLines(replayed.summary).join('\n'));
  for (const { key, step, refusal } of replayed.refused) console.log(`refused: ${step} of ${key}: ${refusal.message}`);
}

function announce({ source, rows, events, unreadable }: Stream): void {
  console.log(`${source}: ${events.length} events from ${rows} rows`);
  for (const { row, why } of unreadable) console.log(`row ${row} cannot be read: ${why}`);
}

function speedOf(text: string): number {
  const speed = Number(text);
  if (!(speed > 0 && speed <= 1e6)) throw new Error(`--speed is ${text}; accepted: a number above 0, at most 1000000`);
  return speed;
}
