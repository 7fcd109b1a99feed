import { useSignal } from '@preact/signals';
import type { Person } from '../../../shared/records.ts';
import { credentials } from '../../../shared/skills.ts';
import { nowAt } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Choices, Field } from '../../parts/Field.tsx';
import { credentialName, skillName } from '../../parts/Names.tsx';
import { toast } from '../../parts/toasts.tsx';
import { goWords } from '../../words/go.ts';
import { take } from '../mine.ts';

/** A credential to be verified: what, from whom, its number, until when, and which skills it vouches for. */
export function AddCredential({ person, onClose }: { person: Person; onClose: () => void }) {
  const code = useSignal('');
  const issuer = useSignal('');
  const number = useSignal('');
  const until = useSignal('');
  const skillCodes = useSignal<string[]>([]);
  const tried = useSignal(false);
  const words = goWords().me;
  const expiresAt = until.value === '' ? null : endOfDay(until.value);
  const held = person.credentials.some((known) => known.code === code.value && known.verifiedAt !== null);
  const isOver = expiresAt !== null && expiresAt <= nowAt();
  const missing = (value: string): string | undefined =>
    tried.value && value.trim() === '' ? words.missing : undefined;
  const send = (): void => {
    tried.value = true;
    if (isOver || [code, issuer, number].some((field) => field.value.trim() === '')) return;
    void take('addCredential', {
      personId: person.id,
      code: code.value,
      issuer: issuer.value.trim(),
      number: number.value.trim(),
      expiresAt,
      skillCodes: skillCodes.value,
    }).then((sent) => sent?.state === 'done' && toast(goWords().me.sent));
    onClose();
  };
  return (
    <Dialog title={words.addTitle} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Field label={words.kind} wrong={missing(code.value)} hint={held ? words.heldAlready : undefined}>
          {(ids) => (
            <select
              {...ids}
              class="input"
              value={code.value}
              onChange={(event) => (code.value = event.currentTarget.value)}
            >
              <option value="">{words.choose}</option>
              {[...credentials.keys()].map((known) => (
                <option key={known} value={known}>
                  {credentialName(known)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Line label={words.issuer} value={issuer} max={120} wrong={missing(issuer.value)} />
        <Line label={words.number} value={number} max={60} wrong={missing(number.value)} hint={words.numberHint} />
        <Field label={words.validUntil} wrong={isOver ? words.inThePast : undefined}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              type="date"
              value={until.value}
              onInput={(event) => (until.value = event.currentTarget.value)}
            />
          )}
        </Field>
        {person.skills.length > 0 && (
          <Choices
            many
            label={words.forSkills}
            options={person.skills.map((skill) => ({ value: skill.code, words: skillName(skill.code) }))}
            chosen={skillCodes.value}
            onChoose={(chosen) => (skillCodes.value = chosen.slice(0, 20))}
          />
        )}
        <Button kind="primary" big onPress={send}>
          {words.send}
        </Button>
      </form>
    </Dialog>
  );
}

interface LineProps {
  label: string;
  value: { value: string };
  max: number;
  wrong: string | undefined;
  hint?: string;
}

function Line({ label, value, max, wrong, hint }: LineProps) {
  return (
    <Field label={label} wrong={wrong} hint={hint}>
      {(ids) => (
        <input
          {...ids}
          class="input"
          maxLength={max}
          autocomplete="off"
          value={value.value}
          onInput={(event) => (value.value = event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** The last moment of a day written as `2027-03-31`, where the reader is. */
function endOfDay(text: string): number {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number);
  return new Date(year, month - 1, day, 23, 59, 59).getTime();
}
