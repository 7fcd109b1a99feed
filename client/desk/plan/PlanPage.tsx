import { signal } from '@preact/signals';
import { planWords } from '../../words/plan.ts';
import { Tabs } from '../Tabs.tsx';
import { BoardPlan } from './BoardPlan.tsx';
import { CellTeams } from './CellTeams.tsx';
import './plan.css';

const tabs = ['board', 'teams'] as const;
const tab = signal<(typeof tabs)[number]>('board');

/** Who should go where: the best use of everybody for what is open, or whole teams for cells. */
export function PlanPage() {
  const words = planWords();
  return (
    <main id="main" class="page plan-page unprinted">
      <Tabs label={words.heading} names={tabs} words={words.tabs} chosen={tab}>
        {tab.value === 'board' ? <BoardPlan /> : <CellTeams />}
      </Tabs>
    </main>
  );
}
