import { expect } from 'chai';
import { openDoor } from '../server/let-screens-in.ts';

describe('the door for screens', () => {
  it('lets a crowd in whole, in the order of knocking, and not all in one turn', async () => {
    const door = openDoor();
    const entered: number[] = [];
    const all = new Promise<void>((resolve) => {
      for (let screen = 0; screen < 500; screen += 1)
        door.knock(() => {
          entered.push(screen);
          if (entered.length === 500) resolve();
        });
    });
    expect(entered.length).to.be.greaterThan(0).and.lessThan(100);
    await all;
    expect(entered).to.deep.equal(Array.from({ length: 500 }, (_, screen) => screen));
    door.close();
  });

  it('lets fewer in at a time while greeting them keeps this process busy', async () => {
    const door = openDoor();
    const turns: number[] = [];
    let [inTurn, left] = [0, 60];
    const all = new Promise<void>((resolve) => {
      for (let screen = 0; screen < 60; screen += 1)
        door.knock(() => {
          if (inTurn++ === 0)
            setImmediate(() => {
              turns.push(inTurn);
              inTurn = 0;
              for (const until = performance.now() + 80; performance.now() < until;);
            });
          if (--left === 0) resolve();
        });
    });
    await all;
    expect(Math.max(...turns.slice(3))).to.equal(5);
    door.close();
  });
});
