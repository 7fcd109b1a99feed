import { expect } from 'chai';
import { asIfDone, withUnsentAvailability, type Unsent } from '../client/go/as-if-done.ts';
import type { Assignment, Person } from '../shared/records.ts';

const offered = { id: 'a1', status: 'offered', answeredAt: null, trouble: null } as Assignment;
const step = (name: Unsent['name'], savedAt: number, more: object = {}): Unsent => ({
  name,
  input: { assignmentId: 'a1', ...more },
  savedAt,
});

describe('Going on without signal', () => {
  it('shows each step as taken, at the time it was taken on the phone', () => {
    const seen = asIfDone(offered, [step('acceptOffer', 10), step('setOut', 20), step('checkIn', 30)]);
    expect(seen).to.include({ status: 'checkedIn', answeredAt: 10, enRouteAt: 20, checkedInAt: 30 });
  });

  it('shows no step that the server would refuse for its order', () => {
    expect(asIfDone(offered, [step('checkOut', 10)]).status).to.equal('offered');
  });

  it('leaves other assignments alone', () => {
    expect(asIfDone({ ...offered, id: 'a2' }, [step('acceptOffer', 10)]).status).to.equal('offered');
  });

  it('shows that help was asked for before the alarm could leave', () => {
    const task = { ...offered, status: 'enRoute' as const };
    const seen = asIfDone(task, [step('reportTrouble', 40, { trouble: 'needHelp' })]);
    expect(seen).to.include({ status: 'enRoute', trouble: 'needHelp', troubleAt: 40 });
  });

  it('shows the times that were set last', () => {
    const person = { id: 'p1', availability: [], limits: { nights: false } } as unknown as Person;
    const set = (fromAt: number): Unsent => ({
      name: 'setAvailability',
      input: { personId: 'p1', availability: [{ fromAt, untilAt: fromAt + 1 }] },
      savedAt: fromAt,
    });
    expect(withUnsentAvailability(person, [set(1), set(2)]).availability).to.deep.equal([{ fromAt: 2, untilAt: 3 }]);
  });
});
