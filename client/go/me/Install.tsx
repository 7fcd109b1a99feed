import { signal } from '@preact/signals';
import { Button } from '../../parts/Button.tsx';
import { goWords } from '../../words/go.ts';

// Chromium's own event; other browsers have it in their menu only.
interface InstallPrompt extends Event {
  prompt: () => Promise<unknown>;
}

const prompt = signal<InstallPrompt | null>(null);

/** Keeps the browser's offer to install until somebody asks for it; call once, early. */
export function watchInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    prompt.value = event as InstallPrompt;
  });
  addEventListener('appinstalled', () => (prompt.value = null));
}

/** How to put the pocket on the home screen; nothing once it is opened from there. */
export function Install() {
  if (matchMedia('(display-mode: standalone)').matches) return null;
  const words = goWords().me;
  return (
    <section class="card">
      <h2>{words.install}</h2>
      {prompt.value ? (
        <Button onPress={() => prompt.value?.prompt()}>{words.installDo}</Button>
      ) : (
        <p class="small soft">{words.installHow}</p>
      )}
    </section>
  );
}
