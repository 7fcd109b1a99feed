import { either } from './format.ts';
import { en } from './service.en.ts';
import { zh } from './service.zh.ts';

/** Words about hours served and their certificate, in the reader's language. */
export const serviceWords = either(en, zh);
