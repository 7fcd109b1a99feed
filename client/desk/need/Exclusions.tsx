import type { SeatProposals } from '../../../shared/operations.ts';
import type { Seat } from '../../../shared/records.ts';
import { language } from '../../live.ts';
import { credentialName, skillName } from '../../parts/Names.tsx';
import { number } from '../../words/format.ts';
import { deskWords } from '../../words/desk.ts';
import { wordsOfRule } from '../../words/ineligible.ts';
import { sharedWords } from '../../words/shared.ts';

/** How many cannot take a seat and for what, most first. */
export function Exclusions({ excluded }: Pick<SeatProposals, 'excluded'>) {
  const words = deskWords().offers;
  const reasons = Object.entries(excluded)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  return (
    <div class="small">
      <b>{words.excluded(number(total))}</b>
      <p class="soft">
        {reasons
          .map(([reason, count]) => words.excludedFor(wordsOfRule(reason, language.value), number(count)))
          .join(' · ')}
      </p>
    </div>
  );
}

/** The one rule whose easing would bring in the most people. */
export function Relaxation({ relax, seat }: { relax: SeatProposals['relax']; seat: Seat | undefined }) {
  const words = deskWords().offers;
  if (relax === null || relax.adds <= 0) return null;
  return (
    <span class="small">
      {Object.hasOwn(words.relax, relax.reason)
        ? words.relax[relax.reason]!(relax.adds, relax.figures, relaxed(relax, seat))
        : words.relaxOther(wordsOfRule(relax.reason, language.value), relax.adds)}
    </span>
  );
}

/** What the eased rule is about, by name: the figures tell its place in the seat. */
function relaxed({ figures }: NonNullable<SeatProposals['relax']>, seat: Seat | undefined): string {
  const skill = seat?.skills[figures['skill'] ?? -1];
  if (skill) return skillName(skill.code);
  const credential = seat?.credentialCodes[figures['credential'] ?? -1];
  if (credential) return credentialName(credential);
  const spoken = seat?.languages[figures['language'] ?? -1];
  return spoken ? sharedWords().spoken[spoken] : '';
}
