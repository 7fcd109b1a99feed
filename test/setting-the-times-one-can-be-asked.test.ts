import { expect } from 'chai';
import {
  availableUntil,
  covers,
  dayAhead,
  nextAtHour,
  nextSpan,
  partOf,
  tidy,
  withSpan,
  withoutSpan,
} from '../client/go/spans.ts';
import { workAndRest } from '../client/go/today.ts';

const hour = 3_600_000;
const now = new Date(2026, 10, 23, 14, 0).getTime();
const span = (from: number, until: number) => ({ fromAt: now + from * hour, untilAt: now + until * hour });

describe('Setting the times one can be asked', () => {
  it('joins times that touch and forgets those that are over', () => {
    expect(tidy([span(2, 4), span(-3, -1), span(0, 2)], now)).to.deep.equal([span(0, 4)]);
  });

  it('cuts a rest out of the middle and keeps what is on both sides', () => {
    expect(withoutSpan([span(0, 8)], span(2, 4), now)).to.deep.equal([span(0, 2), span(4, 8)]);
  });

  it('says until when somebody can be asked, across times that touch', () => {
    expect(availableUntil([span(-1, 1), span(1, 3)], now)).to.equal(now + 3 * hour);
    expect(availableUntil([span(1, 3)], now)).to.equal(null);
    expect(nextSpan([span(1, 3)], now)).to.deep.equal(span(1, 3));
  });

  it('takes a night into the next morning', () => {
    const night = partOf(dayAhead(now, 0), 'night');
    expect(new Date(night.untilAt).getHours()).to.equal(6);
    expect(covers(withSpan([], night, now), night)).to.equal(true);
  });

  it('means tomorrow by an hour that is over today', () => {
    expect(nextAtHour(now, 8)).to.equal(new Date(2026, 10, 24, 8, 0).getTime());
    expect(nextAtHour(now, 20)).to.equal(new Date(2026, 10, 23, 20, 0).getTime());
  });

  it('counts the work of the last 24 hours against the limit, and owes rest after a long stretch', () => {
    const limits = { maxDistanceKm: 8, maxHoursPerDay: 8, minRestHours: 10, nights: false };
    const stint = (from: number, until: number) => ({
      assignmentId: 'a',
      cellId: 'c',
      startAt: now + from * hour,
      endAt: now + until * hour,
    });
    expect(workAndRest([stint(-26, -22)], limits, now, null)).to.deep.equal({
      workedMs: 2 * hour,
      limitMs: 8 * hour,
      leftMs: 6 * hour,
      // A day ago is another stretch: ten hours in a row are all left.
      toBreakMs: 10 * hour,
      restUntilAt: null,
    });
    expect(workAndRest([stint(-8, -1)], limits, now, null).restUntilAt).to.equal(now + 9 * hour);
  });
});
