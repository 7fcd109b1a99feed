import { expect } from 'chai';
import { io } from 'socket.io-client';
import { openHouse, type House } from './support/house.ts';

const report = { title: { en: 'Water in the cellar' }, category: 'clearance', cellId: 'quay' } as const;

describe('too many requests', function () {
  this.timeout(60_000);
  let house: House;
  afterEach(() => house.stop());

  const byHttp = async (from: string) =>
    (await house.http('reportNeed', report, { headers: { 'X-Forwarded-For': from } })).status;
  async function bySocket(from: string): Promise<number> {
    const socket = io(house.url, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { 'X-Forwarded-For': from },
    });
    const ack = (await socket.timeout(5000).emitWithAck('operation', { name: 'reportNeed', input: report })) as {
      ok: boolean;
      problem?: { status: number };
    };
    socket.close();
    return ack.problem?.status ?? 200;
  }

  it('are refused with how long to wait, whichever door they come by', async () => {
    house = await openHouse({ settings: { REPORTS_PER_10_MIN: '2' } });
    expect([await byHttp(''), await bySocket(''), await byHttp(''), await bySocket('')]).to.deep.equal([
      200, 200, 429, 429,
    ]);
    const { body, headers } = await house.http('reportNeed', report);
    expect(body).to.deep.include({ code: 'tooManyRequests', type: '/problems/too-many' });
    expect(Number(headers.get('retry-after'))).to.be.within(1, 600);
    expect((await house.http('reportNeed', report, { as: 'cao' })).status, 'the desk is not held up').to.equal(200);
  });

  it('are counted for each address behind the trusted proxy, and nobody can make one up', async () => {
    house = await openHouse({ settings: { REPORTS_PER_10_MIN: '2', TRUST_PROXIES: '1' } });
    for (const door of [byHttp, bySocket]) {
      const [one, other] = door === byHttp ? ['10.0.0.1', '10.0.0.2'] : ['10.0.0.3', '10.0.0.4'];
      expect([await door(one!), await door(one!), await door(one!), await door(other!)]).to.deep.equal([
        200, 200, 429, 200,
      ]);
      expect(await door(`1.2.3.4, ${one!}`)).to.equal(429);
    }
  });

  it('are counted together where no proxy is trusted, whatever the header says', async () => {
    house = await openHouse({ settings: { REPORTS_PER_10_MIN: '2' } });
    expect([await byHttp('10.0.0.1'), await bySocket('10.0.0.2'), await bySocket('10.0.0.3')]).to.deep.equal([
      200, 200, 429,
    ]);
  });
});
