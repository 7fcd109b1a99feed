import { either } from './format.ts';
import { en } from './shared.en.ts';
import { zh } from './shared.zh.ts';

/** Words that more than one place needs, in the reader's language. */
export const sharedWords = either(en, zh);
