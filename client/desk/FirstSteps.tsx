import { actor, all } from '../live.ts';
import { deskWords } from '../words/desk.ts';
import { page, peopleTab, type PeopleTab } from './chosen.ts';

/** What to do first, on a desk that has no incident yet; each step says whether it is done and leads there. */
export function FirstSteps() {
  const words = deskWords().firstSteps;
  const isAdmin = actor.value?.kind === 'person' && actor.value.roles.includes('admin');
  const steps: { name: keyof typeof words.steps; tab: PeopleTab; isDone: boolean }[] = [
    { name: 'grid', tab: 'grid', isDone: all('cell').length > 0 },
    { name: 'organisations', tab: 'organisations', isDone: all('organisation').length > 1 },
    { name: 'incident', tab: 'incident', isDone: all('incident').some(({ status }) => status === 'open') },
    { name: 'people', tab: 'invite', isDone: all('person').length > 1 },
  ];
  const go = (tab: PeopleTab): void => {
    peopleTab.value = tab;
    page.value = 'people';
  };
  if (!isAdmin) return <p class="empty">{words.askAdmin}</p>;
  return (
    <div class="stack first-steps">
      <h2 class="title">{words.heading}</h2>
      <ol class="stack tight">
        {steps.map(({ name, tab, isDone }) => (
          <li key={name} class="card row spread">
            <span>
              <b>{words.steps[name].what}</b>
              <span class="small soft block">{words.steps[name].why}</span>
            </span>
            {isDone ? (
              <span class="tag">{words.done}</span>
            ) : (
              <button type="button" class="button" onClick={() => go(tab)}>
                {words.steps[name].go}
              </button>
            )}
          </li>
        ))}
      </ol>
      <p class="small soft">{words.thenShare}</p>
    </div>
  );
}
