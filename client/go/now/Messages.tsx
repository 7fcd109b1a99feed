import { Button } from '../../parts/Button.tsx';
import { goWords } from '../../words/go.ts';
import { askToNotify, mayNotify } from '../heed.ts';

/** That this phone speaks up when somebody is needed, and whether it may do so from the background. */
export function Messages() {
  const words = goWords().available;
  return (
    <div class="quietly">
      <p class="small soft">{mayNotify.value === 'denied' ? words.notifyDenied : words.quiet}</p>
      {mayNotify.value === 'default' && (
        <Button kind="quiet" onPress={askToNotify}>
          {words.notifyAllow}
        </Button>
      )}
    </div>
  );
}
