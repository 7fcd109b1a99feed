import { either } from './format.ts';
import { en } from './plan.en.ts';
import { zh } from './plan.zh.ts';

/** Words of the standing plan and of "why not", in the reader's language. */
export const planWords = either(en, zh);
