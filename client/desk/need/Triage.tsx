import { useSignal, useSignalEffect } from '@preact/signals';
import type { Need } from '../../../shared/records.ts';
import { perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { Act } from '../Act.tsx';
import { picked, task } from '../chosen.ts';
import type { Standing } from '../standing.ts';
import { NeedFields, type Draft } from './NeedFields.tsx';
import { inputOf } from './Report.tsx';
import { freshSeat } from './SeatsEditor.tsx';

/** Looks at what was reported, decides who is needed, and opens it for offers; later the same form changes it. */
export function Triage({ standing }: { standing: Standing }) {
  const { need } = standing;
  const words = deskWords().form;
  const draft = useSignal<Draft>(draftOf(need));
  const missing = useSignal<(keyof Draft)[]>([]);
  const isNew = need.status === 'reported';
  useSignalEffect(() => {
    if (picked.value) draft.value = { ...draft.peek(), cellId: picked.value.cellId, point: picked.value.point };
  });
  const save = async (): Promise<void> => {
    missing.value = (['cellId', 'category'] as const).filter((field) => draft.value[field] === null);
    if (missing.value.length > 0) return;
    await perform('triageNeed', { needId: need.id, ...changes(need, draft.value) });
    task.value = 'look';
  };
  return (
    <form class="form" onSubmit={(event) => event.preventDefault()}>
      <header>
        <h2 class="large">{isNew ? words.triageHeading : words.editHeading}</h2>
      </header>
      <NeedFields
        draft={draft.value}
        change={(part) => (draft.value = { ...draft.value, ...part })}
        missing={missing.value}
        need={need}
      />
      <div class="submit row wrap">
        <Act kind="primary" does={save}>
          {isNew ? words.saveTriage : words.save}
        </Act>
        <Button kind="quiet" onPress={() => (task.value = 'look')}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

const draftOf = (need: Need): Draft => ({
  title: need.private?.title ?? null,
  details: need.private?.details ?? '',
  cellId: need.cellId,
  point: null,
  address: say(need.private?.address),
  category: need.category,
  priority: need.priority,
  deadlineMinutes: null,
  peopleCount: need.peopleCount,
  vulnerable: need.vulnerable,
  estimatedMinutes: need.estimatedMinutes,
  restricted: need.confidentiality === 'restricted',
  distressing: need.distressing ?? null,
  seats: need.seats.length > 0 ? need.seats : [freshSeat()],
});

/** What differs from the need as it stands: what a colleague changed meanwhile elsewhere in it is left alone. */
function changes(need: Need, draft: Draft) {
  const before = draftOf(need);
  const differs = (field: keyof Draft): boolean => JSON.stringify(draft[field]) !== JSON.stringify(before[field]);
  const { details, address, priority, estimatedMinutes, ...input } = inputOf(draft);
  return {
    ...(input.point ? { point: input.point } : {}),
    ...(input.deadlineAt === undefined ? {} : { deadlineAt: input.deadlineAt }),
    ...(differs('title') && draft.title ? { title: draft.title } : {}),
    ...(differs('details') && details !== undefined ? { details } : {}),
    ...(differs('address') && address ? { address } : {}),
    ...(differs('cellId') && draft.cellId !== null ? { cellId: draft.cellId } : {}),
    ...(differs('category') && draft.category !== null ? { category: draft.category } : {}),
    // The priority and the seats are what triage decides, also where it agrees with the suggestion.
    ...(priority ? { priority } : {}),
    ...(differs('estimatedMinutes') && estimatedMinutes !== undefined ? { estimatedMinutes } : {}),
    ...(differs('peopleCount') ? { peopleCount: draft.peopleCount } : {}),
    ...(differs('vulnerable') ? { vulnerable: draft.vulnerable } : {}),
    ...(differs('distressing') && draft.distressing !== null ? { distressing: draft.distressing } : {}),
    ...(differs('restricted')
      ? { confidentiality: draft.restricted ? ('restricted' as const) : ('open' as const) }
      : {}),
    ...(draft.seats.length > 0 && (differs('seats') || need.status === 'reported') ? { seats: draft.seats } : {}),
  };
}
