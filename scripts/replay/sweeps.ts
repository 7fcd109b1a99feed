import { lapsesAt } from '../../server/rules/claims.ts';
import { patienceMs } from '../../server/rules/wave-sizing.ts';
import { isLive } from '../../shared/lifecycle.ts';
import { unlessRefused } from '../responders.ts';
import type { Door } from './door.ts';
import type { Pace } from './pace.ts';
import type { Picture } from './picture.ts';

type Sweep = 'expireOffers' | 'openDueWaves' | 'releaseStaleClaims' | 'raiseMissedCheckIns' | 'escalateUnmetNeeds';

/**
 * Performs Muster's own sweeps at the moments at which they find something, until the returned function is called;
 * a live deployment's jobs do that by themselves.
 */
export function simulateSweeps({ door, pace, picture }: { door: Door; pace: Pace; picture: Picture }): () => void {
  let isOver = false;
  const planned = new Set<string>();
  const sweep = (name: Sweep, soonest: number) => {
    // As often as a live deployment's job looks; many a wave comes due within it.
    const at = name === 'openDueWaves' ? Math.ceil(soonest / 3_000) * 3_000 : soonest;
    const key = `${name}:${at}`;
    if (planned.has(key)) return;
    planned.add(key);
    pace.at(at, async () => {
      planned.delete(key);
      if (isOver) return;
      const done = await unlessRefused(door.perform(name, {}, 'system'));
      // One commit looks for so many people only; the next sweep goes on.
      if (name === 'openDueWaves' && done && done.answer.count > 0) sweep(name, pace.now() + 5_000);
    });
  };
  picture.onHeard((record) => {
    if (record.kind === 'need' && isLive(record) && record.escalations === 0)
      sweep('escalateUnmetNeeds', record.deadlineAt + 1);
    if (record.kind === 'need' && record.asking?.automatic && record.asking.nextTryAt !== null)
      sweep('openDueWaves', record.asking.nextTryAt);
    if (record.kind !== 'assignment') return;
    if (record.status === 'offered') {
      sweep('expireOffers', record.answerBy);
      sweep('openDueWaves', record.offeredAt + patienceMs(record));
      // What one commit left is made up for soon after.
      sweep('openDueWaves', record.answerBy + 3_000);
    }
    if ((record.status === 'accepted' || record.status === 'enRoute') && record.checkInDueAt !== null)
      sweep('raiseMissedCheckIns', record.checkInDueAt);
    const lapses = lapsesAt(record);
    if (lapses !== null) sweep('releaseStaleClaims', lapses);
  });
  return () => (isOver = true);
}
