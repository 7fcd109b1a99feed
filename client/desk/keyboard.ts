import { begin, keysShown, needId, openNeed, page, sheet, task } from './chosen.ts';
import { claim } from './need/Actions.tsx';
import { openWave, undoOffers } from './need/proposals.ts';
import { listed, standingOf } from './standing.ts';
import { toastError } from '../parts/toasts.tsx';
import { isLive } from '../../shared/lifecycle.ts';

/** What each key does when nobody is typing. */
const keys: Record<string, () => unknown> = {
  j: () => walk(1),
  k: () => walk(-1),
  Enter: () => document.getElementById('need')?.focus(),
  o: () => openWave(),
  c() {
    const need = standingOf(needId.value)?.need;
    return need && isLive(need) ? claim(need) : undefined;
  },
  t() {
    const need = standingOf(needId.value)?.need;
    if (need && isLive(need)) begin('triage');
  },
  n: () => begin('report'),
  u: undoOffers,
  p: () => (page.value = 'plan'),
  s: () => (page.value = 'safety'),
  '/'() {
    page.value = 'board';
    // The field is drawn after the page has changed.
    requestAnimationFrame(() => document.querySelector<HTMLInputElement>('#search')?.select());
  },
  '?': () => (keysShown.value = true),
  Escape: goBack,
};

/** Listens for keys; call once. */
export function followKeys(): void {
  addEventListener('keydown', (event: KeyboardEvent) => {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.defaultPrevented ||
      document.querySelector('dialog[open]')
    )
      return;
    const target = event.target as HTMLElement;
    const typing = target.matches('input:not([type=checkbox], [type=radio]), textarea, select');
    // Enter and Escape leave the search for the queue; every other key belongs to whoever is typing.
    if (typing && target.id === 'search' && (event.key === 'Enter' || event.key === 'Escape')) {
      event.preventDefault();
      document.getElementById('queue')?.focus();
      if (event.key === 'Enter' && listed.value[0]) openNeed(listed.value[0].need.id);
      return;
    }
    if (typing && event.key !== 'Escape') return;
    const pressesItself = event.key === 'Enter' && target.matches('button, a, summary, input');
    const walks = target.id === 'queue' && (event.key === 'ArrowDown' || event.key === 'ArrowUp');
    const key = walks ? (event.key === 'ArrowDown' ? 'j' : 'k') : event.key;
    if (pressesItself || !Object.hasOwn(keys, key)) return;
    event.preventDefault();
    Promise.resolve(keys[key]!()).catch(toastError);
  });
}

/** To the next or previous need of the queue, from the top where none is open. */
function walk(by: 1 | -1): void {
  page.value = 'board';
  const rows = listed.value;
  if (rows.length === 0) return;
  const at = rows.findIndex(({ need }) => need.id === needId.value);
  const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
  openNeed(rows[next]!.need.id);
  document.getElementById('queue')?.focus({ preventScroll: true });
}

/** Closes what is topmost: the sheet, the form, the focus in the pane, the need. */
function goBack(): void {
  if (sheet.value) sheet.value = null;
  else if (task.value !== 'look') task.value = 'look';
  else if (document.activeElement?.closest('#need')) document.getElementById('queue')?.focus();
  else openNeed(null);
}
