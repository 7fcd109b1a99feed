import { useSignal, type Signal } from '@preact/signals';
import type { Person } from '../../../shared/records.ts';
import { perform } from '../../live.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { toast } from '../../parts/toasts.tsx';
import { isPhone } from '../../phone.ts';
import { goWords } from '../../words/go.ts';

/** One's own telephone number and mail address. Saved with a signal alone: a number that waits would be believed to hold. */
export function MyContact({ person }: { person: Person }) {
  const words = goWords().contact;
  const phone = useSignal<string | null>(null);
  const email = useSignal<string | null>(null);
  const tried = useSignal(false);
  const error = useSignal<unknown>(null);
  const known = { phone: person.private?.phone ?? '', email: person.private?.email ?? '' };
  const typed = { phone: (phone.value ?? known.phone).trim(), email: (email.value ?? known.email).trim() };
  const isChanged = typed.phone !== known.phone || typed.email !== known.email;
  const isRight = {
    phone: typed.phone === '' || isPhone(typed.phone),
    email: typed.email === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.email),
  };
  const typedInto = (text: Signal<string | null>, before: string) => ({
    class: 'input',
    value: text.value ?? before,
    onInput: (event: { currentTarget: HTMLInputElement }) => {
      text.value = event.currentTarget.value;
      error.value = null;
    },
  });
  const save = async (): Promise<void> => {
    tried.value = true;
    error.value = null;
    if (!isRight.phone || !isRight.email) return;
    try {
      await perform(
        'changeContact',
        {
          personId: person.id,
          ...(typed.phone === known.phone ? {} : { phone: typed.phone || null }),
          ...(typed.email === known.email ? {} : { email: typed.email || null }),
        },
        { patienceMs: 10_000 },
      );
      phone.value = email.value = null;
      tried.value = false;
      toast(goWords().contact.saved);
    } catch (refused) {
      error.value = refused;
    }
  };
  return (
    <section class="card stack">
      <h2>{words.title}</h2>
      <p class="small soft">{words.lead}</p>
      <Field label={words.phone} wrong={tried.value && !isRight.phone ? words.wrongPhone : undefined}>
        {(ids) => <input {...ids} {...typedInto(phone, known.phone)} type="tel" autocomplete="tel" maxLength={24} />}
      </Field>
      <Field label={words.email} optional wrong={tried.value && !isRight.email ? words.wrongEmail : undefined}>
        {(ids) => (
          <input {...ids} {...typedInto(email, known.email)} type="email" autocomplete="email" maxLength={120} />
        )}
      </Field>
      {isChanged && typed.phone === '' && known.phone !== '' && <p class="note warn">{words.noPhone}</p>}
      <Refused error={error.value} />
      {isChanged && (
        <Button kind="primary" big onPress={save}>
          {words.save}
        </Button>
      )}
    </section>
  );
}
