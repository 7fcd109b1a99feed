import type { Problem } from '../shared/problem.ts';
// Not `wordRefusal` of problem.ts, which would bring the whole of zod into every bundle.
import { refusals, type Wording } from '../shared/refusals.ts';
import type { Language } from '../shared/shapes.ts';
import { language } from './language.ts';
import { dayTime, number, time } from './words/format.ts';

/** The server said no and changed nothing. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** No answer came in time. It may or may not have taken effect: ask again with the same requestId. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The same for one of several that an operation was told to do and left undone: only its reason comes back. */
export const wordReason = (code: string, params: Record<string, unknown>): string =>
  wordProblem({ code, params, detail: code } as Problem);

/** The sentence for a refusal in the reader's language, whatever language it travelled in. */
export function wordProblem(problem: Problem, inLanguage: Language = language.value): string {
  // A newer server may refuse for a reason that this page does not know yet.
  if (!Object.hasOwn(refusals, problem.code)) return problem.detail;
  const word = refusals[problem.code][inLanguage] as (params: object, wording: Wording) => string;
  try {
    return word(problem.params, { time, day: dayTime, number });
  } catch {
    return problem.detail;
  }
}
