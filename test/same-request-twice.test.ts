import { expect } from 'chai';
import { openWorld, type World } from './support/world.ts';

describe('the same request sent twice', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => (world = await openWorld()));
  afterEach(() => world.close());

  const report = (requestId: string) =>
    world.muster.perform(
      'reportNeed',
      { kind: 'public' },
      { title: { en: 'Help' }, category: 'food', cellId: 'cell-2' },
      { requestId },
    );
  const needs = () => [...world.muster.board.spine.sight.view.all('need')].length;

  it('takes effect once and gets its first answer again, code included', async () => {
    const first = await report('request-1');
    expect((await report('request-1')).answer).to.deep.equal(first.answer);
    expect(needs()).to.equal(1);
  });

  it('takes effect once when both arrive in the same moment', async () => {
    const [one, two] = await Promise.all([report('request-2'), report('request-2')]);
    expect(one.answer).to.deep.equal(two.answer);
    expect(needs()).to.equal(1);
  });

  it('takes effect once across a restart, also when the records at rest were written', async () => {
    const first = await report('request-3');
    await world.reopen();
    expect((await report('request-3')).answer).to.deep.equal(first.answer);
    expect(needs()).to.equal(1);
  });

  it('is refused when it asks for something else under the same id', async () => {
    await report('request-4');
    const code = await world.muster
      .perform(
        'openPeriod',
        world.as('desk-office'),
        { incidentId: world.incidentId, startAt: world.clock.now, endAt: world.clock.now + 1000 },
        { requestId: 'request-4' },
      )
      .catch((error: { code: string }) => error.code);
    expect(code).to.equal('requestIdReused');
  });
});
