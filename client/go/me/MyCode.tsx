import { useSignal } from '@preact/signals';
import { Button } from '../../parts/Button.tsx';
import { LazyQr } from '../../parts/LazyQr.tsx';
import { goWords } from '../../words/go.ts';

/** One's own name as a QR code, for the desk to find somebody without spelling. */
export function MyCode({ personId, name }: { personId: string; name: string }) {
  const open = useSignal(false);
  const words = goWords().me;
  return (
    <section class="card">
      <Button onPress={() => (open.value = !open.value)}>{words.code}</Button>
      {open.value && (
        <>
          <LazyQr text={`${location.origin}/desk#person=${personId}`} label={words.codeAlt(name)} />
          <p class="small soft">{words.codeLead}</p>
        </>
      )}
    </section>
  );
}
