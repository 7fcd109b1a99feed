import { once } from 'node:events';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import { openHouse, system, type House } from './support/house.ts';
import { eventually } from './support/eventually.ts';

describe('A screen that stops reading', () => {
  let house: House;
  before(async () => (house = await openHouse()));
  after(() => house.stop());

  it('is let go before it fills the memory, and costs the others nothing', async function () {
    this.timeout(120_000);
    const other = await house.screen();
    const asleep = new WebSocket(`${house.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    await once(asleep, 'message');
    asleep.send('40{}');
    await once(asleep, 'message');
    expect(await screens()).to.equal(2);
    asleep.pause();

    // The system's own buffers take a few megabytes before anything waits with us.
    let round = 0;
    await eventually(async () => {
      round += 1;
      await house.does(system, 'addCells', { cells: cellsNamed(`Round ${round}`) });
      return (await screens()) === 1;
    }, 100_000);
    await other.shows(
      ({ one }) => (one('cell', 'big-499')?.['name'] as { en: string } | undefined)?.en === `Round ${round}`,
    );
    // Long before it is missed for not answering: some thirty frames of a third of a megabyte, not hundreds.
    expect(other.frames.length).to.be.below(80);
    asleep.terminate();
  });

  async function screens(): Promise<number> {
    const answer = await fetch(`${house.url}/readyz`);
    return ((await answer.json()) as { screens: number }).screens;
  }
});

const cellsNamed = (en: string) =>
  Array.from({ length: 500 }, (_, at) => ({
    id: `big-${at}`,
    name: { en },
    ring: Array.from({ length: 20 }, (_, corner) => ({ lon: 113 + corner / 1000, lat: 22 + (corner % 2) / 1000 })),
    centre: { lon: 113, lat: 22 },
    population: 0,
  }));
