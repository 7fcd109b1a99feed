import { useSignal } from '@preact/signals';
import type { PersonRow } from '../../../shared/operations.ts';
import { actor, perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { isPhone } from '../../phone.ts';
import { say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { safetyWords } from '../../words/safety.ts';
import { Act } from '../Act.tsx';
import { Phone } from '../safety/OneWatched.tsx';

/** The number somebody is called at, and a new one for whoever rings up from it: for their own organisation alone. */
export function NumberOf({ person, onChanged }: { person: PersonRow; onChanged: () => void }) {
  const words = deskWords().people;
  const isEdited = useSignal(false);
  const typed = useSignal('');
  const tried = useSignal(false);
  const who = actor.value;
  const isOurs =
    who?.kind === 'person' && (who.roles.includes('admin') || who.organisationId === person.organisationId);
  if (!isOurs || person.status === 'erased') return null;
  const save = async (): Promise<void> => {
    tried.value = true;
    if (!isPhone(typed.value.trim())) return;
    await perform('changeContact', { personId: person.id, phone: typed.value.trim() });
    isEdited.value = tried.value = false;
    typed.value = '';
    onChanged();
  };
  return (
    <div class="stack tight">
      <p class="row wrap small">
        {person.phone ? (
          <Phone name={say(person.name)} phone={person.phone} />
        ) : (
          <span class="soft">{words.noNumber}</span>
        )}
        {!isEdited.value && (
          <Button kind="quiet" onPress={() => (isEdited.value = true)}>
            {person.phone ? words.changeNumber : words.giveNumber}
          </Button>
        )}
      </p>
      {isEdited.value && (
        <form class="stack tight" onSubmit={(event) => event.preventDefault()}>
          <Field
            label={words.newNumber}
            wrong={tried.value && !isPhone(typed.value.trim()) ? safetyWords().contact.wrongPhone : undefined}
          >
            {(ids) => (
              <input
                {...ids}
                class="input narrow"
                type="tel"
                maxLength={24}
                value={typed.value}
                onInput={(event) => (typed.value = event.currentTarget.value)}
              />
            )}
          </Field>
          <div class="row wrap">
            <Act kind="primary" does={save}>
              {words.saveNumber}
            </Act>
            <Button kind="quiet" onPress={() => ((isEdited.value = false), (tried.value = false))}>
              {safetyWords().contact.cancel}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
