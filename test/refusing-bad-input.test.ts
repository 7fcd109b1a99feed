import { expect } from 'chai';
import { io, type Socket } from 'socket.io-client';
import { operationNames, operations } from '../shared/operations.ts';
import type { Problem } from '../shared/problem.ts';
import { openWorld, type World } from './support/world.ts';

/** Inputs that no operation takes, whatever it is for. */
const bad: [what: string, input: unknown][] = [
  ['an unknown field', { nobodyKnows: 1 }],
  ['an operator', { needId: { $ne: null }, personId: { $gt: '' }, text: { $regex: '.*' } }],
  ['a constructor in disguise', JSON.parse('{"__proto__": {"isAdmin": true}, "constructor": {"prototype": {}}}')],
  ['a list', [1, 2, 3]],
  ['a text', 'reportNeed'],
  ['a number', 42],
  ['an absurd size', { title: { en: 'x'.repeat(20_000) }, text: 'y'.repeat(20_000), needId: 'z'.repeat(20_000) }],
  ['an absurd date', { deadlineAt: 1e300, startAt: -1, endAt: 9e15, expiresAt: 12 }],
];

describe('bad input', function () {
  this.timeout(120_000);
  let world: World;
  let socket: Socket;
  let cookie: string;
  // A house each: one person may not ask a thousand times in a row.
  beforeEach(async () => {
    world = await openWorld({ listens: true });
    const token = new URL(await world.muster.signInLink('desk-office')).hash.slice(1);
    const signedIn = await fetch(`${world.muster.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    socket = io(world.muster.url, {
      transports: ['websocket'],
      extraHeaders: { cookie },
      auth: { language: 'zh', after: 0 },
    });
    await new Promise((resolve) => socket.once('hello', resolve));
  });
  afterEach(async () => {
    socket?.disconnect();
    await world?.close();
  });

  const bySocket = (name: string, input: unknown): Promise<{ ok: boolean; problem: Problem }> =>
    socket.timeout(10_000).emitWithAck('operation', { name, input });
  const byHttp = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(world.muster.url + path, {
      ...init,
      headers: { cookie, 'content-type': 'application/json', 'accept-language': 'en', ...init.headers },
    });
    return { response, problem: (await response.json()) as Problem };
  };

  for (const name of operationNames.filter((one) => operations[one].who !== 'system' && one !== 'acceptInvitation'))
    it(`is refused by ${name}, in words, with nothing changed`, async () => {
      const { seq } = world.muster.board.spine;
      for (const [what, input] of bad) {
        const { ok, problem } = await bySocket(name, input);
        if (ok && operations[name].effect === 'read') continue;
        expect(ok, what).to.equal(false);
        expect(problem.code, what).to.equal('badInput');
        expect(problem.status).to.equal(400);
        expect(problem.title).to.equal('输入有误');
        expect(problem.issues).to.be.an('array').that.is.not.empty;
      }
      expect(world.muster.board.spine.seq).to.equal(seq);
    });

  it('names every field that is wrong, by its path', async () => {
    const { response, problem } = await byHttp('/api/needs', {
      method: 'POST',
      body: JSON.stringify({
        title: { en: 'x', fr: 'y' },
        category: 'nonsense',
        cellId: 'cell-1',
        peopleCount: -3,
        extra: true,
      }),
    });
    expect(response.status).to.equal(400);
    expect(response.headers.get('content-type')).to.include('application/problem+json');
    expect(problem.issues!.map(({ path }) => path)).to.have.members(['title.fr', 'category', 'peopleCount', 'extra']);
  });

  it('that is no JSON, or too much of it, is refused', async () => {
    const broken = await byHttp('/api/needs', { method: 'POST', body: '{"title": ' });
    expect([broken.response.status, broken.problem.code]).to.deep.equal([400, 'notJson']);
    const large = await byHttp('/api/needs', {
      method: 'POST',
      body: JSON.stringify({ details: 'x'.repeat(100_000) }),
    });
    expect([large.response.status, large.problem.code]).to.deep.equal([413, 'tooLarge']);
  });

  it('from another website is not carried out', async () => {
    const { response, problem } = await byHttp('/api/needs', {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      body: JSON.stringify({ title: { en: 'Help' }, category: 'food', cellId: 'cell-1' }),
    });
    expect([response.status, problem.code]).to.deep.equal([403, 'foreignOrigin']);
  });

  it('without the right to it is refused: strangers, responders and other organisations', async () => {
    const needId = (
      await world.muster.perform('reportNeed', world.as('desk-office'), {
        title: { en: 'Private' },
        category: 'food',
        cellId: 'cell-1',
        confidentiality: 'restricted',
      })
    ).answer.needId;
    const refusedTo = async (actor: Parameters<World['muster']['perform']>[1]) =>
      world.muster.perform('closeNeed', actor, { needId, outcome: 'met' }).then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
    expect(await refusedTo({ kind: 'public' })).to.equal('notSignedIn');
    expect(await refusedTo(world.as('helper-0'))).to.equal('notYours');
    expect(await refusedTo(world.as('desk-agency'))).to.equal('otherOrganisation');
    expect(await refusedTo(world.as('desk-office'))).to.equal('done');
  });

  it('that names somebody else’s assignment learns nothing of it', async () => {
    const code = await world.muster
      .perform('acceptOffer', world.as('helper-1'), { assignmentId: 'not-mine' })
      .catch((error: { code: string }) => error.code);
    expect(code).to.equal('notFound');
  });
});
