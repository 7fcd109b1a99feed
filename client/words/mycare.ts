import { either } from './format.ts';
import { en } from './mycare.en.ts';
import { zh } from './mycare.zh.ts';

/** The pocket's words about rest, talks, hand-overs and cases, in the reader's language. */
export const careWords = either(en, zh);
