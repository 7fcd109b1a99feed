import type { Output } from '../../shared/operations.ts';
import { ago, dayTime, say } from '../words/format.ts';
import { hereWords } from '../words/here.ts';
import { cellName } from './Names.tsx';
import { useNow } from './useNow.ts';

/** The work of somebody with a code on paper: what and where, since when, under whom, and what is open about them. */
export function WorkByCode({ known: { leftAt, work, minutes } }: { known: Output<'followWalkUp'> }) {
  const now = useNow();
  const words = hereWords();
  if (leftAt !== null) return <p>{words.left(dayTime(leftAt))}</p>;
  if (!work) return <p>{minutes > 0 ? words.waitsAgain : words.waits}</p>;
  const [title, cell] = [say(work.title), cellName(work.cellId)];
  return (
    <>
      <p>
        {work.checkedInAt === null ? words.onWay(title, cell) : words.onScene(title, cell, dayTime(work.checkedInAt))}
      </p>
      {work.lead && <p>{words.lead(say(work.lead))}</p>}
      {work.askedAt !== null && <p class="note warn">{words.asked(ago(work.askedAt, now))}</p>}
      {work.helpAskedAt !== null && (
        <p class="note bad">
          {words.helpAsked(ago(work.helpAskedAt, now))} {work.helpSeenAt !== null && <b>{words.helpSeen}</b>}
        </p>
      )}
    </>
  );
}
