import { expect } from 'chai';
import { giveUpAfterMs, openOutbox, type Dropped, type OutboxParts, type Waiting } from '../client/outbox.ts';
import { Refused, Unreachable } from '../client/refused.ts';
import type { Problem } from '../shared/problem.ts';

const problem = (status: number, extra: Partial<Problem> = {}): Problem => ({
  type: '/problems/conflict',
  title: 'Something changed in the meantime',
  status,
  detail: 'This offer was withdrawn at 14:02.',
  code: 'alreadyDone',
  params: {},
  ...extra,
});

type Reply = 'ok' | 'noSignal' | Problem;

/** A phone: what is kept on it, who holds it, and a server that replies as told. */
function phone() {
  const kept = new Map<string, string>();
  const sent: { name: string; requestId: string }[] = [];
  const later: { ms: number; run: () => void }[] = [];
  const world = {
    kept,
    sent,
    later,
    now: 1_800_000_000_000,
    who: 'p1' as string | null,
    replies: [] as Reply[],
    signal: true,
    made: 0,
    open: (extra: Partial<OutboxParts> = {}) =>
      openOutbox({
        storage: {
          all: () => [...kept.values()].map((text) => JSON.parse(text) as Waiting | Dropped),
          put: (item) => void kept.set(item.requestId, JSON.stringify(item)),
          remove: (requestId) => void kept.delete(requestId),
        },
        perform: async (name, _input, { requestId }) => {
          sent.push({ name, requestId });
          const reply = world.signal ? (world.replies.shift() ?? 'ok') : 'noSignal';
          await Promise.resolve();
          if (reply === 'ok') return { done: name };
          if (reply === 'noSignal') throw new Unreachable(name);
          throw new Refused(reply);
        },
        now: () => world.now,
        newRequestId: () => `request-${(world.made += 1)}`,
        who: () => world.who,
        later: (ms, run) => void later.push({ ms, run }),
        ...extra,
      }),
  };
  return world;
}

const accept = ['acceptOffer', { assignmentId: 'a1' }] as const;
const setOut = ['setOut', { assignmentId: 'a1' }] as const;

describe('What waits for a signal', () => {
  it('is sent at once where there is one, and nothing is left', async () => {
    const world = phone();
    const outbox = world.open();
    expect(await outbox.send(...accept)).to.deep.equal({ state: 'done', answer: { done: 'acceptOffer' } });
    expect(outbox.waiting.value).to.deep.equal([]);
    expect(world.kept.size).to.equal(0);
  });

  it('is on the phone before anything is sent, so that it survives the battery', () => {
    const world = phone();
    const outbox = world.open();
    void outbox.send(...accept);
    expect(world.sent).to.deep.equal([]);
    expect(world.kept.size).to.equal(1);
  });

  it('goes out in order and with the same requestId once the signal is back', async () => {
    const world = phone();
    world.signal = false;
    const outbox = world.open();
    const both = [outbox.send(...accept), outbox.send(...setOut)];
    await outbox.flush();
    expect(outbox.waiting.value.map(({ name }) => name)).to.deep.equal(['acceptOffer', 'setOut']);
    world.signal = true;
    await outbox.flush();
    await Promise.all(both);
    const taken = world.sent.filter(({ name }) => name === 'acceptOffer').map(({ requestId }) => requestId);
    expect(new Set(taken)).to.deep.equal(new Set(['request-1']));
    expect(world.sent.map(({ name }) => name).slice(-2)).to.deep.equal(['acceptOffer', 'setOut']);
    expect(outbox.waiting.value).to.deep.equal([]);
  });

  it('is not overtaken by what was pressed later', async () => {
    const world = phone();
    world.replies = ['noSignal'];
    const outbox = world.open();
    void outbox.send(...accept);
    void outbox.send(...setOut);
    await outbox.flush();
    expect(world.sent.map(({ name }) => name)).to.deep.equal(['acceptOffer']);
  });

  it('keeps its order even where the clock of the phone was set back', async () => {
    const world = phone();
    world.signal = false;
    const outbox = world.open();
    void outbox.send(...accept);
    world.now -= 3_600_000;
    void outbox.send(...setOut);
    await outbox.flush();
    expect(outbox.waiting.value.map(({ name }) => name)).to.deep.equal(['acceptOffer', 'setOut']);
  });

  it('is sent once, however often the signal comes and goes meanwhile', async () => {
    const world = phone();
    const outbox = world.open();
    const sent = outbox.send(...accept);
    await Promise.all([outbox.flush(), outbox.flush(), sent]);
    expect(world.sent).to.have.length(1);
  });

  it('is found again after the page was closed, and its answer is told', async () => {
    const world = phone();
    world.signal = false;
    const before = world.open();
    void before.send(...accept);
    await before.flush();
    world.signal = true;
    const told: unknown[] = [];
    const after = world.open({ onDone: (item, answer) => void told.push([item.name, answer]) });
    expect(after.waiting.value).to.have.length(1);
    await after.flush();
    expect(told).to.deep.equal([['acceptOffer', { done: 'acceptOffer' }]]);
    expect(after.waiting.value).to.deep.equal([]);
  });

  it('says why when it is refused, lets the next one go, and says so until it was read', async () => {
    const world = phone();
    world.replies = [problem(409)];
    const outbox = world.open();
    const [first, second] = await Promise.all([outbox.send(...accept), outbox.send(...setOut)]);
    expect(first).to.deep.equal({ state: 'dropped', problem: problem(409) });
    expect(second.state).to.equal('done');
    const reopened = world.open();
    expect(reopened.dropped.value.map(({ name }) => name)).to.deep.equal(['acceptOffer']);
    reopened.dismiss('request-1');
    expect(reopened.dropped.value).to.deep.equal([]);
  });

  it('waits as long as the server asks when it cannot save just now', async () => {
    const world = phone();
    world.replies = [problem(503, { retryAfterSeconds: 7 })];
    const outbox = world.open();
    const sent = outbox.send(...accept);
    await outbox.flush();
    expect(world.later.map(({ ms }) => ms)).to.deep.equal([7000]);
    world.later[0]?.run();
    expect((await sent).state).to.equal('done');
  });

  it('does not block what follows for ever when the server fails on it', async () => {
    const world = phone();
    world.replies = Array.from({ length: 5 }, () => problem(500));
    const outbox = world.open();
    const sent = outbox.send(...accept);
    for (let tries = 0; tries < 5; tries += 1) await outbox.flush();
    expect((await sent).state).to.equal('dropped');
  });

  it('is given up after three days without a signal, and says so', async () => {
    const world = phone();
    world.signal = false;
    const outbox = world.open();
    const sent = outbox.send(...accept);
    await outbox.flush();
    world.now += giveUpAfterMs + 1;
    world.signal = true;
    world.sent.length = 0;
    await outbox.flush();
    expect(await sent).to.deep.equal({ state: 'dropped', problem: null });
    expect(world.sent).to.deep.equal([]);
  });

  it('is never sent as somebody else on a shared phone', async () => {
    const world = phone();
    world.signal = false;
    const outbox = world.open();
    void outbox.send(...accept);
    await outbox.flush();
    world.signal = true;
    world.sent.length = 0;
    world.who = 'p2';
    await outbox.flush();
    expect(world.sent).to.deep.equal([]);
    world.who = 'p1';
    await outbox.flush();
    expect(world.sent).to.have.length(1);
  });

  it('waits for the person to sign in again when the session has ended', async () => {
    const world = phone();
    world.replies = [problem(401)];
    const outbox = world.open();
    void outbox.send(...accept);
    await outbox.flush();
    expect(outbox.waiting.value).to.have.length(1);
    await outbox.flush();
    expect(outbox.waiting.value).to.deep.equal([]);
  });
});
