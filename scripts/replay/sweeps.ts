import { isLive } from '../../shared/lifecycle.ts';
import { unlessRefused } from '../responders.ts';
import type { Door } from './door.ts';
import type { Pace } from './pace.ts';
import type { Picture } from './picture.ts';

/**
 * Performs Muster's own sweeps at the moments at which they find something, until the returned function is called;
 * a live deployment's jobs do that by themselves.
 */
export function simulateSweeps({ door, pace, picture }: { door: Door; pace: Pace; picture: Picture }): () => void {
  let isOver = false;
  const planned = new Set<string>();
  const sweep = (name: 'expireOffers' | 'raiseMissedCheckIns' | 'escalateUnmetNeeds', at: number) => {
    const key = `${name}:${at}`;
    if (planned.has(key)) return;
    planned.add(key);
    pace.at(at, async () => {
      if (!isOver) await unlessRefused(door.perform(name, {}, 'system'));
    });
  };
  picture.onHeard((record) => {
    if (record.kind === 'need' && isLive(record) && record.escalations === 0)
      sweep('escalateUnmetNeeds', record.deadlineAt + 1);
    if (record.kind !== 'assignment') return;
    if (record.status === 'offered') sweep('expireOffers', record.answerBy);
    if ((record.status === 'accepted' || record.status === 'enRoute') && record.checkInDueAt !== null)
      sweep('raiseMissedCheckIns', record.checkInDueAt);
  });
  return () => (isOver = true);
}
