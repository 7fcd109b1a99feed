import { useSignal } from '@preact/signals';
import { careLimitNames, careRanges, usualCare, type CareLimit, type CareLimits } from '../../../shared/care.ts';
import { careLimits } from '../../care-limits.ts';
import { actor, one, perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { toast } from '../../parts/toasts.tsx';
import { dayTime } from '../../words/format.ts';
import { supervisionWords } from '../../words/supervision.ts';
import { Act } from '../Act.tsx';
import { nameOf } from '../standing.ts';

/** What protects everybody who helps: every desk reads it, an administrator sets it. */
export function Limits() {
  const words = supervisionWords().limits;
  const draft = useSignal<Partial<CareLimits>>({});
  const maySet = actor.value?.kind === 'person' && actor.value.roles.includes('admin');
  const now = careLimits();
  const shown = { ...now, ...draft.value };
  const isChanged = careLimitNames.some((name) => shown[name] !== now[name]);
  const save = async (): Promise<void> => {
    const { maxHoursPerDay, maxHoursInARow, minRestHours, maxNightHours, maxHardInARow } = shown;
    await perform('setCareLimits', { maxHoursPerDay, maxHoursInARow, minRestHours, maxNightHours, maxHardInARow });
    draft.value = {};
    toast(words.saved);
  };
  return (
    <div class="care-list">
      <header>
        <h2 class="title">{words.heading}</h2>
        <p class="small soft">{words.hint}</p>
      </header>
      <table class="care-table limits">
        <thead>
          <tr>
            {[words.what, words.now, words.usual, words.why].map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {careLimitNames.map((name) => (
            <tr key={name}>
              <th scope="row">{words.names[name]}</th>
              <td>
                {maySet ? (
                  <Choice
                    name={name}
                    value={shown[name]}
                    onChoose={(value) => (draft.value = { ...draft.value, [name]: value })}
                  />
                ) : (
                  <b>{words.value[name](now[name])}</b>
                )}
              </td>
              <td class="soft">{words.value[name](usualCare[name])}</td>
              <td class="soft">{words.whys[name]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small soft">
        <SetBy /> {!maySet && words.byAdmins}
      </p>
      {maySet && (
        <div class="row wrap">
          <Act kind="primary" disabled={!isChanged} does={save}>
            {words.save}
          </Act>
          {isChanged && (
            <Button kind="quiet" onPress={() => (draft.value = {})}>
              {words.cancel}
            </Button>
          )}
          {!isChanged && careLimitNames.some((name) => now[name] !== usualCare[name]) && (
            <Button kind="quiet" onPress={() => (draft.value = usualCare)}>
              {words.backToUsual}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

interface ChoiceProps {
  name: CareLimit;
  value: number;
  onChoose: (value: number) => void;
}

function Choice({ name, value, onChoose }: ChoiceProps) {
  const words = supervisionWords().limits;
  const { from, to } = careRanges[name];
  return (
    <select
      class="input"
      aria-label={words.names[name]}
      value={String(value)}
      onChange={(event) => onChoose(Number(event.currentTarget.value))}
    >
      {Array.from({ length: to - from + 1 }, (_, at) => from + at).map((step) => (
        <option key={step} value={String(step)}>
          {words.value[name](step)}
        </option>
      ))}
    </select>
  );
}

function SetBy() {
  const words = supervisionWords().limits;
  const set = one('careLimits', 'careLimits');
  if (!set) return <>{words.asItComes}</>;
  return <>{words.setBy(nameOf(set.setBy), dayTime(set.setAt))}</>;
}
