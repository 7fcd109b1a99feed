import type { Seat } from '../../../shared/records.ts';
import { credentialName, skillName } from '../../parts/Names.tsx';
import { deskWords } from '../../words/desk.ts';
import { sharedWords } from '../../words/shared.ts';

/** Everything a seat asks for in one line: "Social worker, child protection 3+, Cantonese". */
export function seatWords(seat: Seat): string {
  const words = deskWords();
  return [
    words.seatRole[seat.role],
    ...seat.skills.map(({ code, level }) => `${skillName(code)} ${words.seats.level(level)}`.replace('  ', ' ')),
    ...seat.credentialCodes.map(credentialName),
    ...seat.languages.map((code) => sharedWords().spoken[code]),
    ...(seat.leads ? [words.leads] : []),
  ].join(words.comma);
}
