/**
 * The code of a check-in desk in what a camera read or a hand typed: the link printed in the QR code
 * (`…/go#at=CODE`), or the code alone. Null when there is none in it.
 */
export function deskCodeIn(text: string): string | null {
  const trimmed = text.trim();
  const hash = trimmed.indexOf('#');
  if (hash >= 0) return codeInHash(trimmed.slice(hash));
  // A link without the fragment is some other QR code; a code has no spaces and no slashes.
  return /^[^\s/]{4,120}$/u.test(trimmed) ? trimmed : null;
}

/** The code in the fragment of this page's own address. */
export function codeInHash(hash: string): string | null {
  const code = new URLSearchParams(hash.replace(/^#/, '')).get('at')?.trim();
  return code && code.length <= 120 ? code : null;
}
