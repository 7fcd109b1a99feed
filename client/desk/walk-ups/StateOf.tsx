import { isCommitted } from '../../../shared/lifecycle.ts';
import { one } from '../../live.ts';
import { cellName } from '../../parts/Names.tsx';
import { dayTime } from '../../words/format.ts';
import { arrivalsWords } from '../../words/arrivals.ts';
import { hereWords } from '../../words/here.ts';
import { openNeed } from '../chosen.ts';
import { titleOf } from '../standing.ts';
import type { Arrived } from './walk-ups.ts';

/** In a sentence: gone, without work, or on which need and whether there. */
export function StateOf({ arrived: { walkUp, held } }: { arrived: Arrived }) {
  const words = hereWords();
  const need = one('need', held?.needId);
  if (walkUp.leftAt !== null) return <>{words.left(dayTime(walkUp.leftAt))}</>;
  if (!held || !need) return <>{arrivalsWords().waits}</>;
  if (!isCommitted(held)) return <>{arrivalsWords().heldByOffer}</>;
  const [title, cell] = [titleOf(need), cellName(need.cellId)];
  return (
    <button type="button" class="link" onClick={() => openNeed(need.id)}>
      {held.checkedInAt === null ? words.onWay(title, cell) : words.onScene(title, cell, dayTime(held.checkedInAt))}
    </button>
  );
}
