import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Output } from '../../shared/operations.ts';
import type { Words } from '../../shared/shapes.ts';
import { nowAt, perform } from '../live.ts';
import { date, duration } from '../words/format.ts';
import { serviceWords } from '../words/service.ts';
import { sharedWords } from '../words/shared.ts';
import { Button } from './Button.tsx';
import type { Issued } from './CertificatePaper.tsx';
import { Field } from './Field.tsx';
import { isWorthAnotherTry, Refused } from './Refused.tsx';
import { Skeleton } from './Skeleton.tsx';
import './certificate.css';

interface Props {
  personId: string;
  onShow: (issued: Issued, name: Words) => void;
}

const dayMs = 86_400_000;

/** Somebody's hours in a period, a certificate of them, and those that were made before. */
export function ServiceHours({ personId, onShow }: Props) {
  const words = serviceWords();
  // As date fields write them; empty is from the first hour on, and until now.
  const from = useSignal('');
  const until = useSignal('');
  const told = useSignal<Output<'readService'> | null>(null);
  const error = useSignal<unknown>(null);
  const isBad = from.value !== '' && until.value !== '' && from.value > until.value;
  const look = async (): Promise<Output<'readService'> | null> => {
    if (isBad) return null;
    try {
      const answer = await perform('readService', { personId, ...periodOf(from.value, until.value) });
      told.value = answer;
      error.value = null;
      return answer;
    } catch (refused) {
      error.value = refused;
      return null;
    }
  };
  useEffect(() => void look(), [personId, from.value, until.value]);
  const issue = async (): Promise<void> => {
    error.value = null;
    const { fromAt = told.value?.lines[0]?.startAt ?? 0, untilAt = Math.round(nowAt()) } = periodOf(
      from.value,
      until.value,
    );
    try {
      const { serviceRecordId } = await perform('issueServiceRecord', { personId, fromAt: dayOf(fromAt), untilAt });
      const answer = await look();
      const issued = answer?.issued.find(({ id }) => id === serviceRecordId);
      if (answer && issued) onShow(issued, answer.name);
    } catch (refused) {
      error.value = refused;
    }
  };
  const hours = told.value;
  const day = (label: string, of: typeof from, wrong?: string) => (
    <Field label={label} wrong={wrong}>
      {(ids) => (
        <input
          {...ids}
          class="input"
          type="date"
          value={of.value}
          onInput={(event) => (of.value = event.currentTarget.value)}
        />
      )}
    </Field>
  );
  const isEmpty = hours !== null && hours.lines.length === 0;
  return (
    <div class="stack tight">
      {!hours && error.value === null && <Skeleton lines={2} height={20} />}
      {hours && (
        <>
          <p role="status">
            {isEmpty && from.value === '' && until.value === ''
              ? words.none
              : words.total(duration(hours.minutes * 60_000), hours.lines.length)}
          </p>
          <div class="service-period">
            {day(words.from, from)}
            {day(words.until, until, isBad ? words.badPeriod : undefined)}
          </div>
          <div>
            <Button disabled={isEmpty || isBad} onPress={issue}>
              {words.issue}
            </Button>
          </div>
        </>
      )}
      <Refused error={error.value} />
      {!hours && error.value !== null && isWorthAnotherTry(error.value) && (
        <Button onPress={look}>{sharedWords().tryAgain}</Button>
      )}
      {hours && hours.issued.length > 0 && (
        <>
          <h3 class="small soft">{words.issued}</h3>
          <ul class="stack tight">
            {hours.issued.map((issued) => (
              <li key={issued.id} class="row spread wrap small">
                <span>
                  {words.span(date(issued.fromAt), date(issued.untilAt - 1))} · {duration(issued.minutes * 60_000)}
                </span>
                <Button onPress={() => onShow(issued, hours.name)}>{words.open}</Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** Whole days on this device's calendar, the last one included. */
function periodOf(from: string, until: string): { fromAt?: number; untilAt?: number } {
  return {
    ...(from === '' ? {} : { fromAt: new Date(`${from}T00:00`).getTime() }),
    ...(until === '' ? {} : { untilAt: new Date(`${until}T00:00`).getTime() + dayMs }),
  };
}
