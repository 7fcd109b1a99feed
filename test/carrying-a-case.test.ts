import { expect } from 'chai';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { frameFor } from '../server/frames.ts';
import { audienceKey, type Audience } from '../server/rules/visibility.ts';
import { applyFrame, emptyScreen } from '../shared/board.ts';
import { caseSteps } from '../shared/lifecycle.ts';
import { casePhases, type Seat } from '../shared/records.ts';
import { openHouse, refusalOf, type House } from './support/house.ts';

const secret = 'Afraid of her brother';
const seat = (given: Partial<Omit<Seat, 'id'>> = {}): Omit<Seat, 'id'> => ({
  role: 'socialWorker',
  count: 1,
  skills: [],
  credentialCodes: [],
  languages: [],
  leads: false,
  ...given,
});

describe('carrying a case', function () {
  this.timeout(60_000);
  let house: House;
  let needId: string;
  let caseId: string;
  beforeEach(async () => {
    house = await openHouse();
    ({ needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'A girl alone' },
      address: { en: 'Quay Street 7' },
      category: 'psychosocial',
      cellId: 'quay',
      seats: [seat(), seat({ role: 'volunteer' })],
    }));
    ({ assignmentId: caseId } = await house.does('cao', 'joinTeam', { needId, seatId: 's1', personId: 'lin' }));
    await house.does('cao', 'joinTeam', { needId, seatId: 's2', personId: 'an' });
    await house.does('lin', 'openCase', { assignmentId: caseId });
    await house.does('lin', 'writeCaseNote', { caseId, phase: 'intake', text: secret });
  });
  afterEach(() => house.stop());

  const audiences: Audience[] = [
    { is: 'public' },
    ...['office', 'harbour', 'tides'].map((organisationId): Audience => ({ is: 'desk', organisationId })),
    ...['lin', 'mei', 'an', 'qiu', 'sui', 'hua'].map((personId): Audience => ({ is: 'responder', personId })),
  ];
  const readers = (word: string) =>
    audiences
      .filter((audience) => JSON.stringify(frameFor(house.muster.board.spine, audience, 0)).includes(word))
      .map(audienceKey);
  const to = async (...phases: (typeof casePhases)[number][]) => {
    for (const phase of phases) await house.does('lin', 'setCasePhase', { caseId, phase });
  };

  it('is read by the organisation that holds it and by whoever carries it, and by nobody else, by any door', async () => {
    expect(readers(secret)).to.deep.equal(['desk:harbour', 'responder:lin']);
    // Not even by the desk that holds the need, nor by its administrators.
    const events = await house.http('readTimeline', { needId }, { as: 'cao' });
    const proposals = await house.http('proposePeople', { needId }, { as: 'ada' });
    const found = await house.http('findPeople', {}, { as: 'ada' });
    const again = await house.http('writeCaseNote', { caseId, phase: 'intake', text: 'x' }, { as: 'ada' });
    for (const { body } of [events, proposals, found, again]) expect(JSON.stringify(body)).to.not.include(secret);
    expect(again.status).to.equal(404);
    for (const as of ['cao', 'an', 'tang']) {
      const screen = await house.screen({ as });
      expect(JSON.stringify(screen.frames)).to.not.include(secret).and.not.include('"caseNote"');
    }
    expect(JSON.stringify((await house.screen({ as: 'hua' })).frames)).to.include(secret);
  });

  it('rests sealed: the words are on no disk', async () => {
    await house.muster.stop();
    const files = (dir: string): string[] =>
      readdirSync(dir).flatMap((name) => {
        const file = path.join(dir, name);
        return statSync(file).isDirectory() ? files(file) : [file];
      });
    for (const file of files(house.dir)) expect(readFileSync(file).includes(Buffer.from(secret)), file).to.equal(false);
    await house.restart();
    expect(readers(secret)).to.deep.equal(['desk:harbour', 'responder:lin']);
  });

  it('keeps its notes under the key of the case, so that destroying that one erases them all', async () => {
    const keyOf = (record: object) => String((record as { sealed?: string }).sealed).split('.')[0];
    const [note] = house.all('caseNote');
    expect(keyOf(note!)).to.equal(keyOf(house.get('case', caseId)));
  });

  it('goes forward a phase at a time and back where it must, as its steps say', async () => {
    for (const phase of casePhases.filter((phase) => !caseSteps.intake.includes(phase)))
      expect((await refusalOf(to(phase))).code).to.equal('casePhase');
    await to('assessment', 'planning', 'assessment', 'planning', 'intervention', 'evaluation');
    expect(house.get('case', caseId).phases.map(({ phase }) => phase)).to.deep.equal([
      'intake',
      'assessment',
      'planning',
      'assessment',
      'planning',
      'intervention',
      'evaluation',
    ]);
  });

  it('is closed only with an evaluation, and opened again with a new assessment, which takes a new one', async () => {
    await to('assessment', 'planning', 'intervention', 'evaluation');
    expect((await refusalOf(to('closure'))).code).to.equal('notEvaluated');
    await house.does('lin', 'writeCaseNote', { caseId, phase: 'evaluation', text: 'She sleeps at her aunt’s' });
    await to('closure');
    expect(house.get('case', caseId).closedAt).to.equal(house.now());
    const write = () => house.does('lin', 'writeCaseNote', { caseId, phase: 'intake', text: 'more' });
    expect((await refusalOf(write())).code).to.equal('caseClosed');
    house.pass(60);
    await to('assessment', 'planning', 'intervention', 'evaluation');
    expect(house.get('case', caseId).closedAt).to.equal(null);
    expect((await refusalOf(to('closure'))).code).to.equal('notEvaluated');
  });

  it('outlives the assignment, and a colleague of the same organisation carries it on', async () => {
    await house.does('lin', 'checkOut', { assignmentId: caseId });
    await house.does('lin', 'writeCaseNote', { caseId, phase: 'intake', text: 'Called her' });
    for (const [personId, code] of [
      ['qiu', 'otherOrganisation'],
      ['kang', 'notSocialWorker'],
      ['lin', 'alreadyDone'],
    ] as const)
      expect((await refusalOf(house.does('hua', 'passCase', { caseId, personId }))).code, personId).to.equal(code);
    expect((await refusalOf(house.does('mei', 'passCase', { caseId, personId: 'mei' }))).code).to.equal('notFound');

    const before = emptyScreen();
    const lin: Audience = { is: 'responder', personId: 'lin' };
    applyFrame(before, frameFor(house.muster.board.spine, lin, 0));
    await house.does('hua', 'passCase', { caseId, personId: 'mei' });
    expect(readers(secret)).to.deep.equal(['desk:harbour', 'responder:mei']);
    expect(readers('Quay Street 7')).to.include('responder:mei');
    await house.does('mei', 'writeCaseNote', { caseId, phase: 'intake', text: 'Took over' });
    expect((await refusalOf(house.does('lin', 'writeCaseNote', { caseId, phase: 'intake', text: 'x' }))).code).to.equal(
      'notFound',
    );
    // What the first worker's phone had is taken off it, and it ends up where a fresh one does.
    applyFrame(before, frameFor(house.muster.board.spine, lin, before.seq));
    expect(JSON.stringify([...before.records.get('caseNote')!.values()])).to.not.include(secret);
    const fresh = emptyScreen();
    applyFrame(fresh, frameFor(house.muster.board.spine, lin, 0));
    for (const kind of ['case', 'caseNote'] as const)
      expect(Object.fromEntries(before.records.get(kind)!)).to.deep.equal(Object.fromEntries(fresh.records.get(kind)!));
  });

  it('is begun by a social worker on an assignment of their own, once', async () => {
    const an = house.all('assignment').find(({ personId }) => personId === 'an')!;
    expect((await refusalOf(house.does('an', 'openCase', { assignmentId: an.id }))).code).to.equal('notSocialWorker');
    expect((await refusalOf(house.does('mei', 'openCase', { assignmentId: caseId }))).code).to.equal('notFound');
    expect((await refusalOf(house.does('lin', 'openCase', { assignmentId: caseId }))).code).to.equal('alreadyDone');
  });
});

describe('what professionals are used for', function () {
  this.timeout(60_000);
  let house: House;
  beforeEach(async () => {
    house = await openHouse({ listens: false });
  });
  afterEach(() => house.stop());

  it('a social worker sent for work that asks for no profession is marked, one sent for social work is not', async () => {
    const { needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'Boxes' },
      category: 'supplies',
      cellId: 'quay',
      seats: [
        seat({ role: 'anyone' }),
        seat({ role: 'anyone', skills: [{ code: 'psy.case', level: 2 }] }),
        seat({ role: 'anyone', credentialCodes: ['cn.sw.worker'] }),
        seat(),
        seat({ role: 'anyone' }),
      ],
    });
    const workers = ['lin', 'mei', 'qiu', 'rao', 'gu'];
    for (const [at, personId] of workers.entries())
      await house.does('cao', 'offer', { needId, seatId: `s${at + 1}`, personIds: [personId] });
    expect(house.all('assignment').map(({ personId, genericWork }) => [personId, genericWork])).to.deep.equal([
      ['lin', true],
      ['mei', undefined],
      ['qiu', undefined],
      ['rao', undefined],
      ['gu', undefined],
    ]);
  });

  it('the share of professional hours is reported per organisation, in all and within a period', async () => {
    const { incidentId } = house;
    const { needId } = await house.does('cao', 'reportNeed', {
      title: { en: 'Boxes' },
      category: 'supplies',
      cellId: 'quay',
      seats: [seat({ role: 'anyone', count: 2 }), seat({ count: 2 })],
    });
    const join = (personId: string, seatId: string) => house.does('cao', 'joinTeam', { needId, seatId, personId });
    const { assignmentId: boxes } = await join('lin', 's1');
    await join('kang', 's1');
    await join('mei', 's2');
    await join('qiu', 's2');
    house.pass(60);
    await house.does('lin', 'checkOut', { assignmentId: boxes });
    house.pass(120);
    const { organisations } = await house.does('cao', 'readProfessionalHours', { incidentId });
    expect(organisations).to.deep.equal([
      { organisationId: 'harbour', hours: 7, ofProfessionals: 4, onProfessionalWork: 3, share: 0.75 },
      { organisationId: 'office', hours: 3, ofProfessionals: 3, onProfessionalWork: 3, share: 1 },
    ]);
    await house.does('cao', 'openPeriod', {
      incidentId,
      startAt: house.now() + 86_400_000,
      endAt: house.now() + 2 * 86_400_000,
    });
    expect(
      (await house.does('cao', 'readProfessionalHours', { incidentId, periodNumber: 2 })).organisations,
    ).to.deep.equal([]);
  });
});
