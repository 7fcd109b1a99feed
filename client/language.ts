import { effect, signal, type Signal } from '@preact/signals';
import type { Language } from '../shared/shapes.ts';

const key = 'muster.language';

/** What the reader chose here before, else the first of the browser's languages that Muster speaks, else English. */
export function preferredLanguage(stored: string | null, wanted: readonly string[]): Language {
  if (stored === 'en' || stored === 'zh') return stored;
  for (const tag of wanted) {
    if (/^(zh|yue|nan|hak|wuu)\b/i.test(tag)) return 'zh';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}

// A private window or a full disk may refuse storage: the choice then holds for this page only.
function stored(): string | null {
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** The language every word on the screen is in. */
export const language: Signal<Language> = signal(preferredLanguage(stored(), globalThis.navigator?.languages ?? []));

/** Switches the language and remembers it on this device. */
export function setLanguage(next: Language): void {
  language.value = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // Nothing to remember it in; said above.
  }
}

if (globalThis.document) {
  effect(() => {
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
  });
}
