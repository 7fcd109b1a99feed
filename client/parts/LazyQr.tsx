import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { QRCode } from 'qrcode';
import { QrSquares, qrOptions } from './QrSquares.tsx';

/** A QR code whose drawing is loaded when it is first shown: nobody needs it to answer an offer. `label` says what it leads to. */
export function LazyQr({ text, label }: { text: string; label: string }) {
  const drawn = useSignal<QRCode['modules'] | null>(null);
  useEffect(() => {
    let wanted = true;
    void import('qrcode').then(({ create }) => wanted && (drawn.value = create(text, qrOptions).modules));
    return () => void (wanted = false);
  }, [text]);
  return drawn.value && <QrSquares modules={drawn.value} label={label} />;
}
