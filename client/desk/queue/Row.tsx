import { isLive } from '../../../shared/lifecycle.ts';
import { CellName } from '../../parts/Names.tsx';
import { PriorityMark } from '../../parts/PriorityMark.tsx';
import { useNow } from '../../parts/useNow.ts';
import { ago, dayTime, duration } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { sharedWords } from '../../words/shared.ts';
import { filter } from '../chosen.ts';
import { Initials } from '../Initials.tsx';
import { isAlarming, isOverdue, nameOf, titleOf, type Standing } from '../standing.ts';
import { fitting, wordLack } from './lack.ts';

/** Pixels of a row whose title takes so many lines; queue.css draws it so. */
export const rowHeight = (lines: number): number => 68 + lines * 20;

interface Props {
  standing: Standing;
  top: number;
  height: number;
  position: number;
  of: number;
  chosen: boolean;
  onChoose: () => void;
}

/** One need in the queue. */
export function Row({ standing, top, height, position, of, chosen, onChoose }: Props) {
  const { need } = standing;
  const words = deskWords().queue;
  const now = useNow();
  const live = isLive(need);
  const overdue = isOverdue(standing, now);
  const alarming = isAlarming(standing);
  return (
    <li
      id={`row-${need.id}`}
      role="option"
      aria-selected={chosen}
      aria-posinset={position}
      aria-setsize={of}
      class={`need-row ${chosen ? 'chosen' : ''} ${alarming ? 'alarming' : ''}`}
      style={{ transform: `translateY(${top}px)`, height: `${height}px` }}
      onClick={onChoose}
    >
      <span class="row spread">
        <span class="row" title={alarming ? words.blinking : undefined}>
          <PriorityMark priority={need.priority} />
          {overdue && <b class="overdue">{words.overdue}</b>}
        </span>
        <span class="tiny soft clip" title={dayTime(need.reportedAt)}>
          <CellName id={need.cellId} /> ·{' '}
          {live
            ? words.waiting(duration(now - need.reportedAt))
            : words.closedAt(ago(need.closedAt ?? need.reportedAt, now))}
        </span>
      </span>
      <span class="need-title">{titleOf(need)}</span>
      <span class="row spread">
        <span class="tags">
          {need.status === 'reported' && filter.value !== 'reported' && (
            <span class="tag more some">{words.triage}</span>
          )}
          {live && <Lacks standing={standing} />}
          {!live && <Ended standing={standing} />}
        </span>
        {need.handlerId === null ? (
          live && <span class="tiny soft nowrap">{words.nobody}</span>
        ) : (
          <Initials name={nameOf(need.handlerId)} title={words.handler(nameOf(need.handlerId))} />
        )}
      </span>
    </li>
  );
}

/** Letters that fit beside the circle of whoever deals with it. */
const room = 46;

function Lacks({ standing }: { standing: Standing }) {
  const { shown, more } = fitting(
    wordLack(standing),
    standing.need.status === 'reported' && filter.value !== 'reported' ? room - 14 : room,
  );
  return (
    <>
      {shown.map((tag) => (
        <span key={tag.words} class={`tag ${tag.tone}`} title={tag.words}>
          {tag.words}
        </span>
      ))}
      {more.length > 0 && (
        <span class={`tag more ${more[0]!.tone}`} title={more.map(({ words }) => words).join('\n')}>
          +{more.length}
        </span>
      )}
    </>
  );
}

function Ended({ standing: { need } }: { standing: Standing }) {
  const words = deskWords();
  return (
    <span class="tag">
      {need.status === 'merged' || need.outcome === null
        ? words.needStatus[need.status]
        : sharedWords().outcome[need.outcome]}
    </span>
  );
}
