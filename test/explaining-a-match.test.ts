import { expect } from 'chai';
import { allReasons, ineligibleReasons } from '../server/matching/eligibility.ts';
import { wordsOfExclusions, wordsOfReason, wordsOfTerms } from '../server/matching/explain-words.ts';
import { termsOf } from '../server/matching/score.ts';
import { aContext, aNeed, aPerson, aSeat, hour, now } from './support/matching.ts';

const format = {
  time: (at: number) => new Date(at).toISOString().slice(11, 16),
  day: (at: number) => new Date(at).toISOString().slice(0, 10),
  number: String,
};

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
    expect(wordsOfTerms(terms, 'en')).to.deep.equal([
      '10 km away, about 37 minutes',
      'last asked 3 h ago',
      'needed elsewhere for Pumping & drainage',
      'came 4 of 5 times',
      'speaks Cantonese',
      'more experienced than asked for',
      'rested',
    ]);
    expect(wordsOfTerms(terms, 'zh')).to.have.length(7);
    expect(wordsOfTerms(terms, 'zh')[0]).to.equal('距离 10 公里，约 37 分钟');
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
    const words = reasons.map((reason) => wordsOfReason(reason, 'en', format));
    expect(words).to.include('lacks a skill or its level (Loading & heavy lifting: level 2 asked for, 0 counts)');
    expect(words).to.include('too far away (22.2 km, goes up to 15 km)');
    expect(words).to.include('resting (until 13:30)');
    expect(words).to.include('too many hours without a break (8 h worked, 10 h more, at most 10 h)');
    expect(words).to.include('no hours left today (8 h worked, 10 h more, at most 8 h)');
    for (const reason of reasons) expect(wordsOfReason(reason, 'zh', format)).to.match(/[\u4e00-\u9fff]/u);
  });

  it('sums up how many could not be asked, most first', () => {
    expect(wordsOfExclusions({ distance: 90, credential: 412 }, 'en')).to.equal(
      '412: lacks a verified, unexpired credential; 90: too far away',
    );
    expect(wordsOfExclusions({ distance: 90 }, 'zh')).to.equal('90 人距离过远');
  });

  it('is silent about a term it does not know', () => {
    expect(wordsOfTerms([{ term: 'toString', points: 3, figures: {} }], 'en')).to.deep.equal([]);
  });
});
