import { expect } from 'chai';
import { allReasons, ineligibleReasons, whyNot } from '../server/matching/eligibility.ts';
import type { HeldCredential, Need, Person, Seat } from '../shared/records.ts';
import { ineligibleWords } from '../shared/refusals.ts';
import { aContext, aNeed, aPerson, aSeat, hour, now } from './support/matching.ts';

const reason = (person: Partial<Person>, seat: Partial<Seat> = {}, need: Partial<Need> = {}, context = aContext()) =>
  whyNot(aPerson(person), aSeat(seat), aNeed(need), context);

const credential = (given: Partial<HeldCredential> = {}): HeldCredential => ({
  id: 'c-1',
  code: 'cn.sw.worker',
  issuer: 'Ministry',
  expiresAt: now + hour,
  skillCodes: ['psy.case'],
  verifiedAt: now - hour,
  verifiedBy: 'p-9',
  ...given,
});

describe('who may be asked for a seat', () => {
  it('checks and counts the reasons in the order in which they are worded', () => {
    expect([...ineligibleReasons]).to.deep.equal(Object.keys(ineligibleWords));
  });

  it('lets an approved, available person next door be asked', () => {
    expect(reason({})).to.equal(null);
  });

  it('asks nobody who is not approved', () => {
    for (const status of ['invited', 'applied', 'suspended', 'erased'] as const) {
      expect(reason({ status })).to.equal('notApproved');
    }
  });

  it('keeps a seat for a social worker to social workers, and "anyone" to people who work in the field', () => {
    expect(reason({}, { role: 'socialWorker' })).to.equal('role');
    expect(reason({ roles: ['socialWorker'] }, { role: 'socialWorker' })).to.equal(null);
    expect(reason({ roles: ['coordinator'] })).to.equal('role');
  });

  it('wants every required skill at its level, never any of them', () => {
    const skills = [
      { code: 'care.shelter', level: 2 },
      { code: 'log.lifting', level: 3 },
    ];
    expect(reason({ skills: [{ code: 'care.shelter', level: 5 }] }, { skills })).to.equal('skill');
    expect(
      reason(
        {
          skills: [
            { code: 'care.shelter', level: 2 },
            { code: 'log.lifting', level: 2 },
          ],
        },
        { skills },
      ),
    ).to.equal('skill');
    expect(reason({ skills }, { skills })).to.equal(null);
  });

  it('counts a credentialed skill only with a verified, unexpired credential that vouches for it', () => {
    const skills = [{ code: 'psy.case', level: 3 }];
    const asked = { skills };
    expect(reason({ skills }, asked)).to.equal('skill');
    expect(reason({ skills, credentials: [credential()] }, asked)).to.equal(null);
    expect(reason({ skills, credentials: [credential({ expiresAt: null })] }, asked)).to.equal(null);
    expect(reason({ skills, credentials: [credential({ verifiedAt: null })] }, asked)).to.equal('skill');
    expect(reason({ skills, credentials: [credential({ expiresAt: now })] }, asked)).to.equal('skill');
    expect(reason({ skills, credentials: [credential({ skillCodes: ['psy.child'] })] }, asked)).to.equal('skill');
  });

  it('wants every credential asked for, verified and unexpired', () => {
    const asked = { credentialCodes: ['cn.sw.worker', 'cn.nurse'] };
    const nurse = credential({ id: 'c-2', code: 'cn.nurse' });
    expect(reason({ credentials: [credential()] }, asked)).to.equal('credential');
    expect(reason({ credentials: [credential(), nurse] }, asked)).to.equal(null);
    expect(reason({ credentials: [credential(), { ...nurse, verifiedAt: null }] }, asked)).to.equal('credential');
  });

  it('wants every language asked for', () => {
    expect(reason({}, { languages: ['cmn', 'yue'] })).to.equal('language');
    expect(reason({ languages: ['yue', 'cmn'] }, { languages: ['cmn', 'yue'] })).to.equal(null);
  });

  it('asks only those whose availability covers the way there and the work', () => {
    // Five minutes to set out, then two hours of work.
    const untilAt = now + 125 * 60_000;
    expect(reason({ availability: [{ fromAt: now, untilAt }] })).to.equal(null);
    expect(reason({ availability: [{ fromAt: now, untilAt: untilAt - 1 }] })).to.equal('unavailable');
    expect(reason({ availability: [{ fromAt: now + 1, untilAt: now + 9 * hour }] })).to.equal('unavailable');
    expect(reason({ availability: [] })).to.equal('unavailable');
  });

  it('takes spans of availability that touch as one, in whatever order they stand', () => {
    const availability = [
      { fromAt: now + hour, untilAt: now + 3 * hour },
      { fromAt: now - hour, untilAt: now + hour },
    ];
    expect(reason({ availability })).to.equal(null);
    expect(reason({ availability: [availability[1]!, { ...availability[0]!, fromAt: now + hour + 1 }] })).to.equal(
      'unavailable',
    );
  });

  it('never asks for more hours in a day than somebody offers, this work included', () => {
    const worked = (hours: number, endAt = now - hour) => [
      { assignmentId: 'a-1', startAt: endAt - hours * hour, endAt, cellId: 'near' },
    ];
    const limits = { ...aPerson().limits, minRestHours: 0 };
    expect(reason({ limits, stints: worked(6) })).to.equal(null);
    expect(reason({ limits, stints: worked(6.1) })).to.equal('hours');
    // Only what lies within the last 24 hours counts.
    expect(reason({ limits, stints: worked(7, now - 19 * hour) })).to.equal(null);
    expect(reason({ limits, stints: worked(7, now - 17 * hour + 1) })).to.equal('hours');
  });

  it('lets people rest after long work, and takes two half days without a full rest between them as long', () => {
    const stint = (from: number, until: number) => ({
      assignmentId: 'a-1',
      startAt: now - from * hour,
      endAt: now - until * hour,
      cellId: 'near',
    });
    const limits = { ...aPerson().limits, maxHoursPerDay: 16 };
    expect(reason({ limits, stints: [stint(10, 3)] })).to.equal('resting');
    expect(reason({ limits, stints: [stint(16, 8)] })).to.equal(null);
    expect(reason({ limits, stints: [stint(7, 3)] })).to.equal(null);
    expect(reason({ limits, stints: [stint(14, 10), stint(7, 3)] })).to.equal('resting');
  });

  it('sends nobody into the night who does not work at night, by the clock of the deployment', () => {
    const limits = { ...aPerson().limits, nights: false, maxHoursPerDay: 16 };
    const availability = [{ fromAt: now - hour, untilAt: now + 20 * hour }];
    const asked = (estimatedMinutes: number, context = aContext()) =>
      reason({ limits, availability }, {}, { estimatedMinutes }, context);
    // 14:00 and five minutes to set out: 22:00 is 475 minutes of work away.
    expect(asked(475)).to.equal(null);
    expect(asked(476)).to.equal('night');
    expect(asked(60, aContext({ utcOffsetMinutes: 960 }))).to.equal('night');
    expect(asked(60, aContext({ utcOffsetMinutes: 0 }))).to.equal(null);
    expect(asked(60, aContext({ utcOffsetMinutes: -1 }))).to.equal('night');
  });

  it('keeps to the distance people go, and does not guess where an unknown cell lies', () => {
    const limits = { ...aPerson().limits, maxDistanceKm: 9 };
    expect(reason({ limits, homeCellId: 'middle' })).to.equal('distance');
    expect(reason({ limits: { ...limits, maxDistanceKm: 11 }, homeCellId: 'middle' })).to.equal(null);
    expect(reason({ limits, homeCellId: '__proto__' })).to.equal('distance');
  });

  it('does not ask again who said no to this need, nor who is held by another', () => {
    expect(reason({}, {}, {}, aContext({ excluded: new Set(['p-1']) }))).to.equal('excluded');
    expect(reason({ heldBy: 'a-7' })).to.equal('held');
  });

  it('names every reason for one person, with the figures behind each', () => {
    const person = aPerson({ homeCellId: 'far', heldBy: 'a-7', skills: [{ code: 'log.lifting', level: 2 }] });
    const seat = aSeat({ skills: [{ code: 'log.lifting', level: 3 }] });
    expect(allReasons(person, seat, aNeed(), aContext())).to.deep.equal([
      { reason: 'skill', figures: { code: 'log.lifting', level: 3, has: 2 } },
      { reason: 'distance', figures: { km: 22.2, limit: 15 } },
      { reason: 'held', figures: { assignmentId: 'a-7' } },
    ]);
  });
});
