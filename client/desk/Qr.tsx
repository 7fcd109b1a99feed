import { create } from 'qrcode';
import { QrSquares, qrOptions } from '../parts/QrSquares.tsx';

/** A QR code drawn at once, for sheets that print as soon as they stand; `label` says what it leads to. */
export const Qr = ({ text, label }: { text: string; label: string }) => (
  <QrSquares modules={create(text, qrOptions).modules} label={label} />
);
