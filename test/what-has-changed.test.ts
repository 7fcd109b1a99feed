import { expect } from 'chai';
import { rememberChanges } from '../server/changes.ts';
import type { Key } from '../server/rules/visibility.ts';
import { randomFrom, seedOf } from './support/random.ts';

const changed = (...ids: string[]) => new Map(ids.map((id): [string, Key] => [`need:${id}`, { kind: 'need', id }]));
const idsOf = (keys: Key[] | null) => keys?.map(({ id }) => id) ?? null;

describe('what has changed since', () => {
  it('each thing once, the latest first', () => {
    const changes = rememberChanges(0);
    changes.add(changed('a', 'b'), 1);
    changes.add(changed('c'), 2);
    changes.add(changed('a'), 3);
    expect(idsOf(changes.since(0))).to.deep.equal(['a', 'c', 'b']);
    expect(idsOf(changes.since(1))).to.deep.equal(['a', 'c']);
    expect(idsOf(changes.since(3))).to.deep.equal([]);
  });

  it('nothing is said of what was before the start, is too long ago, or has not come', () => {
    const changes = rememberChanges(7, 2);
    expect([changes.since(6), changes.since(8)]).to.deep.equal([null, null]);
    changes.add(changed('a'), 8);
    changes.add(changed('b'), 9);
    expect(idsOf(changes.since(7))).to.deep.equal(['b', 'a']);
    changes.add(changed('c'), 10);
    expect(changes.since(7), 'a is forgotten').to.equal(null);
    expect(idsOf(changes.since(8))).to.deep.equal(['c', 'b']);
  });

  const seed = seedOf(process.env['SEED']);
  it(`is what going through all of it finds (seed ${seed})`, () => {
    const random = randomFrom(seed);
    const changes = rememberChanges(0, 40);
    const all: string[][] = [];
    for (let seq = 1; seq <= 2000; seq += 1) {
      const ids = Array.from({ length: random.below(4) }, () => String(random.below(60)));
      all.push(ids);
      changes.add(changed(...ids), seq);
      const since = Math.max(0, seq - random.below(30));
      const found = idsOf(changes.since(since));
      if (found) expect(found).to.have.members([...new Set(all.slice(since).flat())]);
      else expect(new Set(all.slice(since).flat()).size).to.be.greaterThan(0);
    }
  });
});
