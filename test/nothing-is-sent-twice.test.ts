import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { readConfig } from '../server/config.ts';
import { startMuster, type Muster } from '../server/start.ts';
import { Refusal } from '../shared/problem.ts';
import { gatewaySecret, openGateway, report, type Gateway, type Mood } from './support/gateway.ts';
import { openMailServer, type MailServer } from './support/mail-server.ts';
import { mongoOrSkip, type TestMongo } from './support/mongo-server.ts';
import { randomFrom, seedOf, type Random } from './support/random.ts';
import { actorOf, cells, everybody, system } from './support/world.ts';

const seed = seedOf(process.env['NOTICES_SEED']);
const desk = actorOf(everybody[0]!);
const helpers = everybody.filter(({ roles }) => roles.includes('volunteer'));

describe('nothing is sent twice', function () {
  this.timeout(180_000);
  let gateway: Gateway;
  let mail: MailServer;
  let dir: string;
  const clock = { now: Date.UTC(2026, 8, 12, 2, 0) };
  beforeEach(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'muster-twice-'));
    gateway = await openGateway(() => clock.now);
    mail = await openMailServer();
  });
  afterEach(async () => {
    await Promise.all([gateway.close(), mail.close()]);
    rmSync(dir, { recursive: true, force: true });
  });

  const start = (mongodbUri?: string): Promise<Muster> =>
    startMuster(
      readConfig({
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: dir,
        LOG_LEVEL: 'silent',
        SMS_WEBHOOK_URL: gateway.url,
        WEBHOOK_SECRET: gatewaySecret,
        SMTP_URL: mail.url,
        MAIL_FROM: 'muster@example.org',
        ...(mongodbUri === undefined ? {} : { MONGODB_URI: mongodbUri }),
      }),
      { now: () => clock.now, sweeps: false },
    );

  async function furnish(muster: Muster): Promise<void> {
    const organisations = ['office', 'agency'].map((id) => ({
      kind: 'organisation' as const,
      id,
      name: { en: id },
      form: 'agency' as const,
      serviceCellIds: [],
      status: 'active' as const,
    }));
    await muster.perform('importRecords', system, {
      organisations,
      cells,
      people: everybody.map((person) => ({
        ...person,
        availability: [{ fromAt: clock.now - 3_600_000, untilAt: clock.now + 900 * 3_600_000 }],
        private: { ...person.private!, email: `${person.id}@example.org` },
      })),
    });
    // Half of them are written to by mail first.
    for (const { id: personId } of helpers.slice(0, 4))
      await muster.perform('setReach', system, { personId, order: ['email', 'sms'], quiet: null });
    await muster.perform('openIncident', desk, {
      name: { en: 'Flood' },
      hazard: 'flood',
      area: { en: 'Here' },
      centre: cells[0]!.centre,
    });
  }

  async function offerAll(muster: Muster): Promise<void> {
    const seat = {
      role: 'volunteer' as const,
      count: helpers.length,
      skills: [],
      credentialCodes: [],
      languages: [],
      leads: false,
    };
    const { answer } = await muster.perform('reportNeed', desk, {
      title: { en: 'A need' },
      category: 'food',
      cellId: 'cell-0',
      seats: [seat],
    });
    const seatId = muster.board.spine.sight.view.get('need', answer.needId)!.seats[0]!.id;
    const free = helpers.filter(({ id }) => muster.board.spine.sight.view.get('person', id)!.heldBy === null);
    if (free.length === 0) return;
    await muster.perform('offer', desk, {
      needId: answer.needId,
      seatId,
      personIds: free.map(({ id }) => id),
      answerWithinMinutes: 1440,
    });
  }

  /** Every notice by message went out at most once per channel; what is told as sent did go out. */
  function check(muster: Muster, where: string): void {
    const keys = gateway.sent.map(({ key }) => key);
    expect(new Set(keys).size, `${where}: a text message twice`).to.equal(keys.length);
    expect(gateway.again, `${where}: sent again blindly`).to.deep.equal([]);
    const ids = mail.mails.map(({ data }) => /^Message-ID: (.+)$/im.exec(data)?.[1] ?? '');
    expect(new Set(ids).size, `${where}: a mail twice`).to.equal(ids.length);
    const went = new Set(keys);
    for (const notice of muster.board.spine.sight.view.all('notice'))
      for (const { channel, state } of notice.deliveries) {
        const key = `${notice.id}.${channel}`;
        if (state === 'sent' || state === 'delivered')
          expect(
            channel === 'page' || went.has(key) || ids.includes(`<${key}@localhost>`),
            `${where}: ${key} is told as ${state}`,
          ).to.equal(true);
        if (state === 'failed' || state === 'dropped')
          expect(went.has(key), `${where}: ${key} went and is told as ${state}`).to.equal(false);
      }
  }

  const moodBy = (random: Random): Mood =>
    (['well', 'well', 'well', 'cut', 'swallow', 503, 409, { status: 429, retryAfter: 1 }] as Mood[])[random.below(8)]!;

  it(`whatever breaks: lost answers, refusals, processes that end between claim and answer (NOTICES_SEED=${seed})`, async () => {
    const random = randomFrom(seed);
    let muster = await start();
    await furnish(muster);
    // From here on the gateway is moody for good.
    gateway.moods = new Proxy([] as Mood[], {
      get: (list, name) => (name === 'shift' ? () => moodBy(random) : Reflect.get(list, name)),
    });
    for (let turn = 0; turn < 300; turn += 1) {
      const deed = random.below(11);
      if (random.below(3) === 0) mail.moods.push(([450, 'cut', 550] as const)[random.below(3)]!);
      if (deed < 2) {
        for (const { id, status } of muster.board.spine.sight.view.all('assignment'))
          if (status === 'offered' && random.below(3) > 0)
            await muster.perform('withdrawOffer', desk, { assignmentId: id });
        await offerAll(muster);
        clock.now += 6000;
      }
      if (deed === 2) {
        // A process that claimed and was killed before it could send or say so.
        await muster.perform('claimDeliveries', system, {
          claimId: `dead-${turn}`,
          most: 3,
          perMinute: { push: 9, sms: 99, email: 99, voice: 9 },
        });
        await muster.stop();
        muster = await start();
      } else if (deed === 3) {
        // One that sent and was killed before it could say so.
        const settling = muster.board.perform;
        const broken = muster.board as { perform: unknown };
        broken.perform = ((name: string, ...rest: unknown[]) =>
          name === 'settleDeliveries'
            ? Promise.resolve({ seq: 0, answer: { count: 0 } })
            : (settling as (...all: unknown[]) => unknown)(name, ...rest)) as never;
        await muster.notifier.round();
        broken.perform = settling;
      } else if (deed === 4) {
        const open = [...muster.board.spine.sight.view.all('assignment')].filter(({ status }) => status === 'offered');
        const one = open[random.below(open.length)];
        if (one)
          await muster.perform(
            random.below(2) ? 'acceptOffer' : 'declineOffer',
            actorOf(everybody.find(({ id }) => id === one.personId)!),
            { assignmentId: one.id },
          );
      } else if (deed === 5) {
        const sent = gateway.sent[random.below(gateway.sent.length)];
        if (sent)
          await report(
            muster.url.replace('localhost', '127.0.0.1'),
            'receipts',
            { key: sent.key, state: 'delivered' },
            { now: clock.now },
          );
      } else if (deed === 6) {
        const committed = [...muster.board.spine.sight.view.all('assignment')].filter(
          ({ status }) => status === 'accepted',
        );
        const one = committed[random.below(committed.length)];
        if (one)
          await muster
            .perform('release', desk, { assignmentId: one.id })
            .catch((error: unknown) => expect(error).to.be.instanceOf(Refusal));
      } else if (deed > 6) await Promise.all([muster.notifier.round(), muster.notifier.round()]);
      clock.now += random.below(4) === 0 ? random.below(120_000) : random.below(9000);
      check(muster, `turn ${turn}`);
    }
    gateway.moods = [];
    mail.moods = [];
    for (let turn = 0; turn < 60; turn += 1) {
      clock.now += 61_000;
      await muster.notifier.round();
    }
    check(muster, 'at the end');
    const open = [...muster.board.spine.sight.view.all('notice')].filter(
      ({ dueAt }) => dueAt !== null && dueAt <= clock.now,
    );
    expect(open, 'nothing is left lying').to.deep.equal([]);
    expect(gateway.sent.length).to.be.greaterThan(20);
    expect(mail.mails.length).to.be.greaterThan(0);
    await muster.stop();
  });

  describe('by several processes', () => {
    let mongo: TestMongo;
    before(async function () {
      mongo = await mongoOrSkip(this);
    });

    it('that race for the same notices', async () => {
      const uri = mongo.freshUri();
      const processes = [await start(uri), await start(uri)] as const;
      try {
        await furnish(processes[0]);
        await offerAll(processes[0]);
        for (let turn = 0; turn < 12; turn += 1) {
          clock.now += 61_000;
          await Promise.all(processes.flatMap((one) => [one.notifier.round(), one.notifier.round()]));
          if (turn < 4) await offerAll(processes[turn % 2]!);
          if (turn % 3 === 0)
            for (const assignment of [...processes[0].board.spine.sight.view.all('assignment')].filter(
              ({ status }) => status === 'offered',
            ))
              await processes[1].perform('withdrawOffer', desk, { assignmentId: assignment.id });
          await Promise.all(processes.map((one) => one.board.spine.follow()));
          check(processes[0], `turn ${turn}`);
        }
        expect(gateway.sent.length).to.be.greaterThan(helpers.length);
      } finally {
        await Promise.all(processes.map((one) => one.stop()));
        await mongo.drop(uri);
      }
    });
  });
});
