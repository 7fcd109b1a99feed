import type { MatchTerm } from '../../shared/records.ts';
import type { SpokenLanguage } from '../../shared/shapes.ts';
import { list } from '../words/format.ts';
import { goWords } from '../words/go.ts';
import { sharedWords } from '../words/shared.ts';

/** The weightiest reasons for asking this person, said to them. Terms that speak against them are left to the desk. */
export function whyYou(terms: readonly MatchTerm[], most = 2): string[] {
  const said = [...terms]
    .sort((a, b) => b.points - a.points)
    .flatMap((term) => sayTerm(term) ?? [])
    .slice(0, most);
  return said.length > 0 ? said : [goWords().why.fits];
}

function sayTerm({ term, points, figures }: MatchTerm): string | null {
  const words = goWords().why;
  const figure = (name: string): number => Number(figures[name] ?? 0);
  switch (term) {
    case 'travel':
      return figures['minutes'] !== undefined && figure('minutes') <= 20 ? words.travel(figure('minutes')) : null;
    case 'level':
      return points > 0 ? words.level : null;
    case 'fatigue':
      return figures['hoursToday'] !== undefined && figure('hoursToday') < 1 ? words.fatigue : null;
    case 'load':
      return points === 0 ? words.load : null;
    case 'continuity':
      return points > 0 ? words.continuity : null;
    case 'trust':
      return points > 0 && figure('asked') > 1 ? words.trust(figure('kept'), figure('asked')) : null;
    case 'language':
      return points > 0 ? words.language(spokenNames(String(figures['languages'] ?? '').split(' '))) : null;
    case 'local':
      return points > 0 ? words.local : null;
    default:
      // A newer server may weigh what this page has no words for.
      return null;
  }
}

const spokenNames = (codes: readonly string[]): string =>
  list(codes.filter(Boolean).map((code) => sharedWords().spoken[code as SpokenLanguage] ?? code));
