import { isHard } from '../../../shared/care.ts';
import type { Need, NeedCategory, Priority, VulnerableGroup } from '../../../shared/records.ts';
import type { Point, Words } from '../../../shared/shapes.ts';
import { careLimits } from '../../care-limits.ts';
import { language } from '../../live.ts';
import { Choices, Field } from '../../parts/Field.tsx';
import { PriorityMark } from '../../parts/PriorityMark.tsx';
import { deskWords } from '../../words/desk.ts';
import { dayTime } from '../../words/format.ts';
import { sharedWords } from '../../words/shared.ts';
import { supervisionWords } from '../../words/supervision.ts';
import { CellInput } from '../CellInput.tsx';
import { MinutesSelect, lengths } from './MinutesSelect.tsx';
import { SeatsEditor, type DraftSeat } from './SeatsEditor.tsx';

/** A need as it is being written, by a report from the hotline or in triage. */
export interface Draft {
  title: Words | null;
  details: string;
  cellId: string | null;
  point: Point | null;
  address: string;
  category: NeedCategory | null;
  priority: Priority | null;
  /** Minutes from now; null leaves the deadline as it is, or as usual for the priority. */
  deadlineMinutes: number | null;
  peopleCount: number;
  vulnerable: VulnerableGroup[];
  estimatedMinutes: number | null;
  restricted: boolean;
  /** Null leaves it to the category. */
  distressing: boolean | null;
  seats: DraftSeat[];
}

interface Props {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** Fields that must be filled in and are not. */
  missing: readonly (keyof Draft)[];
  /** The need as it stands, when it is one already. */
  need?: Need;
}

const deadlines = [15, 30, 60, 120, 240, 480, 1440];
const priorities: Priority[] = ['immediate', 'urgent', 'routine'];

/** The fields of a need, in the order in which a caller tells them. */
export function NeedFields({ draft, change, missing, need }: Props) {
  const words = deskWords().form;
  const wrong = (field: keyof Draft): string | undefined => (missing.includes(field) ? words.required : undefined);
  return (
    <>
      <Title draft={draft} change={change} wrong={wrong('title')} />
      <Field label={words.details} optional>
        {(ids) => (
          <textarea
            {...ids}
            class="input"
            maxLength={4000}
            value={draft.details}
            onInput={(event) => change({ details: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="two">
        <Field
          label={words.cell}
          hint={words.cellHint}
          wrong={missing.includes('cellId') ? words.chooseCell : undefined}
        >
          {(ids) => <CellInput {...ids} cellId={draft.cellId} onChange={(cellId) => change({ cellId, point: null })} />}
        </Field>
        <Field label={words.address} hint={draft.point ? words.point : '\u00a0'} optional>
          {(ids) => (
            <input
              {...ids}
              class="input"
              maxLength={300}
              value={draft.address}
              onInput={(event) => change({ address: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <Field label={words.category} wrong={wrong('category')}>
        {(ids) => (
          <select
            {...ids}
            class="input"
            value={draft.category ?? ''}
            onChange={(event) => change({ category: (event.currentTarget.value || null) as NeedCategory | null })}
          >
            <option value="" disabled />
            {Object.entries(deskWords().category).map(([category, name]) => (
              <option key={category} value={category}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Choices
        label={words.priority}
        hint={need ? words.suggested(sharedWords().priority[need.suggestedPriority]) : undefined}
        options={priorities.map((priority) => ({
          value: priority,
          words: (
            <>
              <PriorityMark priority={priority} /> <span class="tiny soft">{deskWords().priorityHint[priority]}</span>
            </>
          ),
        }))}
        chosen={draft.priority === null ? [] : [draft.priority]}
        onChoose={([priority]) => change({ priority: priority ?? null })}
        optional={!need}
      />
      <SeatsEditor seats={draft.seats} onChange={(seats) => change({ seats })} />
      {!need && draft.seats.length === 0 && <p class="small soft">{words.seatsByCategory}</p>}
      <div class="two">
        <Field label={words.deadline}>
          {(ids) => (
            <MinutesSelect
              {...ids}
              value={draft.deadlineMinutes}
              steps={deadlines}
              otherwise={need ? words.deadlineKeep(dayTime(need.deadlineAt)) : words.deadlineDefault}
              onChange={(deadlineMinutes) => change({ deadlineMinutes })}
            />
          )}
        </Field>
        <Field label={words.estimated}>
          {(ids) => (
            <MinutesSelect
              {...ids}
              value={draft.estimatedMinutes}
              steps={lengths}
              otherwise={need ? null : words.lengthDefault}
              onChange={(estimatedMinutes) => change({ estimatedMinutes })}
            />
          )}
        </Field>
      </div>
      <Field label={words.peopleCount}>
        {(ids) => (
          <input
            {...ids}
            class="input count"
            type="number"
            min={1}
            max={100_000}
            value={draft.peopleCount}
            onInput={(event) =>
              change({ peopleCount: Math.max(1, Math.round(event.currentTarget.valueAsNumber) || 1) })
            }
          />
        )}
      </Field>
      <Choices
        label={words.vulnerable}
        many
        optional
        options={Object.entries(sharedWords().vulnerable).map(([value, name]) => ({
          value: value as VulnerableGroup,
          words: name,
        }))}
        chosen={draft.vulnerable}
        onChoose={(vulnerable) => change({ vulnerable })}
      />
      <Choices
        label={words.confidentiality}
        options={[
          { value: 'open', words: words.open },
          { value: 'restricted', words: words.restricted },
        ]}
        chosen={[draft.restricted ? 'restricted' : 'open']}
        onChoose={([chosen]) => change({ restricted: chosen === 'restricted' })}
      />
      <label class="row small">
        <input
          type="checkbox"
          checked={draft.distressing ?? (draft.category !== null && isHard({ category: draft.category }))}
          onChange={(event) => change({ distressing: event.currentTarget.checked })}
        />
        <span>
          {supervisionWords().distressing}.{' '}
          <span class="soft">{supervisionWords().distressingHint(careLimits().maxHardInARow)}</span>
        </span>
      </label>
    </>
  );
}

/** The title in the reader's language; in the other too where it has one, so that neither goes stale unseen. */
function Title({ draft, change, wrong }: Pick<Props, 'draft' | 'change'> & { wrong: string | undefined }) {
  const words = deskWords().form;
  const own = language.value;
  const other = own === 'zh' ? 'en' : 'zh';
  const write = (inLanguage: 'en' | 'zh', text: string): void => {
    const title = { ...draft.title };
    if (text === '') delete title[inLanguage];
    else title[inLanguage] = text;
    change({ title: title.en === undefined && title.zh === undefined ? null : title });
  };
  return (
    <>
      <Field label={words.title} wrong={wrong}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            maxLength={300}
            autoFocus
            value={draft.title?.[own] ?? ''}
            onInput={(event) => write(own, event.currentTarget.value)}
          />
        )}
      </Field>
      {draft.title?.[other] !== undefined && (
        <Field label={words.titleOther}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              maxLength={300}
              lang={other === 'zh' ? 'zh-CN' : 'en'}
              value={draft.title?.[other] ?? ''}
              onInput={(event) => write(other, event.currentTarget.value)}
            />
          )}
        </Field>
      )}
    </>
  );
}
