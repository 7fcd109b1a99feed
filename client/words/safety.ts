import { either } from './format.ts';
import { en } from './safety.en.ts';
import { zh } from './safety.zh.ts';

/** The desk's words about who is out there and whether all is well, in the reader's language. */
export const safetyWords = either(en, zh);
