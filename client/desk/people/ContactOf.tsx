import { useSignal } from '@preact/signals';
import type { Escalation } from '../../../shared/records/on-scene.ts';
import { actor, language, one, perform } from '../../live.ts';
import { isPhone } from '../../phone.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { dayTime, say } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { safetyWords } from '../../words/safety.ts';
import { Act } from '../Act.tsx';
import { Phone } from '../safety/OneWatched.tsx';

interface Props {
  of: Escalation['of'];
  ofId: string;
  /** Whose it is to name: the organisation itself, or the one that opened the incident. */
  organisationId: string;
}

/** Whom to call when somebody on scene stays silent to the last step: of an incident, or of an organisation for its own people. */
export function ContactOf({ of, ofId, organisationId }: Props) {
  const words = safetyWords().contact;
  const isEdited = useSignal(false);
  const who = actor.value;
  const mayName = who?.kind === 'person' && (who.roles.includes('admin') || who.organisationId === organisationId);
  const named = one('escalation', ofId);
  return (
    <section class="stack tight contact-of" aria-label={words.heading}>
      <h3 class="small strong">{words.heading}</h3>
      {named?.private ? (
        <p>
          {say(named.private.name)} <Phone name={say(named.private.name)} phone={named.private.phone} />{' '}
          <span class="small soft">{words.since(dayTime(named.setAt))}</span>
        </p>
      ) : (
        <p class="small soft">{words.none}</p>
      )}
      {mayName && isEdited.value && (
        <Name of={of} ofId={ofId} known={named?.private} onDone={() => (isEdited.value = false)} />
      )}
      {mayName && !isEdited.value && (
        <div>
          <Button kind="quiet" onPress={() => (isEdited.value = true)}>
            {named ? words.change : words.set}
          </Button>
        </div>
      )}
    </section>
  );
}

function Name({
  of,
  ofId,
  known,
  onDone,
}: Pick<Props, 'of' | 'ofId'> & { known: Escalation['private']; onDone: () => void }) {
  const words = safetyWords().contact;
  const name = useSignal(say(known?.name));
  const phone = useSignal(known?.phone ?? '');
  const tried = useSignal(false);
  const isRight = isPhone(phone.value);
  const save = async (): Promise<void> => {
    tried.value = true;
    if (name.value.trim() === '' || !isRight) return;
    await perform('setEscalation', {
      of,
      ofId,
      // A changed name in one language must not stand beside the former in the other.
      name: { [language.value]: name.value.trim() },
      phone: phone.value.trim(),
    });
    onDone();
  };
  return (
    <form class="stack tight" onSubmit={(event) => event.preventDefault()}>
      <p class="small soft">{words.hint}</p>
      <div class="row wrap">
        <Field
          label={words.name}
          wrong={tried.value && name.value.trim() === '' ? deskWords().form.required : undefined}
        >
          {(ids) => (
            <input
              {...ids}
              class="input narrow"
              maxLength={120}
              value={name.value}
              onInput={(event) => (name.value = event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={words.phone} wrong={tried.value && !isRight ? words.wrongPhone : undefined}>
          {(ids) => (
            <input
              {...ids}
              class="input narrow"
              type="tel"
              maxLength={24}
              value={phone.value}
              onInput={(event) => (phone.value = event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
      <div class="row wrap">
        <Act kind="primary" does={save}>
          {words.save}
        </Act>
        <Button kind="quiet" onPress={onDone}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
