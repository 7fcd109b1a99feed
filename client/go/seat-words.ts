import type { Seat } from '../../shared/records.ts';
import { credentialName, skillName } from '../parts/Names.tsx';
import { goWords } from '../words/go.ts';
import { sharedWords } from '../words/shared.ts';

/** What a seat asks of whoever takes it: "social worker, child protection (works alone), speaks Cantonese". */
export function seatWords(seat: Seat): string {
  const { role, level, spoken } = sharedWords();
  const words = goWords();
  return words.joined([
    role[seat.role],
    ...seat.credentialCodes.map(credentialName),
    ...seat.skills.map((skill) => words.withLevel(skillName(skill.code), level[skill.level] ?? '')),
    ...seat.languages.map((language) => words.offer.speaks(spoken[language])),
  ]);
}
