import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { readReply } from '../server/rules/reply-codes.ts';
import { signatureOf } from '../server/notify/sign.ts';
import { gatewaySecret, openGateway, report, type Gateway } from './support/gateway.ts';
import { openHouse, system, type House } from './support/house.ts';

describe('answering by message', function () {
  this.timeout(60_000);
  let house: House;
  let gateway: Gateway;
  let needId: string;
  let messages = 0;

  beforeEach(async () => {
    gateway = await openGateway(() => house.now());
    house = await openHouse({ settings: { SMS_WEBHOOK_URL: gateway.url, WEBHOOK_SECRET: gatewaySecret } });
    needId = await aNeed(2);
  });
  afterEach(async () => {
    await house.stop();
    await gateway.close();
  });

  async function aNeed(count: number, confidentiality: 'open' | 'restricted' = 'open'): Promise<string> {
    const { needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'Help at the gym', zh: '体育馆需要帮手' },
      category: 'shelter',
      cellId: 'quay',
      priority: 'urgent',
      address: { zh: '码头路5号' },
      contactPhone: '13911110000',
      confidentiality,
      seats: [{ role: 'volunteer', count, skills: [], credentialCodes: [], languages: [], leads: false }],
    });
    return needId;
  }
  async function offerTo(personId: string, of = needId): Promise<{ assignmentId: string; code: string }> {
    const seatId = house.get('need', of).seats[0]!.id;
    const { assignmentIds } = await house.does('cao', 'offer', {
      needId: of,
      seatId,
      personIds: [personId],
      answerWithinMinutes: 30,
    });
    const notice = house.all('notice').find((one) => one.assignmentId === assignmentIds[0] && one.topic === 'offer')!;
    return { assignmentId: assignmentIds[0]!, code: notice.code! };
  }
  const phoneOf = (id: string) =>
    (house.muster.board.spine.sight.open(house.get('person', id)) as { phone: string }).phone;
  const says = async (from: string, text: string, id = `m-${(messages += 1)}`): Promise<string> => {
    const { status, body } = await report(house.url, 'replies', { from, text, id }, { now: house.now() });
    expect(status, JSON.stringify(body)).to.equal(200);
    return String(body['reply']);
  };
  const status = (assignmentId: string) => house.get('assignment', assignmentId).status;

  it('"1 37" is yes to offer 37 and "2 37" no to it, however a keyboard writes it', async () => {
    for (const [text, becomes] of [
      ['1 #', 'accepted'],
      ['1，#', 'accepted'],
      ['１ ＃', 'accepted'],
      ['1#', 'accepted'],
      ['是 #', 'accepted'],
      ['Yes #.', 'accepted'],
      ['2 #', 'declined'],
      ['２，＃', 'declined'],
      ['不去#', 'declined'],
    ] as const) {
      const { assignmentId, code } = await offerTo('an');
      const wide = [...code].map((digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0)).join('');
      await says(`+86 ${phoneOf('an')}`, text.replace('#', code).replace('＃', wide));
      expect(status(assignmentId), text).to.equal(becomes);
      if (becomes === 'accepted') await house.does('cao', 'release', { assignmentId });
      needId = await aNeed(2);
    }
  });

  it('reads what people write, and nothing into what they did not', () => {
    expect(readReply('1 37')).to.deep.equal({ yes: true, code: '37' });
    expect(readReply('１，３７')).to.deep.equal({ yes: true, code: '37' });
    expect(readReply('2')).to.deep.equal({ yes: false, code: null });
    expect(readReply('好的，37。')).to.deep.equal({ yes: true, code: '37' });
    expect(readReply('2 37 4')).to.deep.equal({ yes: false, code: '37', reason: 4 });
    expect(readReply('不去３７，１')).to.deep.equal({ yes: false, code: '37', reason: 1 });
    for (const text of [
      '3 37',
      '1 3',
      '1 377',
      '137 8',
      '1 37 2',
      '2 371',
      '2 37 7',
      '2 4',
      'maybe',
      '',
      '我在路上',
      '11 37',
    ])
      expect(readReply(text), text).to.equal(null);
    expect(readReply('退订')).to.equal('stop');
  });

  it('a no is asked for its reason once, which a third digit gives, at once or later', async () => {
    const { assignmentId, code } = await offerTo('an');
    const asked = await says(phoneOf('an'), `2 ${code}`);
    expect(asked).to.include(`回复“2 ${code}”加数字：1 走不开，2 太远`);
    expect(house.get('assignment', assignmentId).declineReason).to.equal(null);
    expect(await says(phoneOf('an'), `2 ${code} 2`)).to.match(/已记下原因/);
    expect(house.get('assignment', assignmentId)).to.include({ status: 'declined', declineReason: 'tooFar' });
    expect(await says(phoneOf('an'), `2 ${code}`)).to.match(/已婉拒此邀请/);
    const other = await offerTo('bai');
    expect(await says(phoneOf('bai'), `2 ${other.code} 5`)).to.match(/已记下原因/);
    expect(house.get('assignment', other.assignmentId)).to.include({ status: 'declined', declineReason: 'unsafe' });
  });

  it('a call is told which key stands for which reason', async () => {
    await house.does('an', 'setReach', { personId: 'an', language: 'en' });
    const { code } = await offerTo('an');
    const content = { from: phoneOf('an'), text: `2 ${code}`, id: 'call-1', channel: 'voice' };
    const { body } = await report(house.url, 'replies', content, { now: house.now() });
    expect(body['reply']).to.match(/May we know why\? Press 1 busy, 2 too far/);
    expect(body['replies']).to.deep.include({ press: '3', reply: `2 ${code} 3` });
    // The gateway that asks again is told the same.
    expect((await report(house.url, 'replies', content, { now: house.now() })).body).to.deep.equal(body);
  });

  it('yes is answered with where to go, but a restricted case is not told to a gateway', async () => {
    const open = await offerTo('an');
    const told = await says(phoneOf('an'), `1 ${open.code}`);
    expect(told).to.match(/谢谢，您已接受.*体育馆需要帮手.*码头路5号.*13911110000/u);
    const sealed = await offerTo('bai', await aNeed(1, 'restricted'));
    expect(await says(phoneOf('bai'), `1 ${sealed.code}`)).to.match(/^谢谢，您已接受。详情：/);
  });

  it('the same number cannot be used from another telephone', async () => {
    const { assignmentId, code } = await offerTo('an');
    const other = await offerTo('bai');
    const told = await says(phoneOf('bai'), `1 ${code === other.code ? String(Number(code) + 1) : code}`);
    expect(told)
      .to.match(/没有发给您的邀请编号/)
      .and.include(`1 ${other.code}`);
    expect(await says('13700001111', `1 ${code}`)).to.match(/未在 Muster 登记.*not registered/);
    expect(status(assignmentId)).to.equal('offered');
  });

  it('answers in words whatever comes: unknown, unreadable, late, filled, twice, and changed their mind', async () => {
    await house.does('an', 'setReach', { personId: 'an', language: 'en' });
    const first = await offerTo('an');
    expect(await says(phoneOf('an'), 'what?')).to.equal(
      `This was not understood. Reply 1 ${first.code} for yes, 2 ${first.code} for no.`,
    );
    expect(await says(phoneOf('an'), '1')).to.match(/^Please add the number of the offer/);
    house.pass(31);
    await house.does(system, 'expireOffers', {});
    const second = await offerTo('an', await aNeed(1));
    expect(second.code).to.not.equal(first.code);
    expect(await says(phoneOf('an'), `1 ${first.code}`)).to.equal(
      'Thank you for answering. You are not needed for this any more.',
    );
    expect(status(second.assignmentId)).to.equal('offered');
    expect(await says(phoneOf('an'), `1 ${second.code}`)).to.match(/^Thank you, you are going\. Help at the gym/);
    expect(await says(phoneOf('an'), `1 ${second.code}`)).to.match(/^You have said yes to this already/);
    expect(await says(phoneOf('an'), `2 ${second.code}`)).to.match(/^You are released from this/);
    expect(status(second.assignmentId)).to.equal('released');
    expect(await says(phoneOf('an'), '1 99')).to.match(/offer 99.*No offer waits|offer 99\. No offer waits/);

    const [one, two, three] = [
      await offerTo('bai'),
      await offerTo('chi', await aNeed(1)),
      await offerTo('he', await aNeed(1)),
    ];
    await house.does('cao', 'withdrawOffer', { assignmentId: one.assignmentId });
    expect(await says(phoneOf('bai'), `1 ${one.code}`)).to.match(/此邀请已于 .*已撤回/);
    house.pass(31);
    await house.does(system, 'expireOffers', {});
    await says(phoneOf('chi'), `1 ${two.code}`);
    expect(status(two.assignmentId), 'a late yes gets the place that is still open').to.equal('accepted');
    await says(phoneOf('he'), `2 ${three.code}`);
    expect(await says(phoneOf('he'), `2 ${three.code}`)).to.match(/您已婉拒/);
  });

  it('the same message handed in twice is answered the same and taken once', async () => {
    const { assignmentId, code } = await offerTo('an');
    const [one, two] = await Promise.all([
      says(phoneOf('an'), `2 ${code}`, 'same'),
      says(phoneOf('an'), `2 ${code}`, 'same'),
    ]);
    expect(one)
      .to.equal(two)
      .and.match(/谢谢您及时答复/);
    expect(status(assignmentId)).to.equal('declined');
  });

  it('"STOP" ends text messages and calls, and leaves the rest', async () => {
    expect(await says(phoneOf('an'), 'TD')).to.match(/不会再向此号码/);
    expect(house.get('reach', 'an').order).to.deep.equal(['push', 'email']);
    await offerTo('an');
    house.pass(1);
    await house.muster.notifier.round();
    expect(gateway.sent).to.deep.equal([]);
  });

  it('people who share a telephone have different numbers, and each answers their own', async () => {
    const { sealed: _sealed, blind: _blind, ...an } = house.get('person', 'an') as never as Record<string, unknown>;
    const secret = house.muster.board.spine.sight.open(house.get('person', 'an'));
    const twins = Array.from({ length: 20 }, (_, at) => ({ ...an, id: `twin-${at}`, private: secret }) as never);
    await house.does(system, 'importRecords', { people: twins });
    const of = await aNeed(20);
    const codes = new Map<string, string>();
    for (let at = 0; at < 20; at += 1) {
      const { code, assignmentId } = await offerTo(`twin-${at}`, of);
      codes.set(code, assignmentId);
    }
    expect(codes.size).to.equal(20);
    for (const [code, assignmentId] of [...codes].slice(0, 3)) {
      await says(phoneOf('an'), `1 ${code}`);
      expect(status(assignmentId)).to.equal('accepted');
    }
    expect([...codes.values()].filter((id) => status(id) === 'accepted')).to.have.length(3);
  });

  it('the example in docs/notices.md is signed as it says', () => {
    const text = readFileSync(path.join(import.meta.dirname, '../docs/notices.md'), 'utf8');
    const [, secret, timestamp] = /secret `([^`]+)`, the timestamp `(\d+)`/.exec(text)!;
    const [, body] = /and the body\s+```text\n([\s\S]*?)\n```/.exec(text)!;
    const [signature] = /sha256=[0-9a-f]{64}/.exec(text)!;
    const plain = JSON.stringify(JSON.parse(body!));
    expect(body, 'as it is sent').to.equal(plain);
    expect(signatureOf(secret!, timestamp!, plain)).to.equal(signature);
  });

  it('what is not signed, signed with another secret, or older than five minutes is not taken', async () => {
    const { assignmentId, code } = await offerTo('an');
    const content = { from: phoneOf('an'), text: `1 ${code}`, id: 'x' };
    const { status: other } = await report(house.url, 'replies', content, { now: house.now(), secret: 'y'.repeat(40) });
    const { status: old, body } = await report(house.url, 'replies', content, { now: house.now() - 301_000 });
    const bare = await fetch(`${house.url}/api/gateway/replies`, { method: 'POST', body: JSON.stringify(content) });
    const swapped = await fetch(`${house.url}/api/gateway/replies`, {
      method: 'POST',
      body: JSON.stringify({ ...content, text: '2 10' }),
      headers: {
        'Muster-Timestamp': String(Math.floor(house.now() / 1000)),
        'Muster-Signature': signatureOf(gatewaySecret, Math.floor(house.now() / 1000), JSON.stringify(content)),
      },
    });
    expect([other, old, bare.status, swapped.status]).to.deep.equal([401, 401, 401, 401]);
    expect(body['code']).to.equal('signatureWrong');
    expect(status(assignmentId)).to.equal('offered');
    const { status: wrong } = await report(house.url, 'replies', { from: 7 }, { now: house.now() });
    expect(wrong).to.equal(400);
    const { status: lost } = await report(
      house.url,
      'receipts',
      { key: 'nothing.sms', state: 'delivered' },
      { now: house.now() },
    );
    expect(lost).to.equal(404);
  });
});
