import { either } from './format.ts';
import { en } from './open.en.ts';
import { zh } from './open.zh.ts';

/** Words of the open door, in the reader's language. */
export const openWords = either(en, zh);
