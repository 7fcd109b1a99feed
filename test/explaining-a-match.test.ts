import { expect } from 'chai';
import { wordsOfReason, wordsOfRule } from '../client/words/ineligible.ts';
import { termName, wordReasons } from '../client/words/reasons.ts';
import { allReasons, ineligibleReasons } from '../server/matching/eligibility.ts';
import { termsOf } from '../server/matching/score.ts';
import { aContext, aNeed, aPerson, aSeat, hour, now } from './support/matching.ts';

const when = (at: number): string => new Date(at).toISOString().slice(11, 16);

const terms = termsOf(
  aPerson({
    homeCellId: 'middle',
    languages: ['yue'],
    skills: [
      { code: 'log.lifting', level: 3 },
      { code: 'eng.pump', level: 2 },
    ],
    accepts: 5,
    noShows: 1,
    lastOfferedAt: now - 3 * hour,
  }),
  aSeat({ skills: [{ code: 'log.lifting', level: 2 }], languages: ['yue'] }),
  aNeed(),
  aContext(),
  { priceOf: (code) => (code === 'eng.pump' ? 9 : 0) },
);

describe('explaining a match in words', () => {
  it('says why somebody was chosen, the weightiest first, in English and in Chinese', () => {
    expect(wordReasons(terms, 'en', 9)).to.equal(
      '37 min away (10 km); asked 3 h ago; scarce skill, needed elsewhere (Pumping & drainage); kept 4 of 5; speaks Cantonese; 1 level above what is asked',
    );
    expect(wordReasons(terms, 'zh', 9).split('；')).to.have.length(6);
    expect(wordReasons(terms, 'zh', 1)).to.equal('路程 37 分钟（10 公里）');
  });

  it('says why somebody cannot be asked, with figures, for every reason there is', () => {
    const person = aPerson({
      status: 'suspended',
      roles: ['coordinator'],
      homeCellId: 'far',
      availability: [{ fromAt: now - hour, untilAt: now + hour }],
      limits: { maxDistanceKm: 15, maxHoursPerDay: 8, minRestHours: 8, nights: false },
      stints: [
        { assignmentId: 'a', startAt: now - 9 * hour, endAt: now - 5 * hour, cellId: 'near', isHard: true },
        { assignmentId: 'b', startAt: now - 4.5 * hour, endAt: now - 0.5 * hour, cellId: 'near', isHard: true },
      ],
      heldBy: 'a-1',
    });
    const seat = aSeat({
      skills: [{ code: 'log.lifting', level: 2 }],
      credentialCodes: ['cn.nurse'],
      languages: ['yue'],
    });
    const context = aContext({ excluded: new Set(['p-1']) });
    const reasons = allReasons(person, seat, aNeed({ estimatedMinutes: 600, category: 'rescue' }), context);
    expect(reasons.map(({ reason }) => reason)).to.deep.equal([...ineligibleReasons]);
    const words = reasons.map((reason) => wordsOfReason(reason, 'en', when));
    expect(words).to.include('lacks a skill or its level (Loading & heavy lifting: level 2 asked for, 0 counts)');
    expect(words).to.include('too far away (22.2 km, goes up to 15 km)');
    expect(words).to.include('resting (until 13:30)');
    expect(words).to.include('too many hours without a break (8 h worked, 10 h more, at most 10 h)');
    expect(words).to.include('no hours left today (8 h worked, 10 h more, at most 8 h)');
    for (const reason of reasons) expect(wordsOfReason(reason, 'zh', when)).to.match(/[\u4e00-\u9fff]/u);
  });

  it('shows a term or a reason that it does not know by its own name', () => {
    expect(termName('toString', 'en')).to.equal('toString');
    expect(wordReasons([{ term: 'toString', points: 3, figures: { by: 2 } }], 'en')).to.equal('by 2');
    expect(wordsOfRule('toString', 'zh')).to.equal('toString');
    expect(wordsOfReason({ reason: 'toString', figures: {} }, 'en')).to.equal('toString');
  });
});
