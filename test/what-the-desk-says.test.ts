import { expect } from 'chai';
import { wordProof } from '../client/desk/plan/proof.ts';
import { language } from '../client/language.ts';
import type { PeriodPlan } from '../shared/operations.ts';
import { initialsOf } from '../client/desk/Initials.tsx';
import { fitting, type LackTag } from '../client/desk/queue/lack.ts';
import { offsetsOf, rowAt } from '../client/desk/queue/windowed.ts';
import { termName, wordReasons } from '../client/words/reasons.ts';

describe('what the desk says', () => {
  it('gives the reasons for a person with the weightiest first, in either language', () => {
    const why = [
      { term: 'level', points: 4, figures: { surplus: 1 } },
      { term: 'travel', points: -17, figures: { minutes: 17, km: 3.6 } },
      { term: 'fatigue', points: 0, figures: { hoursToday: 0 } },
    ];
    expect(wordReasons(why, 'en')).to.equal('17 min away (3.6 km); 1 level above what is asked');
    expect(wordReasons(why, 'zh')).to.equal('路程 17 分钟（3.6 公里）；技能高出要求 1 级');
  });

  it('shows a reason it has no words for by its own name and figures', () => {
    const term = { term: 'moonlight', points: 3, figures: { lux: 2 } };
    expect(termName('moonlight', 'en')).to.equal('moonlight');
    expect(termName('constructor', 'en')).to.equal('constructor');
    expect(wordReasons([term], 'en')).to.equal('lux 2');
  });

  it('says how good a plan is only as far as that is proven, in either language', () => {
    const said = (proof: Partial<PeriodPlan['proof']>, places = 12): [string, string] => {
      const given = { best: false, checked: true, gapPoints: 0, gapShare: 0, ...proof };
      return (['en', 'zh'] as const).map((tongue) => {
        language.value = tongue;
        return wordProof({ proof: given, places });
      }) as [string, string];
    };
    try {
      expect(said({ best: true })).to.deep.equal([
        'Best possible: no other plan of these 12 places does better.',
        '已是最优：这 12 个名额没有更好的安排。',
      ]);
      expect(said({ best: true }, 1)[0]).to.equal('Best possible: no other plan of this place does better.');
      // Never rounded down: what is said must hold.
      for (const [gapShare, en] of [
        [0.000_001, '0.1 %'],
        [0.012_1, '1.3 %'],
        [0.05, '5 %'],
        [0.099_9, '10%'],
        [0.123, '13%'],
      ] as const) {
        expect(said({ gapPoints: 9, gapShare })[0]).to.equal(`At most ${en} from the best.`);
        expect(said({ gapPoints: 9, gapShare })[1]).to.equal(`与最优方案的差距不超过 ${en}。`);
      }
      // A certificate that does not hold proves nothing, whatever the gap looks like.
      expect(said({ checked: false })).to.deep.equal([
        'How good it is could not be checked. Plan again before relying on it.',
        '无法核验这份安排有多好，请重新规划后再采用。',
      ]);
    } finally {
      language.value = 'en';
    }
  });

  it('draws the rows of a long queue that are in view and no others', () => {
    const offsets = offsetsOf([88, 108, 88, 88]);
    expect([...offsets]).to.deep.equal([0, 88, 196, 284, 372]);
    expect([0, 87, 88, 195, 196, 371, 9999].map((y) => rowAt(offsets, y))).to.deep.equal([0, 0, 1, 1, 2, 3, 3]);
    expect(rowAt(offsetsOf([]), 50)).to.equal(0);
  });

  it('says what a need lacks as far as it fits a row, and how much more there is', () => {
    const tag = (words: string): LackTag => ({ tone: 'lack', words });
    const tags = [tag('needs 2 volunteers'), tag('needs 1 nurse'), tag('needs 1 driver')];
    expect(fitting(tags, 40)).to.deep.equal({ shown: tags.slice(0, 2), more: tags.slice(2) });
    expect(fitting([tag('a lack that is longer than any row of the queue')], 10).shown).to.have.length(1);
    expect(fitting([tag('缺志愿者三名'), tag('缺护士一名')], 20).more).to.have.length(1);
  });

  it('shortens a name to two letters, or a Chinese one to its given name', () => {
    expect(initialsOf('Chen Yuwen')).to.equal('CY');
    expect(initialsOf('陈语雯')).to.equal('语雯');
    expect(initialsOf('')).to.equal('');
  });
});
