import { either } from './format.ts';
import { en } from './here.en.ts';
import { zh } from './here.zh.ts';

/** Words for who came unasked: the form and the code on paper, at the open door and at the desk. */
export const hereWords = either(en, zh);
