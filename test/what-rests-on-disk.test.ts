import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { openLmdbStore } from '../server/store/lmdb.ts';
import { anybody, openHouse, type House } from './support/house.ts';
import { people } from './support/house-world.ts';

/** Every word that somebody entrusted to Muster in this house. */
const entrusted = [
  ...people.flatMap(({ private: secret }) => [
    secret!.name.en!,
    secret!.name.zh!,
    secret!.phone!,
    secret!.email!,
    ...Object.values(secret!.credentialNumbers ?? {}),
  ]),
  'Grandmother Ouyang locked in',
  '欧阳奶奶被锁在家',
  'behind the blue gate',
  'Lotus Lane 44',
  'Neighbour Dongfang',
  '13501112233',
  '121.51234',
  'Newcomer Sima',
  '13509998877',
  'sima@example.net',
  'LICENCE-XY-99',
  'afraid of dogs',
];

describe('what rests on disk', function () {
  this.timeout(60_000);
  let house: House;
  const secrets: string[] = [];
  before(async () => {
    house = await openHouse();
    const { needId, code } = await house.does(anybody, 'reportNeed', {
      title: { en: 'Grandmother Ouyang locked in', zh: '欧阳奶奶被锁在家' },
      details: 'behind the blue gate, afraid of dogs',
      address: { en: 'Lotus Lane 44' },
      point: { lon: 121.51234, lat: 28.61234 },
      contactName: 'Neighbour Dongfang',
      contactPhone: '13501112233',
      category: 'psychosocial',
    });
    const { link } = await house.does(anybody, 'applyToHelp', {
      name: { en: 'Newcomer Sima' },
      phone: '13509998877',
      email: 'sima@example.net',
      organisationId: 'tides',
      homeCellId: 'hill',
    });
    await house.does('lin', 'addCredential', {
      personId: 'lin',
      code: 'cn.nurse',
      issuer: 'Hospital',
      number: 'LICENCE-XY-99',
      expiresAt: null,
      skillCodes: [],
    });
    await house.does('cao', 'triageNeed', { needId, priority: 'immediate' });
    const seat = house.get('need', needId).seats.find(({ role }) => role === 'socialWorker')!;
    const { assignmentIds } = await house.does('cao', 'offer', { needId, seatId: seat.id, personIds: ['mei'] });
    await house.does('mei', 'acceptOffer', { assignmentId: assignmentIds[0]! });
    await house.does('mei', 'release', { assignmentId: assignmentIds[0]!, reason: 'afraid of dogs' });
    const { code: desk } = await house.does('cao', 'readStationCode', { stationId: house.stationId });
    const cookie = await house.signIn('an');
    secrets.push(
      code,
      code.replace('-', ''),
      link.split('.').at(-1)!,
      desk.split('.').at(-1)!,
      cookie.split('.').at(-1)!,
    );
    await house.muster.board.spine.materialise();
  });
  after(() => house.stop());

  it('holds no name, number, place or word of anybody in the clear, in any file', () => {
    for (const file of readdirSync(house.dir)) {
      const bytes = readFileSync(path.join(house.dir, file));
      for (const word of [...entrusted, ...secrets]) {
        expect(bytes.includes(word), `${word} in ${file}`).to.equal(false);
        expect(bytes.includes(Buffer.from(word, 'utf16le')), `${word} in ${file}, as UTF-16`).to.equal(false);
      }
      if (file !== 'secrets.json')
        expect(
          bytes.includes(
            (JSON.parse(readFileSync(path.join(house.dir, 'secrets.json'), 'utf8')) as { deploymentKey: string })
              .deploymentKey,
          ),
        ).to.equal(false);
    }
    expect(readdirSync(house.dir)).to.include('muster.mdb');
  });

  it('holds none of it in the journal or the records as they are read either', async () => {
    await house.muster.stop();
    const store = await openLmdbStore(house.dir);
    const text = JSON.stringify([await store.readFrom(1, 10_000), await store.load(0), await store.loadKeys()]);
    await store.close();
    expect(text).to.include('"operation":"reportNeed"');
    for (const word of [...entrusted, ...secrets]) expect(text.includes(word), word).to.equal(false);
    expect(text).to.not.match(/"private"/);
  });

  it('is not told to the log', () => {
    for (const word of [...entrusted, ...secrets]) expect(house.log.join('').includes(word), word).to.equal(false);
  });
});
