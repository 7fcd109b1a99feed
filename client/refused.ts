import { wordRefusal, type Problem } from '../shared/problem.ts';
import type { Language } from '../shared/shapes.ts';

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

/** The sentence for a refusal in the reader's language, whatever language it travelled in. */
export function wordProblem(problem: Problem, language: Language): string {
  try {
    return wordRefusal(problem.code, problem.params, language);
  } catch {
    // A newer server may refuse for a reason that this page does not know yet.
    return problem.detail;
  }
}
