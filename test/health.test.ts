import { expect } from 'chai';
import { StoreAway, type Store } from '../server/store/store.ts';
import { openVault } from '../server/vault.ts';
import { openSpine } from '../server/spine.ts';
import { keepMaterialised } from '../server/keep-materialised.ts';
import pino from 'pino';
import { eventually } from './support/eventually.ts';
import { openHouse, type House } from './support/house.ts';

describe('health', function () {
  this.timeout(60_000);
  let house: House;
  before(async () => {
    house = await openHouse();
  });
  after(() => house.stop());
  const ask = async (path: string) => {
    const response = await fetch(`${house.url}${path}`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('says that the process lives, and that it is ready with what it has read', async () => {
    expect(await ask('/healthz')).to.deep.equal({ status: 200, body: { ok: true } });
    const { seq } = house.muster.board.spine;
    expect(await ask('/readyz')).to.deep.equal({
      status: 200,
      body: { ok: true, seq, storeAwaySinceAt: null, screens: 0 },
    });
  });

  it('lists what can be asked, without what is Muster’s own', async () => {
    const { body } = await ask('/api');
    const names = (body as unknown as { name: string }[]).map(({ name }) => name);
    expect(names).to.include('reportNeed');
    expect(names).to.not.include('expireOffers');
  });

  it('tells nobody what it runs on, and lets no page run what is not ours', async () => {
    const { headers } = await fetch(`${house.url}/healthz`);
    expect(headers.get('x-powered-by')).to.equal(null);
    expect(headers.get('content-security-policy')).to.match(/default-src 'none'/);
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('referrer-policy')).to.equal('no-referrer');
  });

  it('is ready again by itself after the store was away, with nobody writing', async () => {
    let away = false;
    const { spine, keeping } = await onStore((store) => ({
      ...store,
      readFrom: (seq, limit) => (away ? Promise.reject(new StoreAway('away')) : store.readFrom(seq, limit)),
      materialise: (...given) => (away ? Promise.reject(new StoreAway('away')) : store.materialise(...given)),
    }));
    away = true;
    await spine.follow().catch(() => undefined);
    expect(spine.awaySinceAt).to.not.equal(null);
    away = false;
    await eventually(() => spine.awaySinceAt === null);
    await keeping.stop();
  });

  it('forgets requests when they are too old to be asked again, on disk too', async () => {
    let forgotten = 0;
    let at = Date.UTC(2026, 0, 1);
    const { spine, keeping } = await onStore(
      (store) => ({
        ...store,
        forgetRequestsBefore: (before) => {
          forgotten = before;
          return store.forgetRequestsBefore(before);
        },
      }),
      () => at,
    );
    const entry = (n: number) => [
      { at, actor: 'public', operation: 'reportNeed', requestId: `request-${n}`, puts: [], answer: {} },
    ];
    await spine.commit(entry(1));
    await spine.materialise();
    expect(forgotten).to.equal(0);
    at += 8 * 24 * 3_600_000;
    await spine.commit(entry(2));
    await spine.materialise();
    expect(spine.remembered('request-1')).to.equal(undefined);
    expect(forgotten).to.equal(at - 7 * 24 * 3_600_000);
    await keeping.stop();
  });

  /** A spine on a store of its own that `bend` has bent. */
  async function onStore(bend: (store: Store) => Store, now = Date.now) {
    const { mkdtempSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const { openLmdbStore } = await import('../server/store/lmdb.ts');
    const store = bend(await openLmdbStore(mkdtempSync(`${tmpdir()}/muster-health-`)));
    const spine = await openSpine(store, await openVault(store, Buffer.alloc(32, 1)), now);
    const keeping = keepMaterialised(spine, pino({ level: 'silent' }), 20);
    return { spine, keeping: { stop: () => keeping.stop().then(() => store.close()) } };
  }
});
