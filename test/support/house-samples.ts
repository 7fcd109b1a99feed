import type { GivenInput, OperationName } from '../../shared/operations.ts';
import type { House } from './house.ts';
import { cells, organisations, people } from './house-world.ts';

/** A browser's keys, for nobody in particular. */
const pushKeys = {
  endpoint: 'https://push.example.net/a',
  p256dh: `B${'A'.repeat(86)}`,
  auth: 'A'.repeat(22),
};

/** What the samples speak of. */
export interface Spoken {
  needId: string;
  otherNeedId: string;
  seatId: string;
  assignmentId: string;
  waveId: string;
  alertId: string;
  noticeId: string;
  code: string;
  headcountId: string;
  rollCallId: string;
  walkUpId: string;
  paperCode: string;
  serviceCode: string;
  stationCode: string;
}

/** An input for every operation, in a house where `speakOf` was done first; a new operation without one does not compile. */
export function samplesFor(house: House, spoken: Spoken): { [N in OperationName]: GivenInput<N> } {
  const { needId, otherNeedId, seatId, assignmentId, waveId, alertId, noticeId, code } = spoken;
  const { headcountId, rollCallId, walkUpId, paperCode, serviceCode, stationCode } = spoken;
  const { incidentId, stationId } = house;
  const name = { en: 'A name', zh: '名称' };
  const skills = [{ code: 'psy.pfa', level: 1 }];
  const seat = { role: 'volunteer' as const, count: 4, skills, credentialCodes: [], languages: [], leads: false };
  const point = { lon: 121.51, lat: 28.61 };
  return {
    reportNeed: { title: name, category: 'food', cellId: 'quay', point, address: name, seats: [seat] },
    followNeed: { code },
    applyToHelp: { name, phone: '13600009999', organisationId: 'tides', homeCellId: 'hill', skills },
    acceptInvitation: { token: 'x.y' },
    triageNeed: { needId, priority: 'urgent', title: name, seats: [{ ...seat, id: seatId }], point },
    claimNeed: { needId },
    mergeNeeds: { needId: otherNeedId, intoNeedId: needId },
    closeNeed: { needId: otherNeedId, outcome: 'met' },
    reopenNeed: { needId },
    proposePeople: { needId },
    readTimeline: { needId },
    offer: { needId, seatId, personIds: ['bai'] },
    withdrawOffer: { assignmentId },
    markNoShow: { assignmentId },
    release: { assignmentId },
    acceptOffer: { assignmentId },
    declineOffer: { assignmentId },
    openWave: { needId },
    withdrawWave: { waveId },
    setAsking: { needId, automatic: false },
    callUp: { assignmentId },
    enough: { needId },
    stillNeeded: { needId },
    giveDeclineReason: { assignmentId, reason: 'busy' },
    setOut: { assignmentId },
    checkIn: { assignmentId, how: { by: 'place', point } },
    checkOut: { assignmentId },
    reportTrouble: { assignmentId, trouble: 'late' },
    acknowledgeAlert: { alertId },
    planPeriod: { incidentId },
    readPlan: { planId: 'plan-1' },
    acceptPlan: { incidentId, sendings: [{ needId, seatId, personId: 'bai' }] },
    composeTeams: { incidentId, category: 'other', estimatedMinutes: 120, cellIds: ['hill'], members: 4 },
    sendTeams: {
      incidentId,
      category: 'other',
      estimatedMinutes: 120,
      title: name,
      teams: [{ cellId: 'hill', leadId: 'lin', memberIds: ['an', 'bai', 'fei'] }],
    },
    whyNot: { needId, seatId, personId: 'bai' },
    setAvailability: {
      personId: 'an',
      availability: [{ fromAt: house.now(), untilAt: house.now() + 3_600_000 }],
      limits: { maxDistanceKm: 10, maxHoursPerDay: 8, minRestHours: 8, nights: false },
    },
    invitePerson: { name, roles: ['volunteer'], homeCellId: 'hill', organisationId: 'tides', skills },
    inviteAgain: { personId: 'an' },
    approvePerson: { personId: 'wei' },
    suspendPerson: { personId: 'bai' },
    addCredential: {
      personId: 'lin',
      code: 'cn.nurse',
      issuer: 'Hospital',
      number: 'N-1',
      expiresAt: null,
      skillCodes: [],
    },
    verifyCredential: { personId: 'tao', credentialId: 'tao-licence' },
    findPeople: {},
    sayItWasHard: { assignmentId },
    takeDebrief: { debriefId: assignmentId },
    finishDebrief: { debriefId: assignmentId, note: 'Talked' },
    declineDebrief: { debriefId: assignmentId },
    nameLead: { needId, personId: 'an' },
    joinTeam: { needId, seatId, personId: 'bai' },
    moveToNeed: { assignmentId, needId: otherNeedId, seatId },
    prepareHandover: {
      needId,
      people: [{ personId: 'an', stays: true, relievedById: null }],
      incomingLeadId: 'an',
      note: 'Keys at the gate',
    },
    acknowledgeHandover: { handoverId: 'none' },
    setCareLimits: { maxHoursPerDay: 10, maxHoursInARow: 8, minRestHours: 10, maxNightHours: 6, maxHardInARow: 1 },
    readDemobilisation: { incidentId },
    openCase: { assignmentId },
    writeCaseNote: { caseId: assignmentId, phase: 'intake', text: 'Came by herself' },
    setCasePhase: { caseId: assignmentId, phase: 'assessment' },
    passCase: { caseId: assignmentId, personId: 'lin' },
    readProfessionalHours: { incidentId },
    raiseRelief: {},
    openIncident: { name, hazard: 'fire', area: name, centre: point },
    closeIncident: { incidentId },
    openPeriod: { incidentId, startAt: house.now() + 86_400_000, endAt: house.now() + 2 * 86_400_000 },
    closePeriod: { incidentId, periodId: house.get('incident', incidentId).periods[0]!.id },
    addOrganisation: { name, form: 'agency', serviceCellIds: ['hill'] },
    addCells: {
      cells: [
        {
          id: 'new',
          name,
          ring: [point, { ...point, lat: 29 }, { lon: 122, lat: 29 }, point],
          centre: point,
          population: 1,
        },
      ],
    },
    addStation: { incidentId, name, cellId: 'hill', point },
    readStationCode: { stationId },
    importRecords: { organisations, cells, people: people.map((person) => ({ ...person, id: `new-${person.id}` })) },
    sayWell: { assignmentId },
    tellPlace: { assignmentId, point, accuracyM: 12 },
    settleAlert: { alertId },
    setRisk: { needId, risk: 'high' },
    setEscalation: { of: 'incident', ofId: incidentId, name, phone: '13600008888' },
    openRollCall: { incidentId, about: 'need', aboutId: needId },
    answerRollCall: { headcountId, answer: 'well' },
    closeRollCall: { rollCallId },
    registerWalkUp: { incidentId, stationId, name, phone: '13600007777', homeUnit: 'Rowing club', travel: 'onFoot' },
    registerMyself: { station: stationCode, name, phone: '13600006666', resource: 'boat', personnel: 3 },
    lookUpStation: { station: stationCode },
    placeWalkUp: { walkUpId, needId, seatId },
    readWalkUpCode: { walkUpId },
    stepByCode: { code: paperCode, step: 'leave' },
    followWalkUp: { code: paperCode },
    readService: { personId: 'an', fromAt: house.now() - 86_400_000, untilAt: house.now() },
    issueServiceRecord: { personId: 'an', fromAt: house.now() - 86_400_000, untilAt: house.now() },
    checkServiceRecord: { code: serviceCode },
    askWhetherAllIsWell: {},
    expireOffers: {},
    raiseMissedCheckIns: {},
    openDueWaves: {},
    releaseStaleClaims: {},
    escalateUnmetNeeds: {},
    foundDeployment: { organisation: name, personName: name },
    changeContact: { personId: 'an', phone: '13700002222', email: null },
    setReach: {
      personId: 'an',
      language: 'en',
      order: ['sms'],
      quiet: { fromMinute: 0, untilMinute: 60 },
      muteUntilAt: house.now() + 3_600_000,
    },
    addDevice: { personId: 'an', device: 'a-phone', keys: pushKeys },
    removeDevice: { personId: 'an', device: 'a-phone' },
    sendTestNotice: { personId: 'an', channel: 'push' },
    acknowledgeNotices: { noticeIds: [noticeId], channel: 'page' },
    claimDeliveries: { claimId: 'a-claim', most: 1, perMinute: { push: 1, sms: 1, email: 1, voice: 1 } },
    settleDeliveries: { claimId: 'a-claim', results: [{ noticeId, channel: 'sms', outcome: 'sent' }] },
    noteReceipt: { noticeId, channel: 'sms', state: 'delivered' },
    lookUpOffer: { link: 'x.y' },
    answerByLink: { link: 'x.y', yes: true },
    answerByMessage: { from: '13805710001', text: '1 37' },
  };
}

/** Makes what the samples speak of: two needs, somebody on the way to the first, and an alert. */
export async function speakOf(house: House): Promise<Spoken> {
  const seats = [
    { role: 'volunteer' as const, count: 4, skills: [], credentialCodes: [], languages: [], leads: false },
  ];
  const input = { title: { en: 'A need' }, category: 'other' as const, cellId: 'quay', seats };
  const { needId, code } = await house.does('cao', 'reportNeed', input);
  const { needId: otherNeedId } = await house.does('cao', 'reportNeed', input);
  const seatId = house.get('need', needId).seats[0]!.id;
  const { assignmentIds } = await house.does('cao', 'offer', { needId, seatId, personIds: ['an'] });
  const assignmentId = assignmentIds[0]!;
  await house.does('an', 'acceptOffer', { assignmentId });
  await house.does('an', 'reportTrouble', { assignmentId, trouble: 'late' });
  const { waveId } = house.get('assignment', assignmentId) as { waveId: string };
  const alertId = house.all('alert')[0]!.id;
  const { rollCallId } = await house.does('cao', 'openRollCall', {
    incidentId: house.incidentId,
    about: 'incident',
    aboutId: house.incidentId,
  });
  const { walkUpId, code: paperCode } = await house.does('ada', 'registerWalkUp', {
    incidentId: house.incidentId,
    stationId: house.stationId,
    name: { en: 'Somebody who came' },
  });
  const { code: stationCode } = await house.does('cao', 'readStationCode', { stationId: house.stationId });
  return {
    needId,
    otherNeedId,
    seatId,
    assignmentId,
    waveId,
    alertId,
    noticeId: house.all('notice')[0]!.id,
    code,
    headcountId: house.all('headcount')[0]!.id,
    rollCallId,
    walkUpId,
    paperCode,
    stationCode,
    serviceCode: await someCertificate(house),
  };
}

/** The code of a certificate over half an hour's work. */
async function someCertificate(house: House): Promise<string> {
  const fromAt = house.now();
  const { needId } = await house.does('cao', 'reportNeed', {
    title: { en: 'Work that is done' },
    category: 'other',
    cellId: 'quay',
    seats: [{ role: 'volunteer', count: 1, skills: [], credentialCodes: [], languages: [], leads: false }],
  });
  const { assignmentIds } = await house.does('cao', 'offer', { needId, seatId: 's1', personIds: ['ji'] });
  const [assignmentId = ''] = assignmentIds;
  await house.does('ji', 'acceptOffer', { assignmentId });
  await house.does('ji', 'checkIn', { assignmentId, how: { by: 'place' } });
  house.pass(30);
  await house.does('ji', 'checkOut', { assignmentId });
  const { code } = await house.does('ji', 'issueServiceRecord', { personId: 'ji', fromAt, untilAt: house.now() });
  return code;
}
