import { either } from './format.ts';
import { go as en } from './go.en.ts';
import { go as zh } from './go.zh.ts';

/** The pocket's words in the reader's language. */
export const goWords = either(en, zh);
