import { expect } from 'chai';
import type { Delivery, Notice } from '../shared/records.ts';
import { gatewaySecret, openGateway, report, type Gateway } from './support/gateway.ts';
import { openHouse, refusalOf, system, type House } from './support/house.ts';
import { openMailServer, type MailServer } from './support/mail-server.ts';
import { openPushService, type PushService } from './support/push-service.ts';

describe('telling people what happened', function () {
  this.timeout(60_000);
  let house: House;
  let gateway: Gateway;
  let mail: MailServer;
  let pushes: PushService;
  let needId: string;

  beforeEach(async () => {
    gateway = await openGateway(() => house.now());
    mail = await openMailServer();
    pushes = await openPushService();
    house = await openHouse({
      settings: {
        SMS_WEBHOOK_URL: gateway.url,
        VOICE_WEBHOOK_URL: gateway.url,
        WEBHOOK_SECRET: gatewaySecret,
        SMTP_URL: mail.url,
        MAIL_FROM: 'Muster <muster@example.org>',
        PUSH_SERVICES: pushes.origin,
        SMS_PER_MINUTE: '3',
      },
    });
    ({ needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'Help at the gym', zh: '体育馆需要帮手' },
      category: 'shelter',
      cellId: 'quay',
      priority: 'urgent',
      address: { zh: '码头路5号' },
      deadlineAt: house.now() + 20 * 3_600_000,
      seats: [{ role: 'volunteer', count: 5, skills: [], credentialCodes: [], languages: [], leads: false }],
    }));
  });
  afterEach(async () => {
    expect(gateway.unsigned, 'every request is signed').to.equal(0);
    await house.stop();
    await Promise.all([gateway.close(), mail.close(), pushes.close()]);
  });

  const offerTo = async (personIds: string[], of = needId, answerWithinMinutes = 600) => {
    const { assignmentIds } = await house.does('cao', 'offer', {
      needId: of,
      seatId: house.get('need', of).seats[0]!.id,
      personIds,
      answerWithinMinutes,
    });
    return assignmentIds;
  };
  const noticesOf = (personId: string, topic = 'offer') =>
    house.all('notice').filter((notice) => notice.personId === personId && notice.topic === topic);
  const offerNotice = (personId: string): Notice => noticesOf(personId).at(-1)!;
  const row = (notice: Notice, channel: string): Delivery =>
    house.get('notice', notice.id).deliveries.find((one) => one.channel === channel)!;
  const states = (notice: Notice) =>
    Object.fromEntries(house.get('notice', notice.id).deliveries.map((one) => [one.channel, one.state]));
  const round = (minutes = 0.2) => {
    house.pass(minutes);
    return house.muster.notifier.round();
  };
  const prefers = (personId: string, order: ('push' | 'sms' | 'email' | 'voice')[]) =>
    house.does(personId, 'setReach', { personId, order, quiet: null });

  it('an offer and its notice are one commit, and a refused offer brings none', async () => {
    const { seq } = house.muster.board.spine;
    await offerTo(['an']);
    expect(house.muster.board.spine.seq).to.equal(seq + 1);
    expect(house.all('notice')).to.have.length(1);
    await refusalOf(offerTo(['an']));
    expect(house.all('notice')).to.have.length(1);
  });

  it('a text message says what, where, by when and how to answer, in the person’s language', async () => {
    await house.does('bai', 'setReach', { personId: 'bai', language: 'en' });
    await offerTo(['an', 'bai']);
    await round();
    const [zh, en] = ['an', 'bai'].map((id) =>
      gateway.sent.find(({ to }) => to === house.get('person', id).id || to === phoneOf(id))!,
    );
    expect(zh!.text).to.match(/体育馆需要帮手.*回复“1 \d\d”接受，“2 \d\d”婉拒/u);
    expect(en!.text).to.match(/Help at the gym.*Reply 1 \d\d for yes, 2 \d\d for no/);
    expect(zh!.text, 'the address is for those who go').to.not.include('码头路');
    expect(states(offerNotice('an'))).to.deep.equal({ page: 'queued', sms: 'sent' });
    await report(
      house.url,
      'receipts',
      { key: `${offerNotice('an').id}.sms`, state: 'delivered' },
      { now: house.now() },
    );
    expect(states(offerNotice('an'))).to.deep.equal({ page: 'queued', sms: 'delivered' });
    expect(row(offerNotice('an'), 'sms').deliveredAt).to.equal(house.now());
  });

  const phoneOf = (id: string) =>
    (house.muster.board.spine.sight.open(house.get('person', id)) as { phone: string }).phone;

  it('what the open page has shown goes by no other channel', async () => {
    const pocket = await house.screen({ as: 'an', place: 'go' });
    await offerTo(['an']);
    const shown = await pocket.shows((it) => it.all('notice')[0]);
    expect(shown['code'], 'the code is for the text message').to.equal(undefined);
    await pocket.perform('acknowledgeNotices', { noticeIds: [shown.id], channel: 'page' });
    expect(await round()).to.equal(0);
    expect(gateway.asked).to.deep.equal([]);
    expect(states(offerNotice('an'))).to.deep.equal({ page: 'delivered', sms: 'dropped' });
    expect(
      (await refusalOf(house.does('bai', 'acknowledgeNotices', { noticeIds: [shown.id], channel: 'page' }))).code,
    ).to.equal('notFound');
  });

  it('a failure is tried again later and later, then the next channel is used', async () => {
    await prefers('an', ['sms', 'email']);
    await offerTo(['an']);
    gateway.moods = [
      503,
      { status: 200, body: { state: 'neverSeen' } },
      503,
      { status: 200, body: { state: 'neverSeen' } },
      503,
    ];
    const waits: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await round(turn === 0 ? 0.1 : (waits.at(-1)! + 1) / 60_000)).to.equal(1);
      waits.push(row(offerNotice('an'), 'sms').nextTryAt! - house.now());
      expect(await house.muster.notifier.round(), 'not before its time').to.equal(0);
    }
    expect(waits[0]).to.be.within(3750, 6250);
    expect(waits[1]).to.be.within(7500, 12_500);
    expect(waits[2]).to.be.within(15_000, 25_000);
    gateway.moods = [
      { status: 200, body: { state: 'failed', error: 'badAddress', words: 'number 13805713011 not in service' } },
    ];
    await round(1);
    expect(row(offerNotice('an'), 'sms')).to.deep.include({ state: 'failed' });
    expect(row(offerNotice('an'), 'sms').error).to.deep.include({
      code: 'badAddress',
      words: 'number … not in service',
    });
    await round();
    expect(states(offerNotice('an'))).to.deep.equal({ page: 'queued', sms: 'failed', email: 'sent' });
    expect(mail.mails).to.have.length(1);
    expect(mail.mails[0]).to.deep.include({ to: 'an@example.org', from: 'muster@example.org' });
    expect(gateway.sent).to.deep.equal([]);
  });

  it('a message whose answer got lost is asked about and not sent again', async () => {
    await prefers('an', ['sms']);
    await offerTo(['an']);
    gateway.moods = ['cut'];
    await round();
    expect(row(offerNotice('an'), 'sms')).to.deep.include({ state: 'queued', isUnsure: true });
    await round(1);
    expect(gateway.asked.map(({ type }) => type)).to.deep.equal(['send', 'status']);
    expect(gateway.sent).to.have.length(1);
    expect(row(offerNotice('an'), 'sms')).to.deep.include({ state: 'sent', providerId: 'g-1' });
  });

  it('a message that never arrived at the gateway is sent once it is known to be new there', async () => {
    await prefers('an', ['sms']);
    await offerTo(['an']);
    gateway.moods = ['swallow'];
    await round();
    await round(1);
    expect(gateway.asked.map(({ type }) => type)).to.deep.equal(['send', 'status', 'send']);
    expect(gateway.sent).to.have.length(1);
  });

  it('a gateway that cannot say is not asked to send again; the next channel is used', async () => {
    await prefers('an', ['sms', 'email']);
    await offerTo(['an']);
    gateway.moods = ['cut', 501];
    await round();
    await round(1);
    await round();
    expect(gateway.sent).to.have.length(1);
    expect(states(offerNotice('an'))).to.deep.equal({ page: 'queued', sms: 'unknown', email: 'sent' });
  });

  it('a mail whose acceptance was never heard is not sent again; a refused recipient is told in words', async () => {
    await prefers('an', ['email', 'sms']);
    await prefers('bai', ['email', 'sms']);
    mail.moods = ['cut'];
    await offerTo(['an']);
    await round();
    await round();
    expect(mail.mails).to.have.length(1);
    expect(states(offerNotice('an'))).to.deep.equal({ page: 'queued', email: 'unknown', sms: 'sent' });
    mail.moods = [550];
    await offerTo(['bai']);
    await round();
    expect(row(offerNotice('bai'), 'email').error).to.deep.include({ code: 'badAddress' });
    expect(row(offerNotice('bai'), 'email').error!.words).to.not.include('bai@');
    await round(5);
    await round(5);
    expect(mail.mails).to.have.length(1);
  });

  it('a push is sealed for the browser, signed by the deployment, and confirmed by the phone', async () => {
    const browser = pushes.browser();
    await house.does('an', 'addDevice', { personId: 'an', device: 'phone', keys: browser.keys });
    await house.does('an', 'setReach', { personId: 'an', language: 'en' });
    await offerTo(['an']);
    await round();
    expect(browser.shown).to.have.length(1);
    expect(browser.shown[0]).to.deep.include({
      title: 'You are needed',
      page: '/go',
      topic: 'offer',
      noticeId: offerNotice('an').id,
    });
    expect(browser.shown[0]!['body']).to.include('Help at the gym');
    const settings = (await (await fetch(`${house.url}/api/settings`)).json()) as {
      vapidPublicKey: string;
      channels: string[];
    };
    expect([...pushes.vapidKeys]).to.deep.equal([settings.vapidPublicKey]);
    expect(settings.channels).to.have.members(['push', 'sms', 'email', 'voice']);
    expect(pushes.headers[0]!['topic']).to.match(/^[\w-]{32}$/);
    await house.does('an', 'acknowledgeNotices', { noticeIds: [offerNotice('an').id], channel: 'push' });
    await round(5);
    expect(states(offerNotice('an'))).to.deep.equal({ page: 'queued', push: 'delivered' });
    expect(gateway.sent).to.deep.equal([]);
  });

  it('a push that no phone confirms is followed by the next channel; one to a browser that is gone by none', async () => {
    const browser = pushes.browser();
    await house.does('an', 'addDevice', { personId: 'an', device: 'phone', keys: browser.keys });
    await offerTo(['an']);
    await round();
    await round(1.1);
    expect(states(offerNotice('an'))).to.deep.equal({ page: 'queued', push: 'sent', sms: 'sent' });
    expect(gateway.sent).to.have.length(1);
    pushes.moods = [410];
    await house.does('an', 'declineOffer', { assignmentId: offerNotice('an').assignmentId! });
    await house.does('an', 'sendTestNotice', { personId: 'an', channel: 'push' });
    await round();
    expect(house.get('reach', 'an').devices).to.deep.equal([]);
    expect(row(noticesOf('an', 'test')[0]!, 'push').error).to.deep.include({ code: 'unsubscribed' });
  });

  it('a browser cannot make the server write to an address of its choice', async () => {
    const browser = pushes.browser();
    await house.does('an', 'addDevice', {
      personId: 'an',
      device: 'phone',
      keys: { ...browser.keys, endpoint: gateway.url },
    });
    await offerTo(['an']);
    await round();
    expect(gateway.asked).to.deep.equal([]);
    expect(row(offerNotice('an'), 'push').error).to.deep.include({ code: 'unknownPushService' });
  });

  it('at night only what cannot wait is sent, and a mute holds back all but safety', async () => {
    await house.does('an', 'setReach', { personId: 'an', quiet: { fromMinute: 0, untilMinute: 12 * 60 } });
    await house.does('bai', 'setReach', { personId: 'bai', muteUntilAt: house.now() + 3 * 3_600_000 });
    const local = new Date(house.now() + 8 * 3_600_000);
    expect(local.getUTCHours(), 'the house starts in the morning').to.be.lessThan(12);
    await offerTo(['an', 'bai']);
    expect(await round(1)).to.equal(0);
    const wakes = row(offerNotice('an'), 'sms').nextTryAt!;
    expect(new Date(wakes + 8 * 3_600_000).getUTCHours()).to.equal(12);
    expect(row(offerNotice('bai'), 'sms').nextTryAt).to.equal(house.get('reach', 'bai').muteUntilAt);
    await house.does('bai', 'acceptOffer', { assignmentId: offerNotice('bai').assignmentId! });
    await house.does('cao', 'release', { assignmentId: offerNotice('bai').assignmentId! });
    expect(await round(), 'that they do not have to go is told at once').to.equal(1);
    expect(gateway.sent[0]!.text).to.match(/不用再前往/);
    house.pass((wakes - house.now()) / 60_000);
    expect(await house.muster.notifier.round()).to.equal(1);
  });

  it('an offer that is over before its hour is never sent, and nobody is told of its end', async () => {
    await house.does('an', 'setReach', { personId: 'an', quiet: { fromMinute: 0, untilMinute: 12 * 60 } });
    const [assignmentId] = await offerTo(['an']);
    await house.does('cao', 'withdrawOffer', { assignmentId: assignmentId! });
    await round(600);
    await round();
    expect(gateway.asked).to.deep.equal([]);
    expect(states(offerNotice('an'))).to.deep.equal({ page: 'queued', sms: 'dropped' });
    expect(states(noticesOf('an', 'withdrawn')[0]!)).to.deep.equal({ page: 'queued', sms: 'dropped' });
  });

  it('whoever is stood down because the place is filled is thanked, and an offer taken back is said to be', async () => {
    const [an, bai, chi] = (await offerTo(['an', 'bai', 'chi'])).map((id) => house.get('assignment', id));
    await round();
    await house.does('cao', 'withdrawOffer', { assignmentId: chi!.id });
    await house.does('an', 'acceptOffer', { assignmentId: an!.id });
    await house.does('cao', 'enough', { needId });
    await round(1);
    const told = new Map(gateway.sent.slice(3).map(({ to, text }) => [to, text]));
    expect(told.get(phoneOf('bai')), bai!.id).to.match(/谢谢，岗位已满员/);
    expect(told.get(phoneOf('chi'))).to.match(/邀请已撤回/);
    expect(told.has(phoneOf('an'))).to.equal(false);
  });

  it('each channel keeps to its rate, the most skilled are told first', async () => {
    const { needId: skilled } = await house.does('cao', 'reportNeed', {
      title: { en: 'Feeding' },
      category: 'food',
      cellId: 'quay',
      priority: 'urgent',
      seats: [
        {
          role: 'volunteer',
          count: 5,
          skills: [{ code: 'care.feeding', level: 1 }],
          credentialCodes: [],
          languages: [],
          leads: false,
        },
      ],
    });
    const people = ['an', 'bai', 'chi', 'he', 'ji'];
    await house.does(system, 'importRecords', {
      people: people.map((id, at) => {
        const {
          sealed: _sealed,
          blind: _blind,
          ...person
        } = house.get('person', id) as never as Record<string, unknown>;
        const secret = house.muster.board.spine.sight.open(house.get('person', id));
        return {
          ...person,
          id: `${id}-2`,
          skills: [{ code: 'care.feeding', level: at + 1 }],
          private: { ...secret, phone: `1390000000${at}` },
        } as never;
      }),
    });
    await offerTo(
      people.map((id) => `${id}-2`),
      skilled,
    );
    expect(await round()).to.equal(3);
    expect(await house.muster.notifier.round(), 'no more in this minute').to.equal(0);
    expect(await round(1)).to.equal(2);
    const order = gateway.sent.map(({ to }) => people[Number(to.at(-1))]);
    expect(order.slice(0, 3)).to.have.members(['chi', 'he', 'ji']);
  });

  it('a call says which key to press, and the gateway is told what that means', async () => {
    await prefers('an', ['voice']);
    await offerTo(['an']);
    await round();
    const { code } = offerNotice('an');
    expect(gateway.sent[0]).to.deep.include({
      channel: 'voice',
      replies: [
        { press: '1', reply: `1 ${code}` },
        { press: '2', reply: `2 ${code}` },
      ],
    });
    expect(gateway.sent[0]!.text).to.match(/接受请按1/);
  });

  it('a restricted case is named by its kind alone outside of the page', async () => {
    const { needId: sealed } = await house.does('cao', 'reportNeed', {
      title: { zh: '受虐儿童王小明' },
      category: 'childProtection',
      cellId: 'quay',
      confidentiality: 'restricted',
      seats: [{ role: 'volunteer', count: 1, skills: [], credentialCodes: [], languages: [], leads: false }],
    });
    await offerTo(['an'], sealed);
    await round();
    expect(gateway.sent[0]!.text).to.include('儿童保护').and.not.include('王小明');
  });

  it('a need that changes under people on their way, and a call for help, are told at once', async () => {
    const [assignmentId] = await offerTo(['an']);
    await house.does('an', 'acceptOffer', { assignmentId: assignmentId! });
    await house.does('cao', 'triageNeed', { needId, address: { zh: '码头路9号' } });
    await round();
    expect(gateway.sent.map(({ text }) => text)).to.satisfy((texts: string[]) =>
      texts.some((text) => /任务有变/.test(text)),
    );
    await house.does('an', 'reportTrouble', { assignmentId: assignmentId!, trouble: 'needHelp' });
    await round(1);
    const help = gateway.sent.filter(({ text }) => /求助/.test(text));
    expect(help.map(({ to }) => to)).to.include(phoneOf('cao'));
    expect(help[0]!.text).to.include('安冬梅');
    expect(
      house
        .all('notice')
        .filter(({ topic }) => topic === 'needsHelp')
        .every(({ personId }) => personId !== 'an'),
    ).to.equal(true);
  });

  it('a roll-call reaches everybody out by message, and who has answered is not written to', async () => {
    const ids = await offerTo(['an', 'bai']);
    for (const [at, id] of ids.entries()) await house.does(['an', 'bai'][at]!, 'acceptOffer', { assignmentId: id });
    await round(1);
    const before = gateway.sent.length;
    await house.does('cao', 'openRollCall', { incidentId: house.incidentId, about: 'need', aboutId: needId });
    const count = house.all('headcount').find(({ personId }) => personId === 'bai')!;
    await house.does('bai', 'answerRollCall', { headcountId: count.id, answer: 'well' });
    await round(1);
    expect(gateway.sent.slice(before).map(({ to }) => to)).to.deep.equal([phoneOf('an')]);
    expect(gateway.sent.at(-1)!.text).to.match(/人员清点：您平安吗？/);
  });

  it('who is on scene is asked whether all is well, then their lead and the desk are told of the silence', async () => {
    const [id] = await offerTo(['an']);
    await house.does('cao', 'claimNeed', { needId });
    await house.does('an', 'acceptOffer', { assignmentId: id! });
    await house.does('an', 'checkIn', { assignmentId: id!, how: { by: 'place' } });
    const topics = new Set<string>();
    for (let turn = 0; turn < 40; turn += 1) {
      house.pass(10);
      await house.does(system, 'askWhetherAllIsWell', {});
      await house.muster.notifier.round();
      for (const { topic, personId } of house.all('notice')) topics.add(`${personId} ${topic}`);
    }
    expect([...topics]).to.include.members(['an areYouWell', 'cao silent']);
    expect(gateway.sent.map(({ text }) => text).join())
      .to.match(/您平安吗/)
      .and.match(/安冬梅没有回应/);
  });

  it('nothing of what was said, and nobody’s address, stands in the journal', async () => {
    const browser = pushes.browser();
    await house.does('an', 'addDevice', { personId: 'an', device: 'phone', keys: browser.keys });
    await offerTo(['an', 'bai']);
    await round();
    await round(2);
    await round();
    const rests = JSON.stringify([house.all('notice'), house.all('reach')]);
    for (const word of ['体育馆', 'example.org', phoneOf('an'), browser.keys.endpoint, browser.keys.auth])
      expect(rests).to.not.include(word);
  });
});
