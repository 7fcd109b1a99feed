import { either } from './format.ts';
import { en } from './supervision.en.ts';
import { zh } from './supervision.zh.ts';

/** The desk's words about care, teams and cases, in the reader's language. */
export const supervisionWords = either(en, zh);
