import { one, pictured } from '../live.ts';
import { OrganisationName } from '../parts/Names.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import type { Progress } from '../shown.ts';
import { duration, number, percent } from '../words/format.ts';
import { openWords } from '../words/open.ts';
import { incident } from './incident.ts';

/** What has been done in this emergency, and by which organisation. */
export function Done() {
  const progress = one('progress', incident.value?.id);
  const words = openWords().done;
  return (
    <section class="sheet stack" aria-labelledby="done-title">
      <h2 id="done-title" class="large">
        {words.title}
      </h2>
      {!pictured.value && <Skeleton lines={4} height={20} />}
      {progress && <Figures progress={progress} />}
      {pictured.value && (!progress || progress.organisations.length === 0) && <p class="soft">{words.nothing}</p>}
      {progress && progress.organisations.length > 0 && <Organisations progress={progress} />}
    </section>
  );
}

function Figures({ progress }: { progress: Progress }) {
  const words = openWords().done;
  const figures: [string, string][] = [
    [number(progress.closed), words.closed(progress.closed)],
    [number(progress.live), words.live],
    [number(progress.people), words.people(progress.people)],
    ...(progress.medianMinutesToScene === null
      ? []
      : [[duration(progress.medianMinutesToScene * 60_000), words.median] satisfies [string, string]]),
    ...(progress.hours > 0
      ? [[percent(progress.professionalHours / progress.hours), words.professional] satisfies [string, string]]
      : []),
  ];
  return (
    <dl class="figures">
      {figures.map(([figure, label]) => (
        <div key={label}>
          <dt class="soft small">{label}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

function Organisations({ progress }: { progress: Progress }) {
  const words = openWords().done;
  const sorted = progress.organisations.toSorted((a, b) => b.hours - a.hours || b.people - a.people);
  const most = Math.max(...sorted.map(({ hours }) => hours), 1);
  return (
    <div class="stack tight">
      <h3>{words.organisations}</h3>
      <ul class="bars">
        {sorted.map(({ organisationId, hours, people, done }) => (
          <li key={organisationId}>
            <div class="row spread">
              <span class="strong">
                <OrganisationName id={organisationId} />
              </span>
              <span class="nowrap">{words.hours(hours)}</span>
            </div>
            <div class="bar" aria-hidden="true">
              <span style={{ width: `${(100 * hours) / most}%` }} />
            </div>
            <span class="soft small">{words.helped(people, done)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
