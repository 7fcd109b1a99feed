import { useSignal } from '@preact/signals';
import { actor, pictured } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { Skeleton } from '../../parts/Skeleton.tsx';
import { cellTeamsWords } from '../../words/cell-teams.ts';
import { deskWords } from '../../words/desk.ts';
import type { NeedCategory } from '../../../shared/records.ts';
import { span } from '../../../shared/teams.ts';
import { incident } from '../chosen.ts';
import { MinutesSelect, lengths } from '../need/MinutesSelect.tsx';
import { CellChoice } from './CellChoice.tsx';
import { ComposedTeams } from './ComposedTeams.tsx';
import { cellIds, compose, composed, composeRefused, composing, mostCells, work } from './teams.ts';
import { When } from './When.tsx';
import './teams.css';

/** Teams for cells: say what for and where, see who would go with whom, then send them. */
export function CellTeams() {
  const words = cellTeamsWords();
  if (!pictured.value || actor.value === null) return <Skeleton lines={8} height={18} />;
  if (incident.value === null) return <p class="empty">{words.noIncident}</p>;
  return (
    <>
      <header class="page-head row wrap">
        <p class="small soft grow">{words.hint}</p>
        <When />
      </header>
      <div class="teams-body">
        <Order />
        <div class="plan-body" tabIndex={0} role="region" aria-label={words.hint} aria-busy={composing.value}>
          <Refused error={composeRefused.value} />
          {composing.value && <p role="status">{words.composing}</p>}
          {composed.value ? (
            <ComposedTeams />
          ) : (
            !composing.value && (
              <div class="empty">
                <strong>{words.first}</strong>
                <p class="small">{words.firstHint}</p>
              </div>
            )
          )}
        </div>
      </div>
    </>
  );
}

/** What the teams are to do, and for which cells. */
function Order() {
  const words = cellTeamsWords();
  const isTried = useSignal(false);
  const change = (part: Partial<typeof work.value>): void => {
    work.value = { ...work.value, ...part };
  };
  const { title, category, minutes, members } = work.value;
  const order = async (): Promise<void> => {
    isTried.value = true;
    if (title.trim() !== '') await compose();
  };
  return (
    <form class="form teams-order" aria-label={words.what} onSubmit={(event) => event.preventDefault()}>
      <Field label={words.title} wrong={isTried.value && title.trim() === '' ? words.titleMissing : undefined}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            maxLength={300}
            placeholder={words.titleExample}
            value={title}
            onInput={(event) => change({ title: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="two">
        <Field label={words.category}>
          {(ids) => (
            <select
              {...ids}
              class="input"
              value={category}
              onChange={(event) => change({ category: event.currentTarget.value as NeedCategory })}
            >
              {Object.entries(deskWords().category).map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.minutes}>
          {(ids) => (
            <MinutesSelect
              {...ids}
              value={minutes}
              steps={lengths}
              otherwise={null}
              onChange={(length) => change({ minutes: length ?? minutes })}
            />
          )}
        </Field>
      </div>
      <Field label={words.members} hint={words.membersHint}>
        {(ids) => (
          <select
            {...ids}
            class="input count"
            value={members}
            onChange={(event) => change({ members: Number(event.currentTarget.value) })}
          >
            {Array.from({ length: span.most - span.least + 1 }, (_, more) => (
              <option key={more} value={span.least + more}>
                {span.least + more}
              </option>
            ))}
          </select>
        )}
      </Field>
      <CellChoice />
      <Button
        kind={composed.value ? 'plain' : 'primary'}
        disabled={composing.value || cellIds.value.size === 0 || cellIds.value.size > mostCells}
        onPress={order}
      >
        {composed.value ? words.again : words.compose}
      </Button>
    </form>
  );
}
