import { either } from './format.ts';
import { en } from './offer.en.ts';
import { zh } from './offer.zh.ts';

/** Words of the page behind a link in a mail, in the reader's language. */
export const offerWords = either(en, zh);
