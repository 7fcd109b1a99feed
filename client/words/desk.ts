import { desk as en } from './desk.en.ts';
import { desk as zh } from './desk.zh.ts';
import { either } from './format.ts';

/** The desk's words in the reader's language. */
export const deskWords = either(en, zh);
