/**
 * A code as people type it, with or without the dash and in either case → `K7M2P-9XQ4R`, or null where it cannot be one.
 * Also out of the link that a scanner reads off a paper: `…/#paper=K7M2P-9XQ4R`.
 */
export function readCode(typed: string): string | null {
  const text = typed.includes('#') ? typed.slice(typed.lastIndexOf('=') + 1) : typed;
  const letters = text.toUpperCase().replace(/[\s-]/g, '');
  return /^[A-HJ-NP-Z2-9]{10}$/.test(letters) ? `${letters.slice(0, 5)}-${letters.slice(5)}` : null;
}

/** What the QR code on a walk-up volunteer's paper opens. */
export const certificateLink = (code: string): string => `${location.origin}/#certificate=${code}`;
export const paperLink = (code: string): string => `${location.origin}/#paper=${code}`;
