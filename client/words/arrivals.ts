import { either } from './format.ts';
import { en } from './arrivals.en.ts';
import { zh } from './arrivals.zh.ts';

/** The desk's words about who came unasked, in the reader's language. */
export const arrivalsWords = either(en, zh);
