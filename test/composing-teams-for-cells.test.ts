import { expect } from 'chai';
import type { GivenInput, Output } from '../shared/operations.ts';
import { openHouse, refusalOf, type House } from './support/house.ts';
import { people } from './support/house-world.ts';
import { brokenPromises } from './support/world.ts';

type Composed = Output<'composeTeams'>;
const hour = 3_600_000;
const task = { category: 'olderPeople', estimatedMinutes: 120 } as const;
/** Their licences count; `sui`'s has run out and `tao`'s was never verified. */
const licensed = ['lin', 'mei', 'qiu', 'rao'];

describe('composing teams for cells', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse({ listens: false });
  });
  afterEach(() => house.stop());

  const compose = (cellIds: string[], given: Partial<GivenInput<'composeTeams'>> = {}) =>
    house.does('cao', 'composeTeams', { incidentId: house.incidentId, ...task, cellIds, members: 3, ...given });
  const send = ({ teams }: Composed, given: Partial<GivenInput<'sendTeams'>> = {}) =>
    house.does('cao', 'sendTeams', {
      incidentId: house.incidentId,
      ...task,
      title: { en: 'Visit everybody who lives alone' },
      teams: teams.map(({ cellId, people: [lead, ...others] }) => ({
        cellId,
        leadId: lead!.personId,
        memberIds: others.map(({ personId }) => personId),
      })),
      ...given,
    });
  /** Somebody is asked for something else. */
  const askToCook = async (personId: string): Promise<string> => {
    const { needId } = await house.does('hua', 'reportNeed', {
      incidentId: house.incidentId,
      title: { en: 'Cook' },
      category: 'food',
      cellId: 'quay',
      seats: [{ role: 'anyone', skills: [], credentialCodes: [], languages: [], leads: false, count: 1 }],
    });
    const seatId = house.get('need', needId).seats[0]!.id;
    return (await house.does('hua', 'offer', { needId, seatId, personIds: [personId] })).assignmentIds[0]!;
  };
  const idsOf = ({ teams }: Composed) => teams.map(({ people }) => people.map(({ personId }) => personId));
  const promises = () => expect(brokenPromises(house.muster.board.spine.sight.view)).to.deep.equal([]);

  it('puts a licensed social worker at the head of each, and lets no other carry boxes while there are volunteers', async () => {
    const { seq } = house.muster.board.spine;
    const made = await compose(['quay', 'market', 'hill']);
    expect(house.muster.board.spine.seq, 'nothing is written').to.equal(seq);
    expect(made.teams.map(({ cellId }) => cellId)).to.deep.equal(['quay', 'market', 'hill']);
    const teams = idsOf(made);
    for (const [lead, ...others] of teams) {
      expect(licensed).to.include(lead);
      expect(others).to.have.length(3);
      for (const personId of others) expect(licensed).to.not.include(personId);
    }
    expect(new Set(teams.flat()).size, 'nobody is in two').to.equal(12);
    expect(made.proof).to.deep.include({ checked: true, best: true, gapPoints: 0, most: null });
    for (const { people } of made.teams)
      for (const { terms, score } of people) expect(terms.reduce((sum, { points }) => sum + points, 0)).to.equal(score);
  });

  it('forms a team with three others or not at all, and says how many could lead and join where there is none', async () => {
    const made = await compose(['quay', 'old-town', 'market', 'school', 'hill', 'dyke']);
    expect(made.teams.every(({ people }) => people.length === 4)).to.equal(true);
    // Eleven others are enough for three teams, whoever could lead a fourth.
    expect(made.teams).to.have.length(3);
    expect(made.without.map(({ leads, others }) => [leads, others])).to.deep.equal(Array(3).fill([4, 11]));
    expect(made.proof).to.include({ checked: true, best: false });
  });

  it('keeps those apart who are not to be together, and puts no two learners into one team', async () => {
    const [[lead, other]] = idsOf(await compose(['quay'])) as [[string, string]];
    const apart = idsOf(await compose(['quay'], { apart: [[lead, other]] }))[0]!;
    expect([lead, other].every((id) => apart.includes(id))).to.equal(false);

    // Nobody is nearer than these.
    await house.does('ada', 'importRecords', {
      people: ['an', 'bai', 'he', 'ji'].map((id) => ({
        ...people.find((person) => person.id === id)!,
        id: `learning-${id}`,
        homeCellId: 'quay',
        skills: [{ code: 'psy.pfa', level: 1 }],
      })),
    });
    const [team] = (await compose(['quay'], { members: 5 })).teams;
    expect(team!.people.filter(({ isLearner }) => isLearner)).to.have.length(1);
  });

  it('makes a need of each team and asks everybody of it, in one commit', async () => {
    const made = await compose(['quay', 'hill']);
    const { seq } = house.muster.board.spine;
    const { sent, refused } = await send(made);
    expect(house.muster.board.spine.seq).to.equal(seq + 1);
    expect(refused).to.deep.equal([]);
    for (const [at, { cellId, needId, assignmentIds }] of sent.entries()) {
      const need = house.get('need', needId);
      expect(need).to.include({ cellId, status: 'open', priority: 'urgent', organisationId: 'office', ...task });
      const asked = assignmentIds.map((id) => house.get('assignment', id));
      expect(asked.map(({ personId }) => personId)).to.deep.equal(idsOf(made)[at]);
      expect(asked.map(({ why }) => why)).to.deep.equal(made.teams[at]!.people.map(({ terms }) => terms));
      const leads = need.seats.find((seat) => seat.leads)!;
      expect(asked.map(({ seatId }) => seatId === leads.id)).to.deep.equal([true, false, false, false]);
    }
    promises();
  });

  it('leaves a whole team behind where one of it cannot be asked any more, and says who', async () => {
    const made = await compose(['quay', 'hill']);
    const [first, second] = idsOf(made);
    await askToCook(first![2]!);
    const { sent, refused } = await send(made);
    expect(sent.map(({ cellId }) => cellId)).to.deep.equal(['hill']);
    expect(refused).to.deep.equal([
      { cellId: 'quay', personId: first![2], code: 'personHeld', params: { personId: first![2], status: 'offered' } },
    ]);
    for (const personId of first!.toSpliced(2, 1)) expect(house.get('person', personId).heldBy).to.equal(null);
    for (const personId of second!) expect(house.get('person', personId).heldBy).to.be.a('string');
    expect(
      house.all('need').filter(({ cellId, category }) => cellId === 'quay' && category === task.category),
    ).to.have.length(0);
    promises();
  });

  it('judges a period to come as it will be then, and asks people for then', async () => {
    const startAt = house.now() + 12 * hour;
    const { periodId } = await house.does('cao', 'openPeriod', {
      incidentId: house.incidentId,
      startAt,
      endAt: startAt + 12 * hour,
    });
    for (const personId of licensed.slice(1))
      await house.does(personId, 'setAvailability', {
        personId,
        availability: [{ fromAt: house.now(), untilAt: house.now() + 6 * hour }],
      });
    // What keeps her now is over by then.
    await house.does('lin', 'acceptOffer', { assignmentId: await askToCook('lin') });
    const made = await compose(['quay', 'hill'], { periodId });
    expect([made.forAt, made.period]).to.deep.equal([startAt, 2]);
    expect(
      made.teams.map(({ people }) => people[0]!.personId),
      'the one who is there then',
    ).to.deep.equal(['lin']);
    const { sent } = await send(made, { periodId });
    for (const id of sent[0]!.assignmentIds) expect(house.get('assignment', id).startAt).to.equal(startAt);
    promises();
  });

  it('refuses a cell that does not exist, an incident that is over, and whoever is not a coordinator', async () => {
    expect((await refusalOf(compose(['nowhere']))).code).to.equal('notFound');
    expect((await refusalOf(compose(['quay'], { members: 8 }))).code).to.equal('badInput');
    expect(
      (
        await refusalOf(
          house.does('lin', 'composeTeams', { incidentId: house.incidentId, ...task, cellIds: ['quay'], members: 3 }),
        )
      ).code,
    ).to.equal('notYours');
    const made = await compose(['quay']);
    await house.does('ada', 'closeIncident', { incidentId: house.incidentId });
    expect((await refusalOf(compose(['quay']))).code).to.equal('incidentClosed');
    expect((await refusalOf(send(made))).code).to.equal('incidentClosed');
  });
});
