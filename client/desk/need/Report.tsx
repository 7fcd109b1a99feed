import { useSignal, useSignalEffect } from '@preact/signals';
import { language, nowAt, perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { toast } from '../../parts/toasts.tsx';
import { deskWords } from '../../words/desk.ts';
import { Act } from '../Act.tsx';
import { incident, openNeed, picked, task } from '../chosen.ts';
import { NeedFields, type Draft } from './NeedFields.tsx';

const blank: Draft = {
  title: null,
  details: '',
  cellId: null,
  point: null,
  address: '',
  category: null,
  priority: null,
  deadlineMinutes: null,
  peopleCount: 1,
  vulnerable: [],
  estimatedMinutes: null,
  restricted: false,
  distressing: null,
  seats: [],
};

/** What a caller tells the hotline, typed at the desk while they speak. */
export function Report() {
  const words = deskWords().form;
  const draft = useSignal<Draft>(blank);
  const contact = useSignal({ name: '', phone: '' });
  const missing = useSignal<(keyof Draft)[]>([]);
  useSignalEffect(() => {
    if (picked.value) draft.value = { ...draft.peek(), cellId: picked.value.cellId, point: picked.value.point };
  });
  const report = async (): Promise<void> => {
    const { title, cellId, category } = draft.value;
    missing.value = (['title', 'cellId', 'category'] as const).filter((field) => draft.value[field] === null);
    if (!title || !cellId || !category) return;
    const { needId, code } = await perform('reportNeed', {
      ...(incident.value ? { incidentId: incident.value.id } : {}),
      ...inputOf(draft.value),
      title,
      cellId,
      category,
      source: 'hotline',
      ...(contact.value.name.trim() ? { contactName: contact.value.name } : {}),
      ...(contact.value.phone.trim() ? { contactPhone: contact.value.phone } : {}),
    });
    openNeed(needId);
    toast(words.code(code), {
      action: { label: deskWords().people.copy, run: () => navigator.clipboard?.writeText(code) },
    });
  };
  return (
    <form class="form" onSubmit={(event) => event.preventDefault()}>
      <header>
        <h2 class="large">{words.reportHeading}</h2>
        <p class="small soft">{words.reportHint}</p>
      </header>
      <NeedFields
        draft={draft.value}
        change={(part) => (draft.value = { ...draft.value, ...part })}
        missing={missing.value}
      />
      <div class="two">
        <Field label={words.contactName} optional>
          {(ids) => (
            <input
              {...ids}
              class="input"
              maxLength={80}
              autoComplete="off"
              value={contact.value.name}
              onInput={(event) => (contact.value = { ...contact.value, name: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={words.contactPhone} optional>
          {(ids) => (
            <input
              {...ids}
              class="input"
              type="tel"
              autoComplete="off"
              value={contact.value.phone}
              onInput={(event) => (contact.value = { ...contact.value, phone: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <div class="submit row wrap">
        <Act kind="primary" does={report}>
          {words.saveReport}
        </Act>
        <Button kind="quiet" onPress={() => (task.value = 'look')}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

/** The part of a draft that reporting and triage take alike; what is empty is left out. */
export function inputOf(draft: Draft) {
  return {
    ...(draft.details.trim() ? { details: draft.details } : {}),
    ...(draft.point ? { point: draft.point } : {}),
    ...(draft.address.trim() ? { address: { [language.value]: draft.address.trim() } } : {}),
    ...(draft.priority ? { priority: draft.priority } : {}),
    ...(draft.deadlineMinutes === null ? {} : { deadlineAt: Math.round(nowAt()) + draft.deadlineMinutes * 60_000 }),
    ...(draft.estimatedMinutes === null ? {} : { estimatedMinutes: draft.estimatedMinutes }),
    ...(draft.seats.length > 0 ? { seats: draft.seats.map(({ id: _, ...seat }) => seat) } : {}),
    ...(draft.restricted ? { confidentiality: 'restricted' as const } : {}),
    ...(draft.distressing === null ? {} : { distressing: draft.distressing }),
    peopleCount: draft.peopleCount,
    vulnerable: draft.vulnerable,
  };
}
