import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../support/random.ts';
import type { Fleet } from './fleet.ts';

/** How often each kind of trouble is made. */
export interface Plan {
  kills: number;
  sleeps: number;
  faults: number;
}

const complaints = [
  { code: 10107, codeName: 'NotWritablePrimary' },
  { code: 11602, codeName: 'InterruptedDueToReplStateChange' },
  { code: 371, codeName: 'UserWritesBlocked' },
  { code: 14031, codeName: 'OutOfDiskSpace' },
];

/**
 * Makes trouble at random moments, about `spanMs` long in all, until the plan is done or `stop` says so. Resolves with what
 * was done; everything is through and awake again then.
 */
export async function makeTrouble(
  fleet: Fleet,
  plan: Plan,
  { random, spanMs, stop }: { random: Random; spanMs: number; stop: () => boolean },
): Promise<{ done: Plan; byKind: Record<string, number> }> {
  const done: Plan = { kills: 0, sleeps: 0, faults: 0 };
  const byKind: Record<string, number> = {};
  const someone = () => fleet.members[random.below(fleet.members.length)]!;
  const ms = (from: number, to: number) => pause(from + random.below(to - from));

  /** Repeats a trouble until it took place so often; one that found nobody to take place at does not count. */
  async function repeat(what: keyof Plan, make: () => Promise<boolean>): Promise<void> {
    const gapMs = Math.max(1, Math.round((2 * spanMs) / Math.max(1, plan[what])));
    while (done[what] < plan[what] && !stop()) {
      const began = performance.now();
      const gap = random.below(gapMs);
      if (await make()) done[what] += 1;
      else await pause(50);
      await pause(Math.max(1, gap - (performance.now() - began)));
    }
  }

  /** Two at a time at most, each at another process's line. */
  const busy = new Set<number>();
  async function breakTheLine(): Promise<boolean> {
    const at = random.below(fleet.members.length);
    if (busy.has(at)) return false;
    busy.add(at);
    const { proxy } = fleet.members[at]!;
    const kind = (
      [
        'latency',
        'cut',
        'reset',
        'halfOpen',
        'loseAnswers',
        'loseAnAppend',
        'loseAnAppend',
        'holdBack',
        'complain',
      ] as const
    )[random.below(9)]!;
    byKind[kind] = (byKind[kind] ?? 0) + 1;
    switch (kind) {
      case 'latency':
        proxy.setLatency(5 + random.below(80));
        await ms(300, 2500);
        proxy.setLatency(0);
        break;
      case 'cut':
      case 'halfOpen':
      case 'loseAnswers':
        proxy.set(kind);
        await ms(100, kind === 'loseAnswers' ? 600 : 2000);
        proxy.set('through');
        break;
      case 'reset':
        proxy.set('reset');
        await ms(1, 50);
        proxy.set('through');
        break;
      case 'loseAnAppend':
        // The write takes effect, and its answer never comes.
        await Promise.race([proxy.loseAnswerTo('prevHash'), pause(3000)]);
        break;
      case 'holdBack': {
        const release = await Promise.race([proxy.holdBack('prevHash'), pause(3000).then(() => null)]);
        await ms(100, 1500);
        release?.();
        break;
      }
      case 'complain':
        proxy.answerWith(complaints[random.below(complaints.length)]!);
        await ms(100, 1500);
        proxy.answerWith(null);
        break;
    }
    busy.delete(at);
    return true;
  }

  const lines = () => repeat('faults', breakTheLine);
  await Promise.all([
    repeat('kills', () => someone().kill()),
    repeat('sleeps', () => someone().sleep(300 + random.below(2700))),
    lines(),
    lines(),
  ]);
  return { done, byKind };
}
