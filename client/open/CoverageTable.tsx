import type { Cell } from '../../shared/records.ts';
import { one } from '../live.ts';
import { coverageStates } from '../parts/coverage.ts';
import type { CoverageState } from '../shown.ts';
import { language } from '../language.ts';
import { number, say } from '../words/format.ts';
import { openWords } from '../words/open.ts';
import { sharedWords } from '../words/shared.ts';

/** The map as a list, the areas that need most first. */
export function CoverageTable({ cells, stateOf }: { cells: readonly Cell[]; stateOf: (id: string) => CoverageState }) {
  const { columns } = openWords().map;
  const order = new Intl.Collator(language.value === 'zh' ? 'zh-CN' : 'en', { numeric: true });
  const rank = (cell: Cell): number => coverageStates.indexOf(stateOf(cell.id));
  const sorted = cells.toSorted((a, b) => rank(a) - rank(b) || order.compare(say(a.name), say(b.name)));
  return (
    // Scrolls sideways on a narrow phone, so the keyboard must reach it too.
    <div class="table" tabIndex={0} role="region" aria-label={openWords().map.asList}>
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.area}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.open}</th>
            <th scope="col">{columns.lacking}</th>
            <th scope="col">{columns.onScene}</th>
            <th scope="col">{columns.coming}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((cell) => {
            const coverage = one('coverage', cell.id);
            const state = stateOf(cell.id);
            return (
              <tr key={cell.id}>
                <th scope="row">{say(cell.name)}</th>
                <td>
                  <span class={`state ${state}`}>{sharedWords().coverage[state]}</span>
                </td>
                <td>{number(coverage?.open ?? 0)}</td>
                <td>{number(coverage?.lacking ?? 0)}</td>
                <td>{number(coverage?.onScene ?? 0)}</td>
                <td>{number(coverage?.coming ?? 0)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
