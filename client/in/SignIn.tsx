import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button } from '../parts/Button.tsx';
import { LanguageSwitch } from '../parts/LanguageSwitch.tsx';
import { isWorthAnotherTry, Refused } from '../parts/Refused.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { openWords } from '../words/open.ts';
import { sharedWords } from '../words/shared.ts';
import { newSignIn, signIn, takeToken } from './sign-in.ts';

const token = takeToken();
const requestId = newSignIn();

/** Signs in with the link's token and goes on to the desk or the pocket. */
export function SignIn() {
  const words = openWords().signIn;
  const error = useSignal<unknown>(null);
  const enter = async (): Promise<void> => {
    if (token === null) return;
    error.value = null;
    try {
      location.replace(await signIn(token, requestId));
    } catch (thrown) {
      error.value = thrown;
    }
  };
  useEffect(() => void enter(), []);
  return (
    <main class="threshold">
      <div class="row spread">
        <strong class="large">{sharedWords().muster}</strong>
        <LanguageSwitch />
      </div>
      <section class="sheet stack">
        <h1 class="title">{words.title}</h1>
        {token === null && <p>{words.noToken}</p>}
        {token !== null && error.value === null && <Skeleton lines={2} height={20} />}
        <Refused error={error.value} />
        {token !== null && error.value !== null && isWorthAnotherTry(error.value) && (
          <Button kind="primary" big onPress={enter}>
            {sharedWords().tryAgain}
          </Button>
        )}
        {(token === null || error.value !== null) && <a href="/">{words.toDoor}</a>}
      </section>
    </main>
  );
}
