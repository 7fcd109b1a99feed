import { expect } from 'chai';
import fc from 'fast-check';
import { mostPlaces, waveSize, type WaveRequest } from '../server/matching/wave-size.ts';
import { bestInAnyOrder, bestInOrder, costOfPolicy } from '../scripts/bench-waves/exact.ts';

const chance = fc.integer({ min: 2, max: 90 }).map((percent) => percent / 100);
const costs = {
  noticeCost: fc.integer({ min: 1, max: 10 }),
  emptyCost: fc.integer({ min: 10, max: 1000 }),
  delayCost: fc.integer({ min: 0, max: 30 }),
  surplusCost: fc.integer({ min: 0, max: 10 }),
};
const sized = (request: WaveRequest): number => waveSize(request).ask;

describe('Sizing a wave', () => {
  it('costs within 1.01 of the exact optimum, whatever the chances and the order of asking', () => {
    const requests = fc.record({
      places: fc.integer({ min: 1, max: 5 }),
      wavesLeft: fc.integer({ min: 1, max: 4 }),
      chances: fc.array(chance, { maxLength: 14 }),
      pending: fc.array(chance, { maxLength: 4 }),
      ...costs,
    });
    fc.assert(
      fc.property(requests, (request) => {
        const best = bestInOrder(request).cost;
        expect(costOfPolicy(request, sized)).to.be.at.most(1.01 * best + 1e-9);
        // What it says it will cost is what it costs.
        expect(waveSize(request).expectedCost).to.be.closeTo(best, 0.01 * best + 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it('asking the likeliest first, costs within 1.01 of the best that anybody can do in any order', () => {
    const requests = fc.record({
      places: fc.integer({ min: 1, max: 3 }),
      wavesLeft: fc.integer({ min: 1, max: 3 }),
      chances: fc.array(chance, { minLength: 1, maxLength: 7 }).map((list) => list.toSorted((a, b) => b - a)),
      ...costs,
      surplusCost: fc.constant(0),
    });
    fc.assert(
      fc.property(requests, (request) => {
        expect(costOfPolicy(request, sized)).to.be.at.most(1.01 * bestInAnyOrder(request) + 1e-9);
      }),
      { numRuns: 150 },
    );
  });

  it('stays within 1.01 on a list so long that it is approximated', () => {
    for (const middle of [0.1, 0.3, 0.6]) {
      const request: WaveRequest = {
        places: 8,
        wavesLeft: 4,
        chances: Array.from({ length: 120 }, (_, at) => middle * (0.6 + 0.8 * (((at * 37) % 100) / 100))),
        noticeCost: 1,
        emptyCost: 100,
        delayCost: 2,
        surplusCost: 1,
      };
      const exact = bestInOrder(request);
      const { ask } = waveSize(request);
      expect(exact.costOfAsking(ask), `${middle}: asks ${ask}, best ${exact.ask}`).to.be.at.most(1.01 * exact.cost);
    }
  });

  it('asks fewer where people are likelier to come, where some are still thinking it over, and where a notice is dearer', () => {
    const request: WaveRequest = {
      places: 3,
      wavesLeft: 2,
      chances: Array(60).fill(0.3),
      noticeCost: 1,
      emptyCost: 200,
    };
    const { ask, chanceFilled } = waveSize(request);
    expect(sized({ ...request, chances: Array(60).fill(0.6) })).to.be.below(ask);
    expect(sized({ ...request, pending: Array(6).fill(0.3) })).to.be.below(ask);
    expect(sized({ ...request, noticeCost: 10 })).to.be.below(ask);
    expect(sized({ ...request, wavesLeft: 1 })).to.be.above(ask);
    expect(sized({ ...request, wavesLeft: 5 })).to.be.below(ask);
    expect(chanceFilled).to.be.above(0.97);
  });

  it('asks nobody for no place, nobody who never comes, and everybody where all are needed', () => {
    const request: WaveRequest = { places: 0, wavesLeft: 2, chances: [0.5, 0.5], noticeCost: 1, emptyCost: 50 };
    expect(waveSize(request)).to.deep.equal({ ask: 0, expectedCost: 0, chanceFilled: 1 });
    expect(waveSize({ ...request, places: 1, chances: [0, 0] }).ask).to.equal(0);
    expect(waveSize({ ...request, places: 1, chances: [] })).to.deep.equal({
      ask: 0,
      expectedCost: 50,
      chanceFilled: 0,
    });
    expect(waveSize({ ...request, places: 4, delayCost: 3 }).ask).to.equal(2);
  });

  it('fills a large team as several small ones', () => {
    const request = { wavesLeft: 3, noticeCost: 1, emptyCost: 100, surplusCost: 1 };
    const one = waveSize({ ...request, places: mostPlaces, chances: Array(200).fill(0.4) });
    const three = waveSize({ ...request, places: 3 * mostPlaces, chances: Array(600).fill(0.4) });
    expect(three.ask).to.equal(3 * one.ask);
    expect(three.expectedCost).to.be.closeTo(3 * one.expectedCost, 1e-6);
  });

  it('refuses figures that mean nothing', () => {
    const request: WaveRequest = { places: 1, wavesLeft: 1, chances: [0.5], noticeCost: 1, emptyCost: 10 };
    expect(() => waveSize({ ...request, places: 1.5 })).to.throw(RangeError, 'places is 1.5');
    expect(() => waveSize({ ...request, wavesLeft: 0 })).to.throw(RangeError, 'wavesLeft is 0');
    expect(() => waveSize({ ...request, chances: [1.2] })).to.throw(RangeError, 'a chance is 1.2');
    expect(() => waveSize({ ...request, emptyCost: Number.NaN })).to.throw(RangeError, 'emptyCost is NaN');
  });
});
