import { create } from 'qrcode';

/** The dark squares of the QR code of a text, as the client draws them. */
export function drawn(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const dark: string[] = [];
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) dark.push(`M${x} ${y}h1v1h-1z`);
  return dark.join('');
}
