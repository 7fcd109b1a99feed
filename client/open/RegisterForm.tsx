import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { newRequestId, perform } from '../live.ts';
import { lacksOf, nobodyYet, toArriving, type Arriving } from '../parts/arriving.ts';
import { ArrivingFields } from '../parts/ArrivingFields.tsx';
import { Refused } from '../parts/Refused.tsx';
import { hereWords } from '../words/here.ts';
import { rememberPaper } from './my-papers.ts';
import type { Given } from './Registered.tsx';

/** Name and number, and the code that comes of it. */
export function RegisterForm({ station, onDone }: { station: string; onDone: (given: Given) => void }) {
  const words = hereWords();
  const arriving = useSignal<Arriving>(nobodyYet);
  const tried = useSignal(false);
  const sending = useSignal(false);
  const error = useSignal<unknown>(null);
  const form = useRef<HTMLFormElement>(null);
  // One request however often it is sent, until what it says changes.
  const request = useRef<{ of: Arriving; id: string } | null>(null);
  const send = async (): Promise<void> => {
    tried.value = true;
    if (lacksOf(arriving.value, 'needed').size > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    if (request.current?.of !== arriving.value) request.current = { of: arriving.value, id: newRequestId() };
    sending.value = true;
    error.value = null;
    try {
      const input = { station, ...toArriving(arriving.value), phone: arriving.value.phone.trim() };
      const { code } = await perform('registerMyself', input, { requestId: request.current.id });
      const given = { code, name: arriving.value.name.trim() };
      rememberPaper(given);
      onDone(given);
    } catch (refused) {
      error.value = refused;
    }
    sending.value = false;
  };
  return (
    <form
      ref={form}
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending.value) void send();
      }}
    >
      <ArrivingFields
        arriving={arriving.value}
        lacks={tried.value ? lacksOf(arriving.value, 'needed') : new Set()}
        phone="needed"
        onChange={(change) => (arriving.value = { ...arriving.value, ...change })}
      />
      <Refused error={error.value} />
      <button type="submit" class="button primary big" aria-busy={sending.value}>
        {sending.value ? words.sending : words.send}
      </button>
    </form>
  );
}
