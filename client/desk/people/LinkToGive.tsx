import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Button } from '../../parts/Button.tsx';
import { deskWords } from '../../words/desk.ts';
import { Qr } from '../Qr.tsx';

/** A sign-in link to hand over: to copy, or to scan from this screen. */
export function LinkToGive({ link }: { link: string }) {
  const words = deskWords().people;
  const field = useRef<HTMLInputElement>(null);
  const copied = useSignal(false);
  const copy = async (): Promise<void> => {
    field.current?.select();
    // Plain http has no clipboard: the link is selected, and Ctrl+C does it.
    await navigator.clipboard?.writeText(link);
    copied.value = navigator.clipboard !== undefined;
  };
  return (
    <div class="link-to-give note">
      <p>{words.link}</p>
      <div class="row">
        <input
          ref={field}
          class="input"
          readOnly
          value={link}
          aria-label={words.link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onPress={copy}>{copied.value ? words.copied : words.copy}</Button>
      </div>
      <details>
        <summary>{words.scan}</summary>
        <Qr text={link} label={words.link} />
      </details>
    </div>
  );
}
