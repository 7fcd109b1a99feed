import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { v7 as uuidv7 } from 'uuid';
import { readConfig } from '../server/config.ts';
import { startMuster } from '../server/start.ts';
import { assignmentSteps } from '../shared/lifecycle.ts';
import { assignmentStatuses } from '../shared/records.ts';
import { csvRows } from '../scripts/replay/csv.ts';
import { desksOf } from '../scripts/replay/desks.ts';
import { groundUnder } from '../scripts/replay/ground.ts';
import { replayHere } from '../scripts/replay/here.ts';
import { doorOf } from '../scripts/replay/in-process.ts';
import { createPace } from '../scripts/replay/pace.ts';
import { placesOf, readStream, streamOf } from '../scripts/replay/stream.ts';
import { summaryLines } from '../scripts/replay/tally.ts';
import { replayThere } from '../scripts/replay/there.ts';
import { deedsFor, type Deed } from '../scripts/responders.ts';

const call = (key: string, created: string, closed = '') => ({
  unique_key: key,
  created_date: created,
  closed_date: closed,
  complaint_type: 'Sewer',
  descriptor: 'Street Flooding (SJ)',
  borough: 'QUEENS',
  latitude: `40.${70 + Number(key)}`,
  longitude: '-73.80',
});
const calls = [
  call('1', '2021-07-08T08:00:00.000'),
  call('2', '2021-07-08T08:30:00.000', '2021-07-08T08:31:00.000'),
  call('3', '2021-07-08T10:00:00.000'),
];
const hospital = (t: string, op: string, needs: string[], added: string[]) => ({
  t,
  op,
  city: 'wuhanshi',
  district: '某区',
  facility: '某医院',
  needs,
  added,
  removed: [],
  lon: 114.3,
  lat: 30.6,
});

describe('Replaying a stream', () => {
  it('knows a source by its rows, reads each row with its own clock, and brings them into order', () => {
    const stream = streamOf(calls.toReversed(), 'calls.csv');
    expect(stream.source).to.equal('nyc311-elsa');
    expect(stream.events.map(({ at, key, step }) => [new Date(at).toISOString(), key, step])).to.deep.equal([
      ['2021-07-08T12:00:00.000Z', '1', 'report'],
      ['2021-07-08T12:30:00.000Z', '2', 'report'],
      ['2021-07-08T12:31:00.000Z', '2', 'close'],
      ['2021-07-08T14:00:00.000Z', '3', 'report'],
    ]);
  });

  it('reads a hospital that changes its list as triage, one that needs nothing more as closed', () => {
    const stream = streamOf(
      [
        hospital('2020-02-01T02:00:00+08:00', 'create', ['防护服'], ['防护服']),
        hospital('2020-02-02T02:00:00+08:00', 'update', ['防护服', '84消毒液'], ['84消毒液']),
        hospital('2020-02-03T02:00:00+08:00', 'update', [], []),
      ],
      'needs.json',
    );
    expect(stream.events.map(({ step }) => step)).to.deep.equal(['report', 'update', 'close']);
    const [, update] = stream.events;
    if (update?.step !== 'update') throw new Error('the second event is the update');
    expect(update.change.details).to.equal('防护服、84消毒液');
    expect(update.anew?.details).to.equal('84消毒液');
  });

  it('names every row it cannot read, and says which sources it knows when it knows none', () => {
    const stream = streamOf([calls[0], { ...calls[1], latitude: 'here' }], 'calls.csv');
    expect(stream.unreadable).to.deep.equal([{ row: 2, why: 'latitude: is not a place' }]);
    expect(() => streamOf([{ a: 1 }], 'x.json')).to.throw(/x\.json.*nyc311-elsa/s);
  });

  it('reads quoted fields, doubled quotes and line breaks in them, with and without a last line break', () => {
    expect(csvRows('a,b\r\n"1,5","say ""no""\nnow"\r\n2,\r\n')).to.deep.equal([
      { a: '1,5', b: 'say "no"\nnow' },
      { a: '2', b: '' },
    ]);
    expect(csvRows('a\n1')).to.deep.equal([{ a: '1' }]);
  });

  it('says what is wrong with a file that is no stream', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'muster-stream-'));
    try {
      const file = path.join(dir, 'broken.json');
      await writeFile(file, '{ "rows": [');
      const error = await readStream(file).catch((thrown: Error) => thrown);
      expect(error).to.be.instanceOf(Error);
      expect((error as Error).message).to.include('broken.json: not JSON');
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });

  it('does what is due in order, jumping from one deed to the next, and stops where it was told to', async () => {
    const pace = createPace(1_000);
    const done: [string, number][] = [];
    const note = (name: string) => async () => void done.push([name, pace.now()]);
    pace.at(9_000, note('late'));
    pace.at(3_000, note('second'));
    pace.at(3_000, note('third'));
    pace.at(0, async () => {
      done.push(['first', pace.now()]);
      pace.at(2_000, note('between'));
    });
    await pace.run(5_000);
    expect(done).to.deep.equal([
      ['first', 1_000],
      ['between', 2_000],
      ['second', 3_000],
      ['third', 3_000],
    ]);
    expect(pace.now()).to.equal(5_000);
  });

  it('takes every event in, finds people for it, and comes out the same again', async () => {
    const stream = streamOf(calls, 'calls.csv');
    const { summary, refused } = await replayHere(stream, { seed: 'one' });
    expect(refused).to.deep.equal([]);
    expect(summary.refusals).to.deep.equal({});
    expect(summary.needs).to.equal(3);
    expect(summary.staffed).to.be.at.least(1);
    expect(summary.p50).to.be.a('number');
    const unmet = Object.values(summary.unmet).reduce((sum, count) => sum + count, 0);
    expect(summary.staffed + unmet).to.equal(3);
    expect((await replayHere(stream, { seed: 'one' })).summary).to.deep.equal(summary);
    expect(summaryLines(summary).join('\n')).to.include('needs in          3');
  });

  it('brings a stream into a running deployment with a coordinator’s link', async () => {
    const stream = streamOf(calls, 'calls.csv');
    const dir = await mkdtemp(path.join(tmpdir(), 'muster-there-'));
    const config = readConfig({ DATA_DIR: dir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' });
    const muster = await startMuster(config, { newId: uuidv7 });
    try {
      const door = doorOf(muster, Date.now);
      const roster = { startAt: Date.now(), days: 3, utcOffsetMinutes: 0 };
      const { centre, homes: _homes, ...records } = groundUnder(placesOf(stream), roster, 'there');
      await door.perform('importRecords', records, 'system');
      const { chief } = desksOf(records.people);
      await door.perform('openIncident', { ...stream.incident, centre }, chief);
      const token = new URL(await muster.signInLink(chief.personId)).hash.slice(1);
      const options = { url: muster.url, token, speed: 100_000, respond: false, seed: 'there' };
      const { summary, refused } = await replayThere(stream, options);
      expect(refused).to.deep.equal([]);
      expect(summary.needs).to.equal(3);
      const needs = [...muster.board.spine.sight.view.all('need')];
      expect(needs.map(({ status, source }) => `${status} ${source}`).sort()).to.deep.equal([
        'closed import',
        'open import',
        'open import',
      ]);
    } finally {
      await muster.stop();
      await rm(dir, { recursive: true, force: true });
    }
  });
});

describe('Simulated responders', () => {
  const need = { priority: 'urgent', estimatedMinutes: 60, near: { lon: 113.4, lat: 20.9 } } as const;
  const deeds = (id: number, status: (typeof assignmentStatuses)[number]) =>
    deedsFor({ id: `a${id}`, personId: `p${id}`, status, travelMinutes: 12 }, need, 'seed');
  const leadsTo: Partial<Record<Deed['operation'], (typeof assignmentStatuses)[number]>> = {
    acceptOffer: 'accepted',
    declineOffer: 'declined',
    setOut: 'enRoute',
    checkIn: 'checkedIn',
    checkOut: 'completed',
    release: 'released',
  };

  it('take no step that the lifecycle does not allow', () => {
    for (const status of assignmentStatuses) {
      for (let id = 0; id < 300; id += 1) {
        for (const { operation, afterMinutes } of deeds(id, status)) {
          expect(afterMinutes).to.be.within(1, 24 * 60);
          const to = leadsTo[operation];
          if (to) expect(assignmentSteps[status], operation).to.include(to);
        }
      }
    }
  });

  it('mostly say yes, sometimes no with a reason, sometimes nothing; come late, get into trouble, never arrive', () => {
    const all = (status: (typeof assignmentStatuses)[number]) =>
      Array.from({ length: 1000 }, (_, id) => deeds(id, status));
    const did = (lists: Deed[][], name: Deed['operation']) =>
      lists.filter((list) => list.some(({ operation }) => operation === name)).length;
    const answers = all('offered');
    expect(did(answers, 'acceptOffer')).to.be.within(500, 850);
    expect(did(answers, 'declineOffer')).to.be.within(80, 350);
    expect(answers.filter((list) => list.length === 0).length).to.be.within(40, 250);
    expect(did(all('accepted'), 'setOut')).to.be.within(900, 990);
    expect(did(all('enRoute'), 'reportTrouble')).to.be.within(20, 120);
    expect(did(all('checkedIn'), 'checkOut')).to.equal(1000);
  });
});

describe('Replaying real streams', () => {
  const data = path.resolve(import.meta.dirname, '../../shared/data');
  const real = [
    { file: path.join(data, 'nyc311-elsa/calls.csv'), rows: 190, every: 1 },
    // A third of the hospitals, each with all its updates: the whole takes a minute.
    { file: path.join(data, 'wuhan2020/needs.json'), rows: 419, every: 3 },
  ];
  for (const { file, rows, every } of real) {
    const name = path.relative(data, file);
    it(`reads every row of ${name} and replays it without one refusal`, async function () {
      if (!existsSync(file)) {
        if (process.env['CI'] === 'true') throw new Error(`${name} is missing, and with CI=true nothing is left out`);
        this.skip();
      }
      this.timeout(300_000);
      const stream = await readStream(file);
      expect(stream.rows).to.equal(rows);
      expect(stream.unreadable).to.deep.equal([]);
      const keys = [...new Set(stream.events.map(({ key }) => key))];
      const events = stream.events.filter(({ key }) => keys.indexOf(key) % every === 0);
      const { summary, refused } = await replayHere({ ...stream, events }, { seed: 'real' });
      expect(refused).to.deep.equal([]);
      expect(summary.refusals).to.deep.equal({});
      expect(summary.needs).to.be.at.least(events.filter(({ step }) => step === 'report').length);
      expect(summary.staffed).to.be.above(summary.needs / 2);
    });
  }
});
