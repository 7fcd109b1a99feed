import type { Frame } from '../shared/board.ts';
import { keysFor, show, type Audience, type Key } from './rules/visibility.ts';
import type { Spine } from './spine.ts';

/**
 * Everything that changed for the audience since `after`: a snapshot where that is 0, too long ago or in the future
 * (the deployment was reset).
 */
export function frameFor(spine: Spine, audience: Audience, after: number): Frame {
  const changed = after === 0 ? null : spine.changedSince(after);
  return {
    after: changed ? after : 0,
    seq: spine.seq,
    puts: shownOf(spine, audience, changed ?? keysFor(audience, spine.sight.view)),
  };
}

/** What the audience may see of the keys. */
export function shownOf(spine: Spine, audience: Audience, keys: Iterable<Key>): Frame['puts'] {
  const puts: Frame['puts'] = [];
  for (const key of keys) {
    const put = show(audience, key, spine.sight);
    if (put) puts.push(put);
  }
  return puts;
}
