import { expect } from 'chai';
import type { Problem } from '../shared/problem.ts';
import { eventually } from './support/eventually.ts';
import { startFaultProxy, type FaultProxy } from './support/fault-proxy.ts';
import { openHouse, type House } from './support/house.ts';
import { mongoOrSkip, type TestMongo } from './support/mongo-server.ts';
import { breaches } from './support/invariants.ts';

const report = { title: { en: 'Help' }, category: 'food' as const, cellId: 'quay' };

/** Each way in which a database fails, as the process sees it. */
const troubles: [name: string, begin: (proxy: FaultProxy) => void, isReadable: boolean][] = [
  ['down', (proxy) => proxy.set('cut'), false],
  ['cut off in silence', (proxy) => proxy.set('halfOpen'), false],
  [
    'electing a new primary',
    (proxy) =>
      proxy.answerWith({ code: 10107, codeName: 'NotWritablePrimary' }, [
        'insert',
        'update',
        'delete',
        'find',
        'getMore',
      ]),
    false,
  ],
  ['read-only', (proxy) => proxy.answerWith({ code: 371, codeName: 'UserWritesBlocked' }), true],
  ['out of space', (proxy) => proxy.answerWith({ code: 14031, codeName: 'OutOfDiskSpace' }), true],
];

describe('while the store is away', function () {
  this.timeout(120_000);
  let mongo: TestMongo;
  let uri: string;
  let proxy: FaultProxy;
  let house: House;
  before(async function () {
    mongo = await mongoOrSkip(this);
    uri = mongo.freshUri();
    proxy = await startFaultProxy(new URL(mongo.base).host);
    house = await openHouse({ mongodbUri: proxy.uri(uri) });
    // Signing in writes.
    for (const id of ['cao', 'hua']) await house.signIn(id);
  });
  after(async () => {
    await house.stop();
    await proxy.close();
    await mongo.drop(uri);
  });
  afterEach(() => {
    proxy.set('through');
    proxy.answerWith(null);
  });
  const ready = async () => {
    const response = await fetch(`${house.url}/readyz`);
    return { status: response.status, ...((await response.json()) as { storeAwaySinceAt: number | null }) };
  };

  for (const [name, begin, isReadable] of troubles)
    it(`(${name}) it says so, keeps what it has readable, and goes on by itself`, async () => {
      const screen = await house.screen({ as: 'cao', place: 'desk' });
      const told: (number | null)[] = [];
      screen.socket.on('store', ({ awaySinceAt }: { awaySinceAt: number | null }) => told.push(awaySinceAt));
      const needs = house.all('need').length;

      begin(proxy);
      // Whoever asks first waits until it is known what became of it; nobody is told that it was done.
      const first = house.http('reportNeed', report, {
        headers: { 'Request-Id': `${name.replaceAll(/\W/g, '')}-first` },
      });
      await eventually(() => house.muster.board.spine.awaySinceAt !== null);
      const since = house.muster.board.spine.awaySinceAt!;

      expect(await ready()).to.include({ status: 503, ok: false, storeAwaySinceAt: since });
      const refused = await house.http('reportNeed', report);
      expect(refused.status).to.equal(503);
      expect(Number(refused.headers.get('Retry-After'))).to.be.greaterThan(0);
      expect(refused.body.code).to.equal('storeAway');
      const overSocket = (await screen.perform('reportNeed', report)) as { ok: false; problem: Problem };
      expect(overSocket.problem).to.include({ code: 'storeAway', status: 503 });
      expect(overSocket.problem.retryAfterSeconds).to.be.greaterThan(0);

      const read = await house.http('findPeople', { text: 'An Dongmei' }, { as: 'cao' });
      expect([read.status, read.headers.get('Muster-Stale-Since')]).to.deep.equal([200, String(since)]);
      const answer = await screen.perform('findPeople', {});
      expect(answer).to.include({ ok: true, staleSinceAt: since });
      const late = await house.screen({ as: 'hua', place: 'desk' });
      await eventually(() => told.length > 0);
      expect(told[0]).to.equal(since);
      expect(late.all('person').length).to.be.greaterThan(0);

      proxy.set('through');
      proxy.answerWith(null);
      expect((await first).status).to.equal(200);
      await eventually(async () => (await ready()).status === 200);
      expect((await house.http('findPeople', {}, { as: 'cao' })).headers.get('Muster-Stale-Since')).to.equal(null);
      await eventually(() => told.at(-1) === null);
      await house.http('reportNeed', report);
      await screen.shows(({ all }) => all('need').length === needs + 2);
      expect(breaches(house.muster.board.spine.sight.view)).to.deep.equal([]);
      if (isReadable) expect(house.log.filter((line) => line.includes('"level":50'))).to.deep.equal([]);
    });
});
