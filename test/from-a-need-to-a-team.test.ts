import { expect } from 'chai';
import type { Need, Seat } from '../shared/records.ts';
import { anybody, openHouse, refusalOf, system, type House } from './support/house.ts';
import { morning } from './support/house-world.ts';
import { breaches, misshapen } from './support/invariants.ts';

const seats: Omit<Seat, 'id'>[] = [
  {
    role: 'socialWorker',
    count: 1,
    skills: [{ code: 'psy.case', level: 2 }],
    credentialCodes: [],
    languages: [],
    leads: true,
  },
  {
    role: 'volunteer',
    count: 1,
    skills: [{ code: 'psy.pfa', level: 1 }],
    credentialCodes: [],
    languages: [],
    leads: false,
  },
];
const hour = 3_600_000;

describe('from a need to a team', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(async () => {
    const wrong = [...breaches(house.muster.board.spine.sight.view), ...house.log];
    const shapes = misshapen(
      (['need', 'assignment', 'person', 'alert', 'incident'] as const).flatMap((kind) => house.all(kind)),
    );
    await house.stop();
    expect(wrong, 'what must always hold').to.deep.equal([]);
    expect(shapes, 'records as the contract has them').to.deep.equal([]);
  });

  const report = () =>
    house.http('reportNeed', {
      title: { zh: '老人独自在家，情绪激动', en: 'An old man alone at home, upset' },
      category: 'psychosocial',
      point: { lon: 121.512, lat: 28.613 },
      contactName: '阿公的邻居',
      contactPhone: '13905760001',
      vulnerable: ['olderPeople', 'livingAlone'],
    });
  /** An open need with a seat for a social worker and one for a volunteer. */
  const openNeed = async (more: object = {}): Promise<Need> => {
    const { needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'Somebody to sit with a family' },
      category: 'psychosocial',
      cellId: 'quay',
      seats,
      ...more,
    });
    return house.get('need', needId);
  };
  const offered = async (need: Need, seat: number, personId: string, by = 'cao'): Promise<string> => {
    const { assignmentIds } = await house.does(by, 'offer', {
      needId: need.id,
      seatId: need.seats[seat]!.id,
      personIds: [personId],
    });
    return assignmentIds[0]!;
  };
  const committed = async (need: Need, seat: number, personId: string): Promise<string> => {
    const assignmentId = await offered(need, seat, personId);
    await house.does(personId, 'acceptOffer', { assignmentId });
    return assignmentId;
  };

  it('goes by HTTP and sockets from a public report to a closed need, and everybody sees every step', async () => {
    const desk = await house.screen({ as: 'cao', place: 'desk' });
    const told = await report();
    expect(told.status).to.equal(200);
    const { needId, code } = told.body;
    expect(code).to.match(/^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/);
    const seen = await desk.shows((it) => it.one('need', needId));
    expect(seen).to.deep.include({ status: 'reported', cellId: 'quay', source: 'public', organisationId: 'office' });
    expect(seen['private']).to.deep.include({ contactPhone: '13905760001', point: { lon: 121.512, lat: 28.613 } });
    expect(seen['near']).to.deep.equal({ lon: 121.512, lat: 28.613 });

    const reporter = await house.screen({ code: code.toLowerCase() });
    expect(reporter.hello.actor).to.deep.equal({ kind: 'reporter', needId });
    const follow = async () => (await house.http('followNeed', { code })).body;
    expect(await follow()).to.deep.include({ status: 'reported', seats: 2, asked: 0, coming: 0, onScene: 0, done: 0 });

    const triaged = await desk.perform('triageNeed', {
      needId,
      priority: 'urgent',
      seats,
      title: { en: 'Sit with an old man', zh: '陪伴独居老人' },
    });
    expect(triaged.ok).to.equal(true);
    const need = house.get('need', needId);
    expect(need).to.deep.include({ status: 'open', priority: 'urgent', deadlineAt: morning + 2 * hour });

    const { body: proposals } = await house.http('proposePeople', { needId, limit: 3 }, { as: 'cao' });
    const [forWorker, forVolunteer] = proposals.seats;
    expect(forWorker!.people.length).to.be.within(1, 3);
    for (const proposed of forWorker!.people) {
      expect(['lin', 'mei', 'qiu', 'rao']).to.include(proposed.personId);
      expect(proposed.terms).to.not.be.empty;
    }
    expect(forWorker!.excluded).to.deep.include({ skill: 2 });
    expect(forVolunteer!.eligible).to.equal(9);

    const lin = await house.screen({ as: 'lin', place: 'go' });
    const anPocket = await house.screen({ as: 'an', place: 'go' });
    const ofWorker = await desk.perform('offer', { needId, seatId: need.seats[0]!.id, personIds: ['lin'] });
    if (!ofWorker.ok) throw new Error(ofWorker.problem.detail);
    const { body: ofVolunteer } = await house.http(
      'offer',
      { needId, seatId: need.seats[1]!.id, personIds: ['an'] },
      { as: 'cao' },
    );
    const [linsId] = ofWorker.answer.assignmentIds as [string];
    const [ansId] = ofVolunteer.assignmentIds as [string];

    const offer = await lin.shows((it) => it.one('assignment', linsId));
    expect(offer).to.deep.include({ status: 'offered', needId, personId: 'lin' });
    const roughly = await lin.shows((it) => it.one('need', needId));
    expect(roughly['private']).to.deep.equal({ title: { en: 'Sit with an old man', zh: '陪伴独居老人' } });
    expect(await follow()).to.deep.include({ asked: 2, coming: 0 });

    expect((await lin.perform('acceptOffer', { assignmentId: linsId })).ok).to.equal(true);
    expect((await house.http('acceptOffer', { assignmentId: ansId }, { as: 'an' })).status).to.equal(200);
    const exactly = await lin.shows(
      (it) => (it.one('need', needId)?.['team'] as unknown[] | undefined)?.length === 2 && it.one('need', needId),
    );
    expect(exactly['private']).to.deep.include({ contactPhone: '13905760001', point: { lon: 121.512, lat: 28.613 } });
    // Lin leads, so she is given what it takes to check the team in.
    const unseen = { checkedInAt: null, silentSinceAt: null, headcountId: null };
    expect(exactly['team']).to.deep.equal([
      {
        personId: 'an',
        name: { en: 'An Dongmei', zh: '安冬梅' },
        role: 'volunteer',
        status: 'accepted',
        assignmentId: ansId,
        ...unseen,
      },
      {
        personId: 'lin',
        name: { en: 'Lin Qingyu', zh: '林清语' },
        role: 'socialWorker',
        status: 'accepted',
        leads: true,
        assignmentId: linsId,
        ...unseen,
      },
    ]);
    expect(await follow()).to.deep.include({ asked: 0, coming: 2 });
    await reporter.shows((it) => it.one('need', needId)?.['coming'] === 2);

    house.pass(3);
    await lin.perform('setOut', { assignmentId: linsId });
    house.pass(15);
    await lin.perform('checkIn', {
      assignmentId: linsId,
      how: { by: 'place', point: { lon: 121.5125, lat: 28.613 }, accuracyM: 12 },
    });
    const { body: station } = await house.http('readStationCode', { stationId: house.stationId }, { as: 'tang' });
    const atDesk = await house.http(
      'checkIn',
      { assignmentId: ansId, how: { by: 'desk', code: station.code } },
      { as: 'an' },
    );
    expect(atDesk.status).to.equal(200);
    expect(house.get('assignment', linsId)).to.deep.include({
      status: 'checkedIn',
      checkedInHow: 'place',
      checkInMetresOff: 49,
    });
    expect(house.get('assignment', ansId)).to.deep.include({
      status: 'checkedIn',
      checkedInHow: 'desk',
      checkInMetresOff: null,
    });
    await reporter.shows((it) => it.one('need', needId)?.['onScene'] === 2);
    await desk.shows((it) => it.one('coverage', 'quay')?.['onScene'] === 2);

    house.pass(60);
    await lin.perform('checkOut', { assignmentId: linsId });
    expect(house.get('need', needId).status).to.equal('open');
    const before = house.muster.board.spine.seq;
    await anPocket.perform('checkOut', { assignmentId: ansId });
    expect(house.muster.board.spine.seq, 'the last check-out and the closing are one commit').to.equal(before + 1);
    expect(house.get('need', needId)).to.deep.include({ status: 'closed', outcome: 'met', closedAt: house.now() });
    expect(await follow()).to.deep.include({ status: 'closed', outcome: 'met', done: 2, onScene: 0 });
    await reporter.shows((it) => it.one('need', needId)?.['status'] === 'closed');
    await desk.shows((it) => it.one('need', needId)?.['status'] === 'closed');
    await lin.shows(
      (it) => it.one('need', needId)?.['status'] === 'closed' && it.one('person', 'lin')?.['heldBy'] === null,
    );
    expect(lin.one('need', needId), 'what was needed to go there is gone with the work').to.not.have.nested.property(
      'private.contactPhone',
    );
    const progress = await desk.shows(
      (it) => it.one('progress', house.incidentId)?.['closed'] === 1 && it.one('progress', house.incidentId),
    );
    expect(progress).to.deep.include({
      reported: 1,
      live: 0,
      onScene: 0,
      people: 2,
      hours: 2,
      professionalHours: 1,
      medianMinutesToScene: 18,
    });
    expect(house.get('person', 'lin').stints).to.deep.equal([
      { assignmentId: linsId, startAt: morning + 18 * 60_000, endAt: morning + 78 * 60_000, cellId: 'quay' },
    ]);

    const { body: timeline } = await house.http('readTimeline', { needId }, { as: 'hua' });
    expect(timeline.events.map(({ operation }) => operation).toSorted()).to.deep.equal(
      'acceptOffer acceptOffer checkIn checkIn checkOut checkOut completed offer offer reportNeed setOut triageNeed'.split(
        ' ',
      ),
    );
    expect(timeline.events).to.deep.equal(timeline.events.toSorted((a, b) => a.at - b.at));
  });

  it('shows a screen of another organisation the same need, without asking', async () => {
    const desk = await house.screen({ as: 'hua', place: 'desk' });
    const { body } = await report();
    expect(await desk.shows((it) => it.one('need', body.needId))).to.deep.include({ status: 'reported' });
  });

  it('checks somebody in by a coordinator, and lets nobody else say where they are', async () => {
    const need = await openNeed();
    const linsId = await committed(need, 0, 'lin');
    const bysId = await committed(need, 1, 'an');
    expect(
      await refusalOf(house.does('lin', 'checkIn', { assignmentId: linsId, how: { by: 'coordinator' } })),
    ).to.include({ code: 'notYours' });
    expect(await refusalOf(house.does('bai', 'checkIn', { assignmentId: bysId, how: { by: 'place' } }))).to.include({
      code: 'notFound',
    });
    expect(
      await refusalOf(
        house.does('lin', 'checkIn', { assignmentId: linsId, how: { by: 'desk', code: `${house.stationId}.forged` } }),
      ),
    ).to.include({ code: 'deskCodeWrong' });
    expect(
      await refusalOf(house.does('cao', 'checkIn', { assignmentId: linsId, how: { by: 'place' } })),
      'a coordinator is not on site for somebody',
    ).to.include({ code: 'notYours' });
    await house.does('cao', 'checkIn', { assignmentId: linsId, how: { by: 'coordinator' } });
    expect(house.get('assignment', linsId)).to.deep.include({ status: 'checkedIn', checkedInHow: 'coordinator' });
    // The phone was off all day: the coordinator checks out for the person too.
    await house.does('tang', 'checkOut', { assignmentId: linsId });
    expect(house.get('person', 'lin').heldBy).to.equal(null);
  });

  it('takes the QR code of a desk only at an incident it belongs to', async () => {
    const { incidentId } = await house.does('ada', 'openIncident', {
      name: { en: 'Another' },
      hazard: 'fire',
      area: { en: 'Hill' },
      centre: { lon: 121.5, lat: 28.6 },
    });
    const { code } = await house.does('cao', 'addStation', {
      incidentId,
      name: { en: 'Tent' },
      cellId: 'hill',
      point: { lon: 121.5, lat: 28.63 },
    });
    const need = await openNeed({ incidentId: house.incidentId });
    const assignmentId = await committed(need, 0, 'lin');
    expect(await refusalOf(house.does('lin', 'checkIn', { assignmentId, how: { by: 'desk', code } }))).to.include({
      code: 'deskCodeWrong',
    });
  });

  it('frees the person and the place when an offer is declined or withdrawn, and does not ask who said no again', async () => {
    const need = await openNeed();
    const first = await offered(need, 1, 'an');
    await house.does('an', 'declineOffer', { assignmentId: first, reason: 'tired' });
    expect(house.get('assignment', first)).to.deep.include({ status: 'declined', declineReason: 'tired' });
    expect(house.get('person', 'an')).to.deep.include({ heldBy: null, offers: 1, accepts: 0 });
    expect(await refusalOf(offered(need, 1, 'an'))).to.deep.include({
      code: 'notEligible',
      params: { personId: 'an', reasons: ['excluded'] },
    });
    const second = await offered(need, 1, 'bai');
    await house.does('tang', 'withdrawOffer', { assignmentId: second });
    expect(await refusalOf(house.does('bai', 'acceptOffer', { assignmentId: second }))).to.include({
      code: 'offerOver',
    });
    expect(house.get('person', 'bai').heldBy).to.equal(null);
    await offered(need, 1, 'bai');
  });

  it('asks nobody for two needs at once', async () => {
    const [one, other] = [await openNeed(), await openNeed()];
    await offered(one, 1, 'an');
    expect(await refusalOf(offered(other, 1, 'an'))).to.deep.include({
      code: 'personHeld',
      params: { personId: 'an', status: 'offered' },
    });
    await committed(other, 1, 'bai');
    expect(
      await refusalOf(house.does('cao', 'offer', { needId: other.id, seatId: 's2', personIds: ['chi'] })),
    ).to.deep.include({ code: 'tooManyOffers', params: { left: 0, places: 0 } });
  });

  it('asks only people who may do the work: expired, unverified and unapproved are refused with the reason', async () => {
    const need = await openNeed();
    for (const [personId, reason] of [
      ['sui', 'skill'],
      ['tao', 'skill'],
      ['an', 'role'],
    ] as const) {
      const refused = await refusalOf(offered(need, 0, personId));
      expect(refused.code).to.equal('notEligible');
      expect(refused.params['reasons']).to.include(reason);
    }
    expect((await refusalOf(offered(need, 1, 'wei'))).params['reasons']).to.deep.equal(['notApproved']);
  });

  it('lets a credential count once it is verified and as long as it lasts', async () => {
    const need = await openNeed();
    expect(
      await refusalOf(house.does('hua', 'verifyCredential', { personId: 'sui', credentialId: 'sui-licence' })),
    ).to.include({ code: 'alreadyDone' });
    await house.does('hua', 'verifyCredential', { personId: 'tao', credentialId: 'tao-licence' });
    await offered(need, 0, 'tao');

    const { credentialId } = await house.does('sui', 'addCredential', {
      personId: 'sui',
      code: 'cn.sw.worker',
      issuer: 'Ministry',
      number: 'SW-NEW-1',
      expiresAt: house.now() + 2 * hour,
      skillCodes: ['psy.case'],
    });
    expect(
      house.get('person', 'sui').credentials.map(({ id }) => id),
      'the same credential again replaces the earlier',
    ).to.deep.equal([credentialId]);
    expect(await refusalOf(house.does('cao', 'verifyCredential', { personId: 'sui', credentialId }))).to.include({
      code: 'otherOrganisation',
    });
    await house.does('hua', 'verifyCredential', { personId: 'sui', credentialId });
    const another = await openNeed();
    const { body: before } = await house.http('proposePeople', { needId: another.id }, { as: 'cao' });
    expect(before.seats[0]!.people.map(({ personId }) => personId)).to.include('sui');
    house.pass(121);
    expect((await refusalOf(offered(another, 0, 'sui'))).params['reasons']).to.deep.equal(['skill']);
    await house.does('mei', 'addCredential', {
      personId: 'mei',
      code: 'cn.nurse',
      issuer: 'Hospital',
      number: 'N-1',
      expiresAt: house.now() - hour,
      skillCodes: [],
    });
    const late = house.get('person', 'mei').credentials.at(-1)!;
    expect(
      await refusalOf(house.does('hua', 'verifyCredential', { personId: 'mei', credentialId: late.id })),
    ).to.include({ code: 'credentialExpired' });
  });

  it('keeps the numbers of the credentials somebody has, and no other', async () => {
    for (const number of ['A-1', 'A-2'])
      await house.does('lin', 'addCredential', {
        personId: 'lin',
        code: 'cn.nurse',
        issuer: 'Hospital',
        number,
        expiresAt: null,
        skillCodes: [],
      });
    const person = house.get('person', 'lin');
    const secret = house.muster.board.spine.sight.open(person) as { credentialNumbers: Record<string, string> };
    expect(Object.keys(secret.credentialNumbers).toSorted()).to.deep.equal(
      person.credentials.map(({ id }) => id).toSorted(),
    );
  });

  it('releases somebody who cannot go on, and opens the place again', async () => {
    const need = await openNeed();
    const assignmentId = await committed(need, 1, 'an');
    await house.does('an', 'checkIn', { assignmentId, how: { by: 'place' } });
    house.pass(30);
    await house.does('an', 'release', { assignmentId, reason: 'sick' });
    expect(house.get('assignment', assignmentId)).to.deep.include({ status: 'released', minutes: 30 });
    expect(house.get('person', 'an')).to.deep.include({ heldBy: null });
    await committed(need, 1, 'bai');
  });

  it('marks who never came, frees the place and keeps it in mind', async () => {
    const need = await openNeed({ confidentiality: 'restricted' });
    const assignmentId = await committed(need, 1, 'an');
    expect(
      await refusalOf(house.does('hua', 'markNoShow', { assignmentId })),
      'a case of another organisation',
    ).to.include({ code: 'otherOrganisation' });
    await house.does('cao', 'markNoShow', { assignmentId });
    expect(house.get('person', 'an')).to.deep.include({ heldBy: null, noShows: 1 });
    expect(await refusalOf(house.does('an', 'checkIn', { assignmentId, how: { by: 'place' } }))).to.include({
      code: 'assignmentStep',
    });
    await committed(need, 1, 'bai');
  });

  it('raises trouble on every desk until somebody acknowledges it, and clears it with the assignment', async () => {
    const desk = await house.screen({ as: 'hua', place: 'desk' });
    const need = await openNeed();
    const assignmentId = await committed(need, 1, 'an');
    await house.does('an', 'reportTrouble', { assignmentId, trouble: 'needHelp' });
    const alert = await desk.shows((it) => it.all('alert')[0]);
    expect(alert).to.deep.include({ type: 'needHelp', assignmentId, acknowledgedAt: null, clearedAt: null });
    await house.does('cao', 'acknowledgeAlert', { alertId: alert.id });
    await desk.shows((it) => it.one('alert', alert.id)?.['acknowledgedBy'] === 'cao');
    expect(await refusalOf(house.does('hua', 'acknowledgeAlert', { alertId: alert.id }))).to.include({
      code: 'alreadyDone',
    });
    await house.does('an', 'release', { assignmentId });
    await desk.shows((it) => it.one('alert', alert.id)?.['clearedAt'] !== null);
  });

  it('merges what was reported twice, and who reported either goes on following the one that is worked on', async () => {
    const [one, two, three] = [await report(), await report(), await report()];
    const screen = await house.screen({ code: one.body.code });
    await house.does('cao', 'mergeNeeds', { needId: one.body.needId, intoNeedId: two.body.needId });
    await house.does('cao', 'mergeNeeds', { needId: two.body.needId, intoNeedId: three.body.needId });
    await house.does('cao', 'triageNeed', { needId: three.body.needId, seats });
    const need = house.get('need', three.body.needId);
    await committed(need, 0, 'lin');
    for (const { code, needId } of [one.body, two.body, three.body]) {
      const { body } = await house.http('followNeed', { code });
      expect(body, code).to.deep.include({ needId, status: 'open', coming: 1 });
    }
    const shown = await screen.shows(
      (it) => it.one('need', one.body.needId)?.['coming'] === 1 && it.one('need', one.body.needId),
    );
    expect(shown).to.deep.include((await house.http('followNeed', { code: one.body.code })).body);
    expect(await refusalOf(house.does('cao', 'mergeNeeds', { needId: need.id, intoNeedId: need.id }))).to.include({
      code: 'mergeWithItself',
    });
    const other = await openNeed();
    expect(await refusalOf(house.does('cao', 'mergeNeeds', { needId: need.id, intoNeedId: other.id }))).to.include({
      code: 'peopleStillOut',
    });
  });

  it('tells those who were asked when a need is merged or closed, in the same commit', async () => {
    const [gone, into] = [await openNeed(), await openNeed()];
    const first = await offered(gone, 1, 'an');
    await house.does('cao', 'mergeNeeds', { needId: gone.id, intoNeedId: into.id });
    const second = await offered(into, 1, 'an');
    await house.does('cao', 'closeNeed', { needId: into.id, outcome: 'notNeeded' });
    for (const id of [first, second]) expect(house.get('assignment', id).status).to.equal('stoodDown');
    expect(house.get('person', 'an').heldBy).to.equal(null);
  });

  it('does not close over the heads of people who are out, and reopens what was closed too early', async () => {
    const need = await openNeed();
    const assignmentId = await committed(need, 1, 'an');
    expect(await refusalOf(house.does('cao', 'closeNeed', { needId: need.id, outcome: 'elsewhere' }))).to.deep.include({
      code: 'peopleStillOut',
      params: { count: 1 },
    });
    await house.does('an', 'release', { assignmentId });
    await house.does('cao', 'closeNeed', { needId: need.id, outcome: 'elsewhere' });
    expect(await refusalOf(offered(need, 1, 'bai'))).to.include({ code: 'needNotOpen' });
    house.pass(300);
    await house.does('cao', 'reopenNeed', { needId: need.id });
    expect(house.get('need', need.id)).to.deep.include({ status: 'open', outcome: null, closedAt: null });
    expect(house.get('need', need.id).deadlineAt).to.be.greaterThan(house.now());
    await committed(need, 1, 'bai');
  });

  it('tells people at once when the seat they were asked for is dropped or made smaller', async () => {
    const [wide] = [{ ...seats[1]!, count: 3 }];
    const need = await openNeed({ seats: [wide] });
    const going = await committed(need, 0, 'an');
    const [second, third] = [await offered(need, 0, 'bai'), await offered(need, 0, 'chi')];
    expect(await refusalOf(house.does('cao', 'triageNeed', { needId: need.id, seats: [{ ...seats[0]! }] }))).to.include(
      { code: 'seatsBelowFilled' },
    );
    await house.does('cao', 'triageNeed', { needId: need.id, seats: [{ ...wide, id: need.seats[0]!.id, count: 1 }] });
    expect([going, second, third].map((id) => house.get('assignment', id).status)).to.deep.equal([
      'accepted',
      'stoodDown',
      'stoodDown',
    ]);
    expect(house.get('person', 'bai').heldBy).to.equal(null);
  });

  it('stands down who was still asked when the last place is taken', async () => {
    const need = await openNeed({ seats: [{ ...seats[1]!, count: 2 }] });
    const [first, second] = [await offered(need, 0, 'an'), await offered(need, 0, 'bai')];
    await house.does('an', 'acceptOffer', { assignmentId: first });
    expect(house.get('assignment', second).status).to.equal('offered');
    await house.does('bai', 'acceptOffer', { assignmentId: second });
    expect(house.get('assignment', second).status).to.equal('accepted');
  });

  it('forgets the exact place of a need that the desk moved to another cell', async () => {
    const { needId } = await house.does(anybody, 'reportNeed', {
      title: { en: 'Roof gone' },
      category: 'shelter',
      point: { lon: 121.512, lat: 28.613 },
    });
    await house.does('cao', 'triageNeed', { needId, cellId: 'dyke', seats });
    const need = house.get('need', needId);
    expect(need).to.deep.include({ cellId: 'dyke' });
    expect(house.muster.board.spine.sight.open(need)).to.not.have.property('point');
  });

  it('lets a stranger in by invitation: the link works once, and who was invited may act', async () => {
    const { personId, link } = await house.does('tang', 'invitePerson', {
      name: { zh: '新来的' },
      phone: '136 0000 0001',
      roles: ['volunteer'],
      homeCellId: 'hill',
    });
    const token = link.slice(link.indexOf('#') + 1);
    const first = await house.http('acceptInvitation', { token });
    expect(first.status).to.equal(200);
    expect(first.headers.get('set-cookie')).to.match(/^muster=.*HttpOnly; SameSite=Lax/);
    const again = await house.http('acceptInvitation', { token });
    expect(again.status).to.equal(401);
    expect(again.body.code).to.equal('linkNotValid');
    expect(house.get('person', personId).status).to.equal('approved');
    await house.does(personId, 'setAvailability', {
      personId,
      availability: [{ fromAt: house.now(), untilAt: house.now() + 8 * hour }],
    });
    await house.does('tang', 'suspendPerson', { personId });
    const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
    const after = await house.http('setAvailability', { personId, availability: [] }, { headers: { Cookie: cookie } });
    expect(after.body.code, 'a session says who somebody is, the record what they may').to.equal('notApproved');
    expect(
      (await house.http('acceptInvitation', { token: (await house.muster.signInLink('an')).split('#')[1]! })).status,
    ).to.equal(200);
  });

  it('refuses a link that ran out', async () => {
    const { link } = await house.does('tang', 'invitePerson', {
      name: { en: 'Late' },
      roles: ['volunteer'],
      homeCellId: 'hill',
    });
    house.pass(7 * 24 * 60);
    expect(await refusalOf(house.does(anybody, 'acceptInvitation', { token: link.split('#')[1]! }))).to.include({
      code: 'linkNotValid',
    });
  });

  it('takes applications, which wait for a coordinator of that organisation', async () => {
    const { body: applied } = await house.http('applyToHelp', {
      name: { zh: '热心人' },
      phone: '+86 136-0000-0002',
      organisationId: 'tides',
      homeCellId: 'dyke',
    });
    const { personId, link } = applied;
    const { headers } = await house.http('acceptInvitation', { token: link.split('#')[1]! });
    const cookie = headers.get('set-cookie')!.split(';')[0]!;
    const early = await house.http('setAvailability', { personId, availability: [] }, { headers: { Cookie: cookie } });
    expect(early.body.code).to.equal('notApproved');
    const { body: list } = await house.http('findPeople', { status: 'applied' }, { as: 'tang' });
    expect(list.people.map(({ id }) => id)).to.deep.equal([personId, 'wei']);
    expect(await refusalOf(house.does('hua', 'approvePerson', { personId }))).to.include({ code: 'otherOrganisation' });
    await house.does('tang', 'approvePerson', { personId });
    expect(await refusalOf(house.does('tang', 'approvePerson', { personId }))).to.include({ code: 'alreadyDone' });
    const now = await house.http('setAvailability', { personId, availability: [] }, { headers: { Cookie: cookie } });
    expect(now.status).to.equal(200);
  });

  it('registers nobody twice, however the phone number was typed', async () => {
    const apply = (phone: string) =>
      house.does(anybody, 'applyToHelp', {
        name: { en: 'Someone' },
        phone,
        organisationId: 'tides',
        homeCellId: 'dyke',
      });
    await apply('136 0000 0003');
    for (const phone of ['13600000003', '+86 136-0000-0003', '136 0000 0003'])
      expect(await refusalOf(apply(phone)), phone).to.include({ code: 'alreadyRegistered' });
    expect(
      await refusalOf(
        house.does('tang', 'invitePerson', {
          name: { en: 'X' },
          phone: '138 0571 3011',
          roles: ['volunteer'],
          homeCellId: 'hill',
        }),
      ),
      "An's number",
    ).to.include({ code: 'alreadyRegistered' });
  });

  it('gives no coordinator a link that would make an administrator of them', async () => {
    expect(await refusalOf(house.does('cao', 'inviteAgain', { personId: 'ada' }))).to.include({ code: 'notYours' });
    expect(await refusalOf(house.does('cao', 'suspendPerson', { personId: 'bo' }))).to.include({ code: 'notYours' });
    expect(
      await refusalOf(house.does('cao', 'invitePerson', { name: { en: 'X' }, roles: ['admin'], homeCellId: 'hill' })),
    ).to.include({ code: 'notYours' });
    await house.does('bo', 'inviteAgain', { personId: 'ada' });
  });

  it('opens and closes operational periods and incidents in their order', async () => {
    const { incidentId } = house;
    const [first] = house.get('incident', incidentId).periods;
    const span = { incidentId, startAt: house.now() + 12 * hour, endAt: house.now() + 24 * hour };
    expect(await refusalOf(house.does('cao', 'openPeriod', { ...span, startAt: house.now() + hour }))).to.deep.include({
      code: 'periodOverlaps',
      params: { number: 1 },
    });
    const { periodId } = await house.does('cao', 'openPeriod', span);
    expect(house.get('incident', incidentId).periods[1]).to.deep.include({
      id: periodId,
      number: 2,
      startAt: span.startAt,
    });
    await house.does('cao', 'closePeriod', { incidentId, periodId: first!.id });
    expect(await refusalOf(house.does('cao', 'closePeriod', { incidentId, periodId: first!.id }))).to.include({
      code: 'periodClosed',
    });
    for (const [startAt, endAt] of [
      [span.endAt, span.endAt],
      [morning - hour, morning - 1],
      [Date.UTC(2001, 0, 1), house.now() + hour],
      [house.now(), Date.UTC(2099, 0, 1)],
    ])
      expect(
        await refusalOf(house.does('cao', 'openPeriod', { incidentId, startAt: startAt!, endAt: endAt! })),
        `${startAt} to ${endAt}`,
      ).to.include({ code: 'badTimes' });

    const need = await openNeed();
    expect(await refusalOf(house.does('ada', 'closeIncident', { incidentId }))).to.deep.include({
      code: 'needsStillLive',
      params: { count: 1 },
    });
    await house.does('cao', 'closeNeed', { needId: need.id, outcome: 'met' });
    await house.does('ada', 'closeIncident', { incidentId });
    expect(house.get('incident', incidentId).periods.every(({ closedAt }) => closedAt !== null)).to.equal(true);
    expect(
      await refusalOf(house.does(anybody, 'reportNeed', { title: { en: 'x' }, category: 'food', cellId: 'quay' })),
    ).to.include({ code: 'noOpenIncident' });
    expect(await refusalOf(house.does('cao', 'reopenNeed', { needId: need.id }))).to.include({
      code: 'incidentClosed',
    });
    expect(await refusalOf(house.does('cao', 'openPeriod', span))).to.include({ code: 'incidentClosed' });
  });

  it('founds an empty house once, and its first administrator can lay the ground', async () => {
    const empty = await openHouse({ furnished: false });
    try {
      const { personId, invitationId } = await empty.does(system, 'foundDeployment', {
        organisation: { en: 'Office' },
        personName: { en: 'First' },
      });
      expect(invitationId).to.be.a('string');
      expect(
        await refusalOf(
          empty.does(system, 'foundDeployment', { organisation: { en: 'Office' }, personName: { en: 'Second' } }),
        ),
      ).to.include({ code: 'personStep' });
      await empty.signIn(personId);
      const { cells } = await import('./support/house-world.ts');
      const laid = await empty.http(
        'addCells',
        { cells: cells.map(({ kind: _kind, ...cell }) => cell) },
        { as: personId },
      );
      expect(laid.body.cellIds).to.have.lengthOf(6);
      const { body } = await empty.http(
        'addOrganisation',
        { name: { en: 'Team' }, form: 'grassroots', serviceCellIds: ['hill'] },
        { as: personId },
      );
      expect(empty.get('organisation', body.organisationId).status).to.equal('active');
    } finally {
      await empty.stop();
    }
  });
});
