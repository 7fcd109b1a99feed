import type { Assignment } from '../../../shared/records.ts';
import { one } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { say } from '../../words/format.ts';
import { careWords } from '../../words/mycare.ts';
import { outbox, take } from '../mine.ts';
import { ownCases, shownCaseId } from './cases.ts';

/** The cases somebody carries, when nothing else is asked of them. */
export function MyCases() {
  const words = careWords().cases;
  const cases = ownCases.value;
  if (cases.length === 0) return null;
  return (
    <section class="card">
      <h2>{words.title}</h2>
      <ul class="lines">
        {cases.slice(0, 12).map((each) => (
          <li key={each.id}>
            <p class="small">{say(each.private?.title)}</p>
            <p class="row spread">
              <span class="small soft">{each.closedAt === null ? words.phase[each.phase] : words.closedCase}</span>
              <Button kind="quiet" onPress={() => (shownCaseId.value = each.id)}>
                {words.openIt}
              </Button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The case of the task at hand, or the button that opens one, for a social worker. */
export function CaseOfTask({ assignment, isSocialWorker }: { assignment: Assignment; isSocialWorker: boolean }) {
  const words = careWords().cases;
  const own = ownCases.value.find(({ id }) => id === assignment.id);
  if (own)
    return (
      <Button onPress={() => (shownCaseId.value = own.id)}>
        {words.open(own.closedAt === null ? words.phase[own.phase] : words.closedCase)} ›
      </Button>
    );
  const exists = one('case', assignment.id) !== undefined;
  if (exists) return <p class="small soft">{words.passed}</p>;
  const isWaiting = outbox().waiting.value.some(
    ({ name, input }) => name === 'openCase' && (input as { assignmentId?: string }).assignmentId === assignment.id,
  );
  if (!isSocialWorker || assignment.checkedInAt === null) return null;
  if (isWaiting) return <p class="small soft">{`${words.open(words.phase.intake)} · ${words.waiting}`}</p>;
  return (
    <div class="stack tight">
      <Button
        onPress={() => {
          void take('openCase', { assignmentId: assignment.id });
          shownCaseId.value = assignment.id;
        }}
      >
        {words.begin}
      </Button>
      <p class="tiny soft">{words.beginHint}</p>
    </div>
  );
}
