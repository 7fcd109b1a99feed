import { expect } from 'chai';
import { steadyClock } from '../server/steady-clock.ts';
import { openHouse, type House } from './support/house.ts';

const hour = 3_600_000;

describe('a clock that jumps', function () {
  this.timeout(60_000);
  let wall: number;
  let ticks: number;
  let told: string[];
  let clock: () => number;
  beforeEach(() => {
    wall = Date.UTC(2026, 8, 14, 1, 0);
    ticks = 1000;
    told = [];
    clock = steadyClock(
      (message) => told.push(message),
      () => wall,
      () => ticks,
    );
  });
  const pass = (ms: number) => {
    wall += ms;
    ticks += ms;
    return clock();
  };

  for (const jump of [3 * hour, -3 * hour])
    it(`by ${jump / hour} hours and back within a minute changes nothing but a line in the log`, () => {
      const start = clock();
      wall += jump;
      expect(pass(1000)).to.equal(start + 1000);
      expect(pass(50_000)).to.equal(start + 51_000);
      wall -= jump;
      expect(pass(1000)).to.equal(start + 52_000);
      expect(pass(120_000)).to.equal(start + 172_000);
      expect(told).to.have.lengthOf(1);
      expect(told[0]).to.match(new RegExp(`jumped by ${jump / 1000} s`));
    });

  it('and stays where it jumped to is followed after a minute, and said so', () => {
    const start = clock();
    wall += hour;
    pass(1000);
    pass(30_000);
    expect(pass(31_000)).to.equal(start + hour + 62_000);
    expect(told).to.have.lengthOf(2);
    expect(told[1]).to.match(/stayed 3600 s off, and is followed now/);
    expect(pass(5000)).to.equal(start + hour + 67_000);
  });

  it('is followed at once where it is set right by little', () => {
    const start = clock();
    wall += 800;
    expect(pass(1000)).to.equal(start + 1800);
    wall -= 600;
    expect(pass(1000)).to.equal(start + 2200);
    expect(told).to.deep.equal([]);
  });

  describe('on the board', () => {
    let house: House;
    beforeEach(async () => (house = await openHouse({ listens: false })));
    afterEach(() => house.stop());
    const report = async () => {
      const input = { title: { en: 'Help' }, category: 'food' as const, cellId: 'quay' };
      const { needId } = await house.does('cao', 'reportNeed', input);
      return house.get('need', needId).reportedAt;
    };

    it('never brings an earlier time after a later one, unless some clock is minutes off', async () => {
      const first = await report();
      house.pass(-1);
      expect(await report()).to.equal(first);
      house.pass(2);
      expect(await report()).to.equal(first + 60_000);
      // Then times are the true ones again, whatever stands in the journal.
      house.pass(-60);
      expect(await report()).to.equal(first + 60_000 - hour);
    });
  });
});
