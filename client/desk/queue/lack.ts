import { skillName, credentialName } from '../../parts/Names.tsx';
import type { Seat } from '../../../shared/records.ts';
import { deskWords } from '../../words/desk.ts';
import { sharedWords } from '../../words/shared.ts';
import { saidEnough, type Standing } from '../standing.ts';

export interface LackTag {
  /** How bad: nobody yet, some, nobody lacking. */
  tone: 'lack' | 'some' | 'full';
  words: string;
}

/** What a need lacks, in words, the seat that lacks most first; or how its people stand when it lacks nobody. */
export function wordLack(standing: Standing): LackTag[] {
  const words = deskWords().lack;
  if (standing.need.seats.length === 0)
    return standing.need.status === 'open' ? [{ tone: 'lack', words: words.noSeats }] : [];
  if (standing.lacking === 0) {
    const present = standing.onScene + standing.done;
    if (saidEnough(standing.need) && standing.need.status === 'open')
      return [{ tone: 'full', words: words.enough(standing.coming + standing.onScene) }];
    if (standing.done === standing.wanted) return [{ tone: 'full', words: words.done }];
    return [
      {
        tone: 'full',
        words: present === 0 ? words.coming(standing.wanted) : words.full(standing.wanted, standing.onScene),
      },
    ];
  }
  return standing.seats
    .filter(({ seat, filled }) => filled < seat.count)
    .sort((a, b) => b.open - a.open)
    .map(({ seat, filled, asked, open }) => {
      const who = whoShort(seat, filled > 0 ? seat.count : Math.max(1, seat.count));
      if (filled > 0) return { tone: 'some', words: words.some(filled, seat.count, who) };
      if (open === 0) return { tone: 'some', words: words.asked(asked, who) };
      return { tone: 'lack', words: words.needs(seat.count, who) };
    });
}

/** Who a seat is for, in as few words as tell it from the others. */
export function whoShort(seat: Seat, count: number): string {
  const [skill] = seat.skills;
  const [credential] = seat.credentialCodes;
  const role = deskWords().role[seat.role](count);
  if (seat.role === 'anyone' && (skill || credential))
    return skill ? skillName(skill.code) : credentialName(credential ?? '');
  if (seat.languages[0]) return `${role} (${sharedWords().spoken[seat.languages[0]]})`;
  if (skill) return `${role} (${skillName(skill.code)})`;
  return role;
}

/** As many of the tags as fit a row, at least one; how many are left. Wide characters count double. */
export function fitting(tags: readonly LackTag[], room: number): { shown: LackTag[]; more: LackTag[] } {
  let used = 0;
  const until = tags.findIndex(({ words }, at) => {
    used += 3 + Array.from(words).reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);
    return at > 0 && used > room;
  });
  const shown = until < 0 ? tags.length : until;
  return { shown: tags.slice(0, shown), more: tags.slice(shown) };
}
