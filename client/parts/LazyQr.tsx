import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** A QR code whose drawing is loaded when it is first shown: nobody needs it to answer an offer. `label` says what it leads to. */
export function LazyQr({ text, label }: { text: string; label: string }) {
  const drawn = useSignal<{ path: string; size: number } | null>(null);
  useEffect(() => {
    let wanted = true;
    void draw(text).then((code) => wanted && (drawn.value = code));
    return () => void (wanted = false);
  }, [text]);
  if (!drawn.value) return null;
  const { path, size } = drawn.value;
  // Readers want four modules of quiet around it, dark on light whatever the theme.
  return (
    <svg
      class="qr"
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect x="-4" y="-4" width={size + 8} height={size + 8} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

async function draw(text: string): Promise<{ path: string; size: number }> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
  }
  return { path, size: modules.size };
}
