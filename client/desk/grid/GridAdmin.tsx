import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Cell } from '../../../shared/records.ts';
import { actor, all, perform } from '../../live.ts';
import { outline, projectCells } from '../../parts/cell-geometry.ts';
import { say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { Act } from '../Act.tsx';
import { cellsFromGeoJson, type GridProblem, type NewCell } from './cells-from-geojson.ts';
import { SquareForm } from './SquareForm.tsx';

/** The grid (网格): from a file of areas, or squares around a place; looked at before it is laid. */
export function GridAdmin() {
  const words = deskWords().grid;
  const isAdmin = actor.value?.kind === 'person' && actor.value.roles.includes('admin');
  const drawn = useSignal<NewCell[]>([]);
  const problems = useSignal<GridProblem[]>([]);
  const laid = useSignal<number | null>(null);
  const standing = all('cell');
  const look = (cells: NewCell[], found: GridProblem[] = []): void => {
    drawn.value = cells;
    problems.value = found;
    laid.value = null;
  };
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const { cells, problems: found } = cellsFromGeoJson(await file.text());
    look(cells, found);
  };
  const lay = async (): Promise<void> => {
    const count = drawn.value.length;
    for (const cells of inLetters(drawn.value)) await perform('addCells', { cells });
    look([]);
    laid.value = count;
  };
  return (
    <div class="settings stack">
      <header>
        <h2 class="title">{words.heading}</h2>
        <p class="small soft">{words.hint}</p>
      </header>
      <p>{standing.length === 0 ? words.none : words.standing(standing.length)}</p>
      {(drawn.value.length > 0 || standing.length > 0) && (
        <Drawing
          cells={drawn.value.length > 0 ? drawn.value : standing}
          label={drawn.value.length > 0 ? words.drawn(drawn.value.length) : words.standing(standing.length)}
        />
      )}
      <div aria-live="polite" class="stack tight">
        {laid.value !== null && <p class="note">{words.laid(laid.value)}</p>}
        {problems.value.length > 0 && (
          <ul class="note warn">
            {problems.value.slice(0, 8).map((problem, at) => (
              <li key={at}>{words.problem(problem)}</li>
            ))}
            {problems.value.length > 8 && <li>{words.moreProblems(problems.value.length - 8)}</li>}
          </ul>
        )}
        {drawn.value.length > 0 && (
          <div class="row wrap">
            <Act kind="primary" sure={words.sureLay} does={lay}>
              {words.lay(drawn.value.length)}
            </Act>
            <Act kind="quiet" does={() => Promise.resolve(look([]))}>
              {words.discard}
            </Act>
          </div>
        )}
      </div>
      {isAdmin ? (
        <>
          <section class="card stack tight">
            <h3>{words.fromFile}</h3>
            <p class="small soft">{words.fileHint}</p>
            <input
              type="file"
              accept=".geojson,.json,application/geo+json,application/json"
              aria-label={words.fromFile}
              onChange={(event) => void read(event.currentTarget.files?.[0])}
            />
          </section>
          <SquareForm onDraw={look} />
        </>
      ) : (
        <p class="small soft">{words.adminOnly}</p>
      )}
    </div>
  );
}

/** A request body is at most 64 KB: as many cells at a time as fit well below. */
function* inLetters(cells: readonly NewCell[]): Generator<NewCell[]> {
  let letter: NewCell[] = [];
  let size = 0;
  for (const cell of cells) {
    const weight = JSON.stringify(cell).length * 1.5;
    if (letter.length > 0 && (size + weight > 48_000 || letter.length === 500)) {
      yield letter;
      [letter, size] = [[], 0];
    }
    letter.push(cell);
    size += weight;
  }
  if (letter.length > 0) yield letter;
}

function Drawing({ cells, label }: { cells: readonly Pick<Cell, 'id' | 'name' | 'ring'>[]; label: string }) {
  const projection = useMemo(() => projectCells(cells, 600), [cells]);
  return (
    <svg
      class="grid-drawing"
      role="img"
      aria-label={label}
      viewBox={`-2 -2 ${projection.width + 4} ${projection.height + 4}`}
    >
      {cells.map((cell) => (
        <path key={cell.id} d={outline(cell, projection)}>
          <title>{say(cell.name)}</title>
        </path>
      ))}
    </svg>
  );
}
