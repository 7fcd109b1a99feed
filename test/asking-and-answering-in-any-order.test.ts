import * as fc from 'fast-check';
import { openHouse, type House } from './support/house.ts';
import { begin, commands, end } from './support/waves-model.ts';
import { seedOf } from './support/random.ts';

/**
 * Random histories of asking and answering: phones that answer at once, late and twice, windows that end, clocks that
 * jump, desks that change their minds, stores that are opened again. After each step everything that was promised holds.
 */

const seed = seedOf(process.env['WAVES_SEED']);
const runs = Number(process.env['WAVES_RUNS'] ?? 2000);

describe('asking and answering in any order', function () {
  this.timeout(1_200_000);
  let house: House;
  beforeEach(async () => (house = await openHouse({ listens: false })));
  afterEach(() => house.stop());

  // Long ones: `fc.commands` prefers short ones, in which hardly anything happens.
  const history = (what: { restarts: boolean }) =>
    fc.array(fc.oneof(...commands(what)), { minLength: 12, maxLength: 40, size: 'max' });
  const play = async (steps: ReturnType<typeof history> extends fc.Arbitrary<infer S> ? S : never) => {
    const { model, real } = await begin(house);
    await fc.asyncModelRun(() => ({ model, real }), steps);
    await end(real);
  };

  it(`breaks no promise in ${runs} histories (WAVES_SEED=${seed}; WAVES_RUNS for more)`, async () => {
    await fc.assert(fc.asyncProperty(history({ restarts: false }), play), { seed, numRuns: runs });
  });

  it(`nor with restarts in between (WAVES_SEED=${seed})`, async () => {
    await fc.assert(fc.asyncProperty(history({ restarts: true }), play), {
      seed,
      numRuns: Math.ceil(runs / 50),
      endOnFailure: true,
    });
  });
});
