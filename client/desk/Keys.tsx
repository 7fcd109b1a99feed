import { Dialog } from '../parts/Dialog.tsx';
import { deskWords } from '../words/desk.ts';
import { keysShown } from './chosen.ts';

/** Every key and what it does. */
export function Keys() {
  const words = deskWords().keys;
  return (
    <Dialog title={words.heading} onClose={() => (keysShown.value = false)}>
      <dl class="keys">
        {words.list.map(([key, does]) => (
          <div key={key} class="row">
            <dt>
              {key.split(/\s+/u).map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
