import { expect } from 'chai';
import { takeTurns, type Turns } from '../server/take-turns.ts';
import { randomFrom, seedOf } from './support/random.ts';

/** Processes that read the same journal, each with turns of its own, by a clock of the test. */
function processes(names: readonly string[]) {
  const turns = new Map(names.map((name) => [name, takeTurns(name)]));
  let at = 0;
  return {
    of: (name: string): Turns => turns.get(name)!,
    writes(name: string, afterMs = 5, asksMs?: number) {
      at += afterMs;
      for (const one of turns.values()) one.wrote(name, at, asksMs);
    },
    before: (name: string) => turns.get(name)!.before(at),
    get at() {
      return at;
    },
  };
}

describe('taking turns to write', () => {
  it('whoever wrote last goes last, and each knows how many go before', () => {
    const all = processes(['a', 'b', 'c']);
    for (const name of ['a', 'b', 'c']) all.writes(name);
    expect(['a', 'b', 'c'].map(all.before)).to.deep.equal([0, 1, 2]);
    all.writes('a');
    expect(['a', 'b', 'c'].map(all.before)).to.deep.equal([2, 0, 1]);
  });

  it('a process that comes to write goes at once, and from then on has its turn', () => {
    const all = processes(['a', 'b', 'new']);
    for (const name of ['a', 'b', 'a', 'b']) all.writes(name);
    expect(all.before('new')).to.equal(0);
    all.writes('new');
    expect(['a', 'b', 'new'].map(all.before)).to.deep.equal([0, 1, 2]);
  });

  it('nobody is waited for who let three turns go by, or has written nothing for a second', () => {
    const all = processes(['a', 'b', 'idle']);
    for (const name of ['idle', 'a', 'b']) all.writes(name);
    expect(all.before('a')).to.equal(1);
    for (const name of ['a', 'b', 'a']) all.writes(name);
    expect(['a', 'b'].map(all.before)).to.deep.equal([1, 0]);

    all.writes('idle');
    expect(all.before('a')).to.equal(1);
    expect(all.of('idle').before(all.at + 2000)).to.equal(0);
    expect(all.of('a').before(all.at + 2000)).to.equal(0);
  });

  it('those before are waited for as long as they may take, and not for ever', () => {
    const all = processes(['a', 'b', 'c']);
    for (const name of ['a', 'b', 'c']) all.writes(name);
    const patience = (name: string) => all.of(name).patientUntil(all.at) - all.at;
    expect(patience('a')).to.equal(0);
    expect(patience('c')).to.equal(2 * patience('b'));
    expect(patience('b')).to.be.greaterThan(0).and.at.most(60);
    for (let turn = 0; turn < 100; turn += 1) all.of('b').took(1000);
    expect(patience('b')).to.equal(60);
  });

  it('who asks for time goes before everybody until it has written, or its time is over', () => {
    const all = processes(['a', 'b', 'slow']);
    for (const name of ['a', 'b', 'a', 'b']) all.writes(name);
    all.writes('slow', 5, 400);
    expect(['a', 'b', 'slow'].map(all.before)).to.deep.equal([1, 1, 0]);
    const until = all.at + 400;
    for (const name of ['a', 'b']) expect(all.of(name).patientUntil(all.at)).to.equal(until);
    // One that was under way already, and another that asks as well: one after the other.
    all.writes('a');
    all.writes('b', 5, 400);
    expect(['a', 'b', 'slow'].map(all.before)).to.deep.equal([1, 1, 0]);
    all.writes('slow', 200);
    expect(all.before('slow')).to.be.greaterThan(0);
    expect(Math.min(...['a', 'b'].map(all.before))).to.equal(0);

    all.writes('slow', 5, 400);
    expect(all.of('slow').before(all.at + 400)).to.be.greaterThan(0);
    expect(Math.min(...['a', 'b'].map((name) => all.of(name).before(all.at + 400)))).to.equal(0);
    all.writes('slow', 5, 10_000_000);
    expect(all.of('a').patientUntil(all.at) - all.at).to.equal(3000);
  });

  const seed = seedOf(process.env['SEED']);
  it(`whoever has something to write waits for at most one document of each other (seed ${seed})`, () => {
    const random = randomFrom(seed);
    const names = ['a', 'b', 'c', 'd', 'e'];
    const all = processes(names);
    /** Who has something to write, and how many documents of others it has seen since. */
    const waiting = new Map<string, number>();
    for (let step = 0; step < 5000; step += 1) {
      const busy = 1 + (Math.floor(step / 500) % names.length);
      for (const name of names.slice(0, busy)) if (random.below(2) === 0 && !waiting.has(name)) waiting.set(name, 0);
      if (waiting.size === 0) continue;
      // Of those who may go, the network picks; where all of them have nothing to write, the next one's patience ends.
      const least = Math.min(...[...waiting.keys()].map(all.before));
      const may = [...waiting.keys()].filter((name) => all.before(name) === least);
      const next = may[random.below(may.length)]!;
      waiting.delete(next);
      all.writes(next, 1 + random.below(10));
      for (const [name, seen] of waiting) {
        waiting.set(name, seen + 1);
        // Two may find it their turn where one of them is new, so one race more for each.
        expect(seen + 1, `step ${step}: ${name}`).to.be.at.most(2 * names.length);
      }
    }
  });
});
