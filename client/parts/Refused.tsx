import { language } from '../language.ts';
import { Refused as RefusedError, Unreachable, wordProblem } from '../refused.ts';
import { sharedWords } from '../words/shared.ts';

/** The sentence for anything an operation can fail with. */
export function wordError(error: unknown): string {
  if (error instanceof RefusedError) return wordProblem(error.problem, language.value);
  if (error instanceof Unreachable) return sharedWords().unreachable;
  return sharedWords().unexpected;
}

/** Why it was refused and the way out, where the reader is looking. Nothing when there is no error. */
export function Refused({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  return (
    <p class="note bad" role="alert">
      {wordError(error)}
    </p>
  );
}

/** False where asking again would only get the same answer. */
export const isWorthAnotherTry = (error: unknown): boolean =>
  !(error instanceof RefusedError) || error.problem.status >= 429;
