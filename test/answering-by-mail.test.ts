import { expect } from 'chai';
import { openHouse, refusalOf, type House } from './support/house.ts';
import { linkIn, textOf } from './support/mail-link.ts';
import { openMailServer, type MailServer } from './support/mail-server.ts';

describe('answering by mail', function () {
  this.timeout(60_000);
  let house: House;
  let mail: MailServer;
  beforeEach(async () => {
    mail = await openMailServer();
    house = await openHouse({ settings: { SMTP_URL: mail.url, MAIL_FROM: 'Muster <muster@example.org>' } });
  });
  afterEach(async () => {
    await house.stop();
    await mail.close();
  });

  async function aNeed(given: object = {}): Promise<string> {
    const { needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'Help at the gym', zh: '体育馆需要帮手' },
      category: 'shelter',
      cellId: 'quay',
      priority: 'urgent',
      address: { zh: '码头路5号' },
      contactName: 'Aunt He',
      contactPhone: '13911110000',
      seats: [{ role: 'volunteer', count: 1, skills: [], credentialCodes: [], languages: [], leads: false }],
      ...given,
    });
    return needId;
  }
  /** The offer in the person's mailbox; what the link in it carries. */
  async function mailTo(personId: string, needId: string): Promise<{ assignmentId: string; link: string }> {
    await house.does(personId, 'setReach', { personId, order: ['email'], quiet: null });
    const { assignmentIds } = await house.does('cao', 'offer', {
      needId,
      seatId: 's1',
      personIds: [personId],
      answerWithinMinutes: 30,
    });
    house.pass(0.2);
    await house.muster.notifier.round();
    return { assignmentId: assignmentIds[0]!, link: linkIn(mail.mails.at(-1)!.data) };
  }
  const look = async (link: string): Promise<Record<string, unknown>> =>
    (await house.http('lookUpOffer', { link })).body;
  const answer = async (link: string, yes: boolean, reason?: 'tooFar') =>
    (await house.http('answerByLink', { link, yes, ...(reason ? { reason } : {}) })).body;
  const status = (assignmentId: string) => house.get('assignment', assignmentId).status;

  it('the link in the mail answers this one offer, without signing in, and only then tells where to go', async () => {
    const { assignmentId, link } = await mailTo('an', await aNeed());
    expect(textOf(mail.mails[0]!.data)).to.match(/请在此答复，无需登录：http:\/\/[^ ]+\/#offer=/);
    const asked = await look(link);
    expect(asked).to.deep.include({ status: 'offered', title: { en: 'Help at the gym', zh: '体育馆需要帮手' } });
    expect(asked).to.include({ cellId: 'quay', lacks: true, address: null, contactPhone: null });
    expect(status(assignmentId), 'opening the page answers nothing').to.equal('offered');
    expect(await answer(link, true)).to.deep.equal({ outcome: 'accepted' });
    expect(status(assignmentId)).to.equal('accepted');
    expect(await answer(link, true), 'a second tap').to.deep.equal({ outcome: 'accepted' });
    const going = await look(link);
    expect(going).to.deep.include({ status: 'accepted', address: { zh: '码头路5号' } });
    expect(going).to.include({ contactName: 'Aunt He', contactPhone: '13911110000' });
    expect(await answer(link, false)).to.deep.equal({ outcome: 'released' });
    expect(status(assignmentId)).to.equal('released');
    expect(house.get('person', 'an').heldBy).to.equal(null);
  });

  it('a no is one tap and the reason another, and nothing more is asked', async () => {
    const { assignmentId, link } = await mailTo('an', await aNeed());
    expect(await answer(link, false)).to.deep.equal({ outcome: 'declined' });
    expect(await look(link)).to.include({ status: 'declined', isReasonGiven: false });
    expect(await answer(link, false, 'tooFar')).to.deep.equal({ outcome: 'declined' });
    expect(house.get('assignment', assignmentId)).to.include({ status: 'declined', declineReason: 'tooFar' });
    expect((await answer(link, true)).code, 'a no is a no').to.equal('offerOver');
  });

  it('a late yes gets the place while it is open, else thanks, and a second one stands by where that is wanted', async () => {
    const needId = await aNeed();
    const late = await mailTo('an', needId);
    house.pass(31);
    await house.does({ kind: 'system' }, 'expireOffers', {});
    expect(await look(late.link)).to.include({ status: 'expired', mayAnswerLate: true, lacks: true });
    expect(await answer(late.link, true)).to.deep.equal({ outcome: 'accepted' });
    const other = await aNeed();
    const [first, second] = [await mailTo('bai', other), await mailTo('chi', other)];
    await house.does('cao', 'setAsking', { needId: other, standby: true });
    expect(await answer(first.link, true)).to.deep.equal({ outcome: 'accepted' });
    expect(await look(second.link)).to.include({ status: 'offered', lacks: false });
    expect(await answer(second.link, true)).to.deep.equal({ outcome: 'standby' });
    expect(status(second.assignmentId)).to.equal('standby');
  });

  it('of a restricted case the page tells the kind alone, before the yes and after it', async () => {
    const { link } = await mailTo('an', await aNeed({ confidentiality: 'restricted' }));
    for (const said of [await look(link), (await answer(link, true)) && (await look(link))])
      expect(said).to.deep.include({ category: 'shelter', title: null, address: null, contactPhone: null });
  });

  it('a link that is not whole, or of somebody who has left, opens nothing', async () => {
    const { assignmentId, link } = await mailTo('an', await aNeed());
    for (const wrong of [link.slice(0, -1), `${assignmentId}.x`, link.replace(assignmentId, 'h1-1')]) {
      expect((await look(wrong)).code).to.equal('offerLinkWrong');
      expect((await answer(wrong, true)).code).to.equal('offerLinkWrong');
    }
    // A link for signing in or for a check-in desk is another kind of key.
    const { code } = await house.does('cao', 'readStationCode', { stationId: house.stationId });
    expect((await refusalOf(house.does({ kind: 'public' }, 'answerByLink', { link: code, yes: true }))).code).to.equal(
      'offerLinkWrong',
    );
    await house.does('an', 'declineOffer', { assignmentId });
    await house.does('tang', 'suspendPerson', { personId: 'an' });
    expect((await look(link)).code).to.equal('offerLinkWrong');
    expect((await answer(link, false)).code).to.equal('offerLinkWrong');
  });
});
