import { useSignal } from '@preact/signals';
import { isLive } from '../../../shared/lifecycle.ts';
import type { Need } from '../../../shared/records.ts';
import { perform } from '../../live.ts';
import { CellName } from '../../parts/Names.tsx';
import { PriorityMark } from '../../parts/PriorityMark.tsx';
import { Since } from '../../parts/Since.tsx';
import { deskWords } from '../../words/desk.ts';
import { Act } from '../Act.tsx';
import { openNeed, task } from '../chosen.ts';
import { matches, standings, titleOf } from '../standing.ts';

const most = 12;

/** Finds the need that this one repeats, nearby and alike first, and merges into it. */
export function Merge({ need }: { need: Need }) {
  const words = deskWords().merge;
  const text = useSignal('');
  const typed = text.value.toLowerCase().split(/\s+/u).filter(Boolean);
  const found = standings.value
    .map((standing) => standing.need)
    .filter(
      (other) =>
        other.id !== need.id && isLive(other) && (typed.length > 0 ? matches(other, typed) : isAlike(need, other)),
    )
    .sort((a, b) => apart(need, a) - apart(need, b))
    .slice(0, most);
  return (
    <div class="form">
      <header class="row spread">
        <h2 class="large">{words.heading}</h2>
        <button type="button" class="button quiet" onClick={() => (task.value = 'look')}>
          {deskWords().need.keep}
        </button>
      </header>
      <p>
        <b>{titleOf(need)}</b>
      </p>
      <p class="small soft">{words.hint}</p>
      <input
        class="input"
        type="search"
        autoFocus
        aria-label={words.search}
        placeholder={words.search}
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
      {typed.length === 0 && <h3>{words.near}</h3>}
      {found.length === 0 && <p class="small soft">{words.none}</p>}
      <ul class="stack tight">
        {found.map((other) => (
          <li key={other.id} class="other-need">
            <div class="row spread">
              <PriorityMark priority={other.priority} />
              <span class="tiny soft">
                <CellName id={other.cellId} /> · <Since at={other.reportedAt} />
              </span>
            </div>
            <b class="small">{titleOf(other)}</b>
            <div class="deeds">
              <Act
                kind="quiet"
                sure={words.sure(titleOf(other))}
                does={async () => {
                  await perform('mergeNeeds', { needId: need.id, intoNeedId: other.id });
                  openNeed(other.id);
                }}
              >
                {words.into}
              </Act>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** In the same cell or within about 2 km, and of the same kind. */
const isAlike = (a: Need, b: Need): boolean => a.cellId === b.cellId || (a.category === b.category && apart(a, b) < 2);

/** Kilometres between two needs, near enough for a city. */
function apart(a: Need, b: Need): number {
  const north = (b.near.lat - a.near.lat) * 111.3;
  const east = (b.near.lon - a.near.lon) * 111.3 * Math.cos((a.near.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}
