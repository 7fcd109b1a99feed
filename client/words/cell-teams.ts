import { en } from './cell-teams.en.ts';
import { zh } from './cell-teams.zh.ts';
import { either } from './format.ts';

/** Words of the teams for cells, in the reader's language. */
export const cellTeamsWords = either(en, zh);
