import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button } from '../../parts/Button.tsx';
import { goWords } from '../../words/go.ts';

/** One's own name as a QR code, for the desk to find somebody without spelling. */
export function MyCode({ personId, name }: { personId: string; name: string }) {
  const open = useSignal(false);
  const drawn = useSignal<{ path: string; size: number } | null>(null);
  const words = goWords().me;
  useEffect(() => {
    if (!open.value) return;
    void draw(`${location.origin}/desk#person=${personId}`).then((code) => (drawn.value = code));
  }, [open.value, personId]);
  return (
    <section class="card">
      <Button onPress={() => (open.value = !open.value)}>{words.code}</Button>
      {open.value && drawn.value && (
        <>
          <svg
            class="qr"
            viewBox={`-4 -4 ${drawn.value.size + 8} ${drawn.value.size + 8}`}
            role="img"
            aria-label={words.codeAlt(name)}
          >
            <path d={drawn.value.path} />
          </svg>
          <p class="small soft">{words.codeLead}</p>
        </>
      )}
    </section>
  );
}

// Loaded when it is asked for: nobody needs it to answer an offer.
async function draw(text: string): Promise<{ path: string; size: number }> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
  }
  return { path, size: modules.size };
}
