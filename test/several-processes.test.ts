import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import pino from 'pino';
import { io } from 'socket.io-client';
import { createBoard } from '../server/board.ts';
import { readConfig } from '../server/config.ts';
import { followOthers, type Others } from '../server/follow-others.ts';
import { openSpine } from '../server/spine.ts';
import { startMuster, type Muster } from '../server/start.ts';
import { openMongoStore } from '../server/store/mongo.ts';
import type { Store } from '../server/store/store.ts';
import { openVault } from '../server/vault.ts';
import { eventually } from './support/eventually.ts';
import { mongoOrSkip, type TestMongo } from './support/mongo-server.ts';
import { actorOf, brokenPromises, cells, everybody, system } from './support/world.ts';

describe('several processes on one MongoDB', function () {
  this.timeout(180_000);
  let mongo: TestMongo;
  let uri: string;
  let dir: string;
  let processes: Muster[];
  before(async function () {
    mongo = await mongoOrSkip(this);
  });
  beforeEach(async () => {
    uri = mongo.freshUri();
    dir = mkdtempSync(path.join(tmpdir(), 'muster-several-'));
    processes = [];
    for (let one = 0; one < 2; one += 1)
      processes.push(
        await startMuster(readConfig({ DATA_DIR: dir, MONGODB_URI: uri, LOG_LEVEL: 'silent' }), { listens: false }),
      );
    await processes[0]!.perform('importRecords', system, {
      organisations: ['office', 'agency'].map((id) => ({
        kind: 'organisation' as const,
        id,
        name: { en: id },
        form: 'agency' as const,
        serviceCellIds: [],
        status: 'active' as const,
      })),
      cells,
      people: everybody.map((person) => ({
        ...person,
        availability: [{ fromAt: Date.now() - 3_600_000, untilAt: Date.now() + 100 * 3_600_000 }],
      })),
    });
    await processes[0]!.perform('openIncident', system, {
      name: { en: 'Flood' },
      hazard: 'flood',
      area: { en: 'Here' },
      centre: cells[0]!.centre,
    });
  });
  afterEach(async () => {
    await Promise.all(processes.map((one) => one.stop()));
    await mongo.drop(uri);
    rmSync(dir, { recursive: true, force: true });
  });

  const boardOf = ({ board }: Muster) =>
    JSON.stringify(
      (['need', 'assignment', 'person'] as const).map((kind) =>
        [...board.spine.sight.view.all(kind)].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      ),
    );

  it('racing for the same people hold nobody twice, and end with the same board', async () => {
    const desk = actorOf(everybody[0]!);
    const [one, two] = processes as [Muster, Muster];
    const { seq } = await one.perform('claimNeed', desk, { needId: (await report(one)).needId });
    // The other process waits until it has read as far as its caller has seen.
    await two.perform('findPeople', desk, {}, { seen: seq });
    await Promise.all(
      Array.from({ length: 24 }, async (_, at) => {
        const muster = processes[at % 2]!;
        const { needId } = await report(muster);
        for (const { id } of everybody.slice(6))
          await muster
            .perform('offer', desk, { needId, seatId: 's1', personIds: [id] })
            .catch((error: { code?: string }) => {
              if (!error.code) throw error;
            });
      }),
    );
    await eventually(() => one.board.spine.seq === two.board.spine.seq);
    expect(boardOf(one)).to.equal(boardOf(two));
    expect(brokenPromises(one.board.spine.sight.view)).to.deep.equal([]);
    expect([...one.board.spine.sight.view.all('assignment')]).to.have.length(8);
  });

  it('write in turns: neither waits while the other writes again and again', async () => {
    const client = new MongoClient(uri);
    // Each has heard of the other when it says for the second time that it is there.
    const members = client.db().collection<{ _id: string; count: number }>('members');
    await eventually(async () => (await members.countDocuments({ count: { $gte: 2 } })) === processes.length);
    let busy = processes.length;
    const from = processes[0]!.board.spine.seq;
    let until = 0;
    await Promise.all(
      processes.map(async (muster) => {
        await Promise.all(
          Array.from({ length: 16 }, async () => {
            for (let one = 0; one < 20; one += 1) await report(muster);
          }),
        );
        if (busy === processes.length) until = muster.board.spine.seq;
        busy -= 1;
      }),
    );
    const journal = client.db().collection<{ _id: number; by: string }>('journal');
    const documents = await journal.find({ _id: { $gt: from, $lte: until } }).toArray();
    await client.close();
    const written = processes.map(
      ({ board }) => documents.filter(({ by }) => by === board.spine.processId).length / documents.length,
    );
    for (const share of written) expect(share, `${documents.length} documents`).to.be.greaterThan(1 / 3);
  });

  it('let one that takes long to decide have its turn, however often the other writes meanwhile', async () => {
    const [busy] = processes as [Muster];
    const slow = await decidingIn(300);
    const most = 15;
    let isDone = false;
    const writing = Array.from({ length: 4 }, async () => {
      while (!isDone && slow.tries <= most) await report(busy);
    });
    for (let one = 0; one < 3; one += 1) await report(slow);
    isDone = true;
    await Promise.all(writing);
    await slow.stop();
    expect(slow.tries).to.be.at.most(most);
  });

  it('answer a request that the other one has carried out already with its first answer', async () => {
    const [one, two] = processes as [Muster, Muster];
    const input = { title: { en: 'Help' }, category: 'food' as const, cellId: 'cell-1' };
    const first = await one.perform('reportNeed', { kind: 'public' }, input, { requestId: 'sent-to-both' });
    const again = await two.perform('reportNeed', { kind: 'public' }, input, { requestId: 'sent-to-both' });
    expect(again.answer).to.deep.equal(first.answer);
  });

  it('read what one of them sealed while another was starting', async () => {
    const [one] = processes as [Muster];
    const input = { title: { en: 'Help' }, category: 'food' as const, cellId: 'cell-1', contactPhone: '13500001111' };
    const { answer } = await one.perform('reportNeed', { kind: 'public' }, input);
    await one.board.spine.materialise();
    const opened = await openMongoStore(uri);
    // The keys were read just before, the records just after.
    const store: Store = { ...opened, loadKeys: async (ids) => (ids ? opened.loadKeys(ids) : []) };
    const { sight } = await openSpine(store, await vaultOf(store), Date.now, { isShared: true });
    await opened.close();
    expect(sight.open(sight.view.get('need', answer.needId)!)).to.deep.include({ contactPhone: '13500001111' });
  });

  describe('where a caller goes from one to the other', () => {
    let slow: Muster;
    beforeEach(async () => {
      // Looks at the journal so seldom that it has certainly not read what was just written, unless somebody waits for it.
      const settings = { DATA_DIR: dir, MONGODB_URI: uri, LOG_LEVEL: 'silent', PORT: '0', FOLLOW_MS: '2000' };
      slow = await startMuster(readConfig(settings), { sweeps: false });
      processes.push(slow);
    });

    const written = async () => {
      const input = { title: { en: 'Help' }, category: 'food' as const, cellId: 'cell-1' };
      const { seq, answer } = await processes[0]!.perform('reportNeed', { kind: 'public' }, input);
      return { seq, code: answer.code };
    };

    it('show over HTTP what the caller wrote at the other', async () => {
      const { seq, code } = await written();
      const answer = await fetch(`${slow.url}/api/follow/${code}`, { headers: { 'Muster-Seen': String(seq) } });
      expect(answer.status).to.equal(200);
      expect(Number(answer.headers.get('Muster-Seq'))).to.be.at.least(seq);
    });

    it('show on a socket what the caller wrote at the other', async () => {
      const socket = io(slow.url, { transports: ['websocket'], forceNew: true });
      try {
        await new Promise((resolve) => socket.once('frame', resolve));
        const { seq, code } = await written();
        const asked = { name: 'followNeed', input: { code }, seen: seq };
        const answer = (await socket.emitWithAck('operation', asked)) as { ok: boolean; seq: number };
        expect(answer.ok).to.equal(true);
        expect(answer.seq).to.be.at.least(seq);
      } finally {
        socket.disconnect();
      }
    });

    it('say that they are behind, and when to ask again, where they do not come to read it', async () => {
      const { seq, code } = await written();
      const headers = { 'Muster-Seen': String(seq + 1000) };
      const answer = await fetch(`${slow.url}/api/follow/${code}`, { headers });
      expect(answer.status).to.equal(503);
      expect(answer.headers.get('Retry-After')).to.equal('1');
      expect(((await answer.json()) as { code: string }).code).to.equal('behind');
    });
  });

  const vaultOf = (store: Store) => {
    const { deploymentKey } = JSON.parse(readFileSync(path.join(dir, 'secrets.json'), 'utf8')) as {
      deploymentKey: string;
    };
    return openVault(store, Buffer.from(deploymentKey, 'base64'));
  };

  /** A process that takes so many milliseconds for every decision. */
  async function decidingIn(ms: number) {
    let tries = 0;
    const opened = await openMongoStore(uri);
    const vault = await vaultOf(opened);
    // Between the board it decides on and its document, as there is one thread for both processes here.
    const store: Store = {
      ...opened,
      append: async (document) => {
        if (document.entries.length > 0) {
          tries += 1;
          await pause(ms);
        }
        return opened.append(document);
      },
    };
    const spine = await openSpine(store, vault, Date.now, { isShared: true });
    const board = createBoard({
      spine,
      vault,
      now: Date.now,
      newId: randomUUID,
      publicUrl: 'http://localhost',
      utcOffsetMinutesAt: () => 0,
      channels: [],
    });
    board.others = followOthers(spine, store, pino({ level: 'silent' }), { everyMs: 20 });
    return {
      perform: board.perform,
      get tries() {
        return tries;
      },
      async stop() {
        await board.drain();
        await (board.others as Others).stop();
        await store.close();
      },
    };
  }

  const report = async (muster: Pick<Muster, 'perform'>) =>
    (
      await muster.perform('reportNeed', actorOf(everybody[0]!), {
        title: { en: 'Help' },
        category: 'food',
        cellId: 'cell-1',
        seats: [{ role: 'volunteer', count: 1, skills: [], credentialCodes: [], languages: [], leads: false }],
      })
    ).answer;
});
