import { expect } from 'chai';
import { streamOf } from '../scripts/replay/stream.ts';
import { drawing } from '../scripts/simulate/drawing.ts';
import { gini, type Measures } from '../scripts/simulate/measures.ts';
import { parameters } from '../scripts/simulate/people.ts';
import { policyNames } from '../scripts/simulate/policies.ts';
import { run } from '../scripts/simulate/run.ts';
import { sceneFrom } from '../scripts/simulate/scene.ts';
import { pairedLines, spreadOf, tableLines } from '../scripts/simulate/table.ts';
import { breaches } from './support/invariants.ts';

const call = (minute: number) => ({
  unique_key: String(minute),
  created_date: `2021-07-08T0${8 + Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}:00.000`,
  closed_date: '',
  complaint_type: 'Sewer',
  descriptor: 'Street Flooding (SJ)',
  borough: 'QUEENS',
  latitude: `40.${70 + (minute % 9)}`,
  longitude: '-73.80',
});
const stream = streamOf([0, 7, 20, 21, 65, 66].map(call), 'calls.csv');

describe('Simulating policies', () => {
  for (const policy of policyNames) {
    it(`${policy} keeps every rule, comes out the same for a seed, and its figures add up`, async () => {
      const scene = sceneFrom(stream, 'one');
      let broken: string[] = [];
      const counts = { offered: 0, accepted: 0 };
      const first = await run(scene, {
        policy,
        seed: 'one',
        inspect({ board }) {
          broken = breaches(board.spine.sight.view);
          for (const { answeredAt, status } of board.spine.sight.view.all('assignment')) {
            counts.offered += 1;
            if (answeredAt !== null && status !== 'declined' && status !== 'stoodDown') counts.accepted += 1;
          }
        },
      });
      expect(broken).to.deep.equal([]);
      expect(first.needs).to.equal(6);
      expect(first.places).to.equal(12);
      expect(first.notices).to.equal(counts.offered);
      expect(first.accepts).to.be.within(1, first.notices).and.equal(counts.accepted);
      expect(first.noticesPerAccept).to.equal(first.notices / first.accepts);
      expect(first.unmetPlaces).to.be.within(0, 1).and.at.most(first.absentPlaces);
      expect(first.unmetNeeds).to.be.at.least(first.unmetPlaces);
      expect(await run(scene, { policy, seed: 'one' })).to.deep.equal(first);
    });
  }

  it('meets other people with another seed', async () => {
    const [one, other] = [sceneFrom(stream, 'one'), sceneFrom(stream, 'two')];
    expect(await run(one, { policy: 'greedy', seed: 'one' })).to.not.deep.equal(
      await run(other, { policy: 'greedy', seed: 'two' }),
    );
  });

  it('settles as many people who could do the work as the stream and the level say, whoever asks them', () => {
    const [few, usual, again] = [1, 2, 2].map((level) => sceneFrom(stream, 'one', level));
    expect(again!.people).to.deep.equal(usual!.people);
    expect(usual!.people.length).to.be.greaterThan(few!.people.length);
    for (const [level, scene] of [few!, usual!].entries()) {
      expect(scene.kinds!.map(({ skills }) => skills)).to.deep.equal(['recov.clean:1', 'recov.patrol:1']);
      // Every call waits for two hours, and all six come within sixty-six minutes.
      for (const { mostWaiting, onDuty, holders } of scene.kinds!) {
        expect(mostWaiting).to.equal(6);
        expect(Math.ceil((onDuty + 0.5) * parameters.middleYes)).to.be.at.least(6 * (level + 1));
        expect(holders).to.be.at.least(onDuty);
      }
    }
  });

  it('finds load even where all carry the same, and uneven where one carries all', () => {
    expect(gini([2, 2, 2, 2])).to.equal(0);
    expect(gini([0, 0, 0, 8])).to.equal(0.75);
    expect(gini([0, 0])).to.equal(0);
  });

  it('tells mean and deviation, and "never" where a run has no figure', () => {
    expect(spreadOf([1, 3])).to.deep.equal({ mean: 2, deviation: Math.SQRT2 });
    expect(spreadOf([1, null])).to.equal(null);
    const measures = { staffedP50: 12, staffedP90: null, unmetNeeds: 0.25, notices: 40 } as Measures;
    const found = new Map([['ours' as const, [measures]]]);
    const [header, row] = tableLines(found);
    expect(header).to.include('needs unmet, %');
    expect(row).to.match(/^ours\s+12\s+never\s+25\.0/);
    const others = { ...measures, staffedP50: 20, notices: 45 };
    const paired = pairedLines(new Map([...found, ['blast' as const, [others]]]));
    expect(paired).to.include('blast  staffed p50, min  +8 (+8 to +8)').and.include('blast  notices  +5 (+5 to +5)');
    expect(paired.join(), 'never against never says nothing').to.not.include('p90');
    expect(drawing('a <b>', found)).to.include('a &lt;b>').and.include('>never<');
  });
});
