import { useSignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { connection } from '../../live.ts';

/** A list that is not pushed is never older than this. */
const againMs = 8000;

/** Asks when `key` changes and every few seconds while somebody looks; what came last stays while the next is on its way. */
export function useAsked<T>(ask: () => Promise<T>, key: string): { answer: Signal<T | null>; error: Signal<unknown> } {
  const answer = useSignal<T | null>(null);
  const error = useSignal<unknown>(null);
  useEffect(() => {
    let wanted = true;
    const look = async (): Promise<void> => {
      try {
        const told = await ask();
        if (!wanted) return;
        answer.value = told;
        error.value = null;
      } catch (refused) {
        if (wanted) error.value = refused;
      }
    };
    void look();
    const again = setInterval(() => {
      if (connection.value.state === 'live' && !document.hidden) void look();
    }, againMs);
    return () => {
      wanted = false;
      clearInterval(again);
    };
  }, [key]);
  return { answer, error };
}
