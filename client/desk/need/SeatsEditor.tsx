import { credentials, skillGroups, skills } from '../../../shared/skills.ts';
import type { Seat } from '../../../shared/records.ts';
import type { SpokenLanguage } from '../../../shared/shapes.ts';
import { language } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { credentialName, skillName } from '../../parts/Names.tsx';
import { deskWords } from '../../words/desk.ts';
import { sharedWords } from '../../words/shared.ts';

/** A seat being written: without an id it is new. */
export type DraftSeat = Omit<Seat, 'id'> & { id?: string };

export const freshSeat = (): DraftSeat => ({
  role: 'volunteer',
  skills: [],
  credentialCodes: [],
  languages: [],
  leads: false,
  count: 1,
});

/** Who is needed: role × skills × level × credential × language × count, as often as it takes. */
export function SeatsEditor({ seats, onChange }: { seats: DraftSeat[]; onChange: (seats: DraftSeat[]) => void }) {
  const words = deskWords().form;
  const change = (at: number, part: Partial<DraftSeat>): void =>
    onChange(seats.map((seat, other) => (other === at ? { ...seat, ...part } : seat)));
  return (
    <fieldset class="field">
      <legend>{words.seats}</legend>
      <div class="stack tight">
        {seats.map((seat, at) => (
          <SeatEditor
            key={seat.id ?? at}
            seat={seat}
            onChange={(part) => change(at, part)}
            onRemove={() => onChange(seats.filter((_, other) => other !== at))}
          />
        ))}
      </div>
      {seats.length < 12 && (
        <div>
          <Button kind="quiet" onPress={() => onChange([...seats, freshSeat()])}>
            + {words.addSeat}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

interface SeatProps {
  seat: DraftSeat;
  onChange: (part: Partial<DraftSeat>) => void;
  onRemove: () => void;
}

function SeatEditor({ seat, onChange, onRemove }: SeatProps) {
  const words = deskWords();
  const roles = Object.keys(words.seatRole) as Seat['role'][];
  return (
    <div class="seat-editor">
      <div class="row">
        <input
          class="input count"
          type="number"
          min={1}
          max={200}
          aria-label={words.form.count}
          title={words.form.count}
          value={seat.count}
          onInput={(event) =>
            onChange({ count: Math.max(1, Math.min(200, Math.round(event.currentTarget.valueAsNumber) || 1)) })
          }
        />
        <select
          class="input"
          aria-label={words.form.seatRole}
          value={seat.role}
          onChange={(event) => onChange({ role: event.currentTarget.value as Seat['role'] })}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {words.seatRole[role]}
            </option>
          ))}
        </select>
        <label class="row small nowrap">
          <input
            type="checkbox"
            checked={seat.leads}
            onChange={(event) => onChange({ leads: event.currentTarget.checked })}
          />
          {words.form.leads}
        </label>
        <button
          type="button"
          class="button quiet"
          aria-label={words.form.removeSeat}
          title={words.form.removeSeat}
          onClick={onRemove}
        >
          ✕
        </button>
      </div>
      <ul class="asked">
        {seat.skills.map(({ code, level }) => (
          <li key={code} class="row">
            <span class="grow small">{skillName(code)}</span>
            <select
              class="input level"
              aria-label={`${skillName(code)}, ${words.form.level}`}
              value={String(level)}
              onChange={(event) =>
                onChange({
                  skills: seat.skills.map((skill) =>
                    skill.code === code ? { code, level: Number(event.currentTarget.value) } : skill,
                  ),
                })
              }
            >
              {[1, 2, 3, 4, 5].map((each) => (
                <option key={each} value={each}>
                  {each} {sharedWords().level[each]}
                </option>
              ))}
            </select>
            <Remove
              what={skillName(code)}
              onPress={() => onChange({ skills: seat.skills.filter((skill) => skill.code !== code) })}
            />
          </li>
        ))}
        {seat.credentialCodes.map((code) => (
          <li key={code} class="row">
            <span class="grow small">{credentialName(code)}</span>
            <Remove
              what={credentialName(code)}
              onPress={() => onChange({ credentialCodes: seat.credentialCodes.filter((other) => other !== code) })}
            />
          </li>
        ))}
        {seat.languages.map((code) => (
          <li key={code} class="row">
            <span class="grow small">{sharedWords().spoken[code]}</span>
            <Remove
              what={sharedWords().spoken[code]}
              onPress={() => onChange({ languages: seat.languages.filter((other) => other !== code) })}
            />
          </li>
        ))}
      </ul>
      <Adders seat={seat} onChange={onChange} />
    </div>
  );
}

function Remove({ what, onPress }: { what: string; onPress: () => void }) {
  return (
    <button type="button" class="button quiet" aria-label={deskWords().form.remove(what)} onClick={onPress}>
      ✕
    </button>
  );
}

function Adders({ seat, onChange }: Omit<SeatProps, 'onRemove'>) {
  const words = deskWords().form;
  const name = language.value === 'zh' ? 'zh-CN' : 'en';
  const has = (code: string): boolean => seat.skills.some((skill) => skill.code === code);
  return (
    <div class="adders">
      {seat.skills.length < 6 && (
        <Adder label={words.addSkill} onAdd={(code) => onChange({ skills: [...seat.skills, { code, level: 3 }] })}>
          {skillGroups.map((group) => (
            <optgroup key={group.code} label={group[name]}>
              {[...skills.values()]
                .filter((skill) => skill.groupCode === group.code && !has(skill.code))
                .map((skill) => (
                  <option key={skill.code} value={skill.code}>
                    {skill[name]}
                  </option>
                ))}
            </optgroup>
          ))}
        </Adder>
      )}
      {seat.credentialCodes.length < 4 && (
        <Adder
          label={words.addCredential}
          onAdd={(code) => onChange({ credentialCodes: [...seat.credentialCodes, code] })}
        >
          {[...credentials.values()]
            .filter(({ code }) => !seat.credentialCodes.includes(code))
            .map((credential) => (
              <option key={credential.code} value={credential.code}>
                {credential[name]}
              </option>
            ))}
        </Adder>
      )}
      {seat.languages.length < 3 && (
        <Adder
          label={words.addLanguage}
          onAdd={(code) => onChange({ languages: [...seat.languages, code as SpokenLanguage] })}
        >
          {Object.entries(sharedWords().spoken)
            .filter(([code]) => !seat.languages.includes(code as SpokenLanguage))
            .map(([code, spoken]) => (
              <option key={code} value={code}>
                {spoken}
              </option>
            ))}
        </Adder>
      )}
    </div>
  );
}

/** A list that adds what is chosen and goes back to its first line. */
export function Adder({
  label,
  onAdd,
  children,
}: {
  label: string;
  onAdd: (code: string) => void;
  children: preact.ComponentChildren;
}) {
  return (
    <select
      class="input adder"
      aria-label={label}
      value=""
      onChange={(event) => {
        const { value } = event.currentTarget;
        event.currentTarget.value = '';
        if (value !== '') onAdd(value);
      }}
    >
      <option value="">{label}</option>
      {children}
    </select>
  );
}
