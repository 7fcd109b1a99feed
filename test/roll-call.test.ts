import { expect } from 'chai';
import { refusalOf, type House } from './support/house.ts';
import { commit, houseForEach, onScene, openNeed, seen } from './support/on-scene.ts';

describe('a roll-call', () => {
  const house = houseForEach();
  const open = async (about: 'need' | 'cell' | 'incident', aboutId: string) =>
    (await house().does('cao', 'openRollCall', { incidentId: house().incidentId, about, aboutId })).rollCallId;
  const countOf = (personId: string, rollCallId: string) =>
    house()
      .all('headcount')
      .find((count) => count.personId === personId && count.rollCallId === rollCallId)!;
  const answer = (who: string, of: string, rollCallId: string, what: 'well' | 'needsHelp' = 'well') =>
    house().does(who, 'answerRollCall', { headcountId: countOf(of, rollCallId).id, answer: what });
  const close = async (rollCallId: string) => {
    await house().does('cao', 'closeRollCall', { rollCallId });
    return house().get('rollCall', rollCallId).result;
  };

  it('asks everybody committed to the need, the cell or the incident, and nobody else', async () => {
    const here = await openNeed(house());
    const elsewhere = await openNeed(house(), { point: undefined, cellId: 'dyke' });
    await onScene(house(), here, 's2', 'an');
    await commit(house(), here, 's2', 'bai');
    await onScene(house(), elsewhere, 's2', 'chi');
    await house().does('cao', 'offer', { needId: here.id, seatId: 's2', personIds: ['he'] });
    const asked = async (about: 'need' | 'cell' | 'incident', aboutId: string) => {
      const rollCallId = await open(about, aboutId);
      return house()
        .all('headcount')
        .filter((count) => count.rollCallId === rollCallId)
        .map(({ personId }) => personId)
        .sort();
    };
    expect(await asked('need', here.id)).to.deep.equal(['an', 'bai']);
    expect(await asked('cell', here.cellId)).to.deep.equal(['an', 'bai']);
    expect(await asked('cell', 'dyke')).to.deep.equal(['chi']);
    expect(await asked('incident', house().incidentId)).to.deep.equal(['an', 'bai', 'chi']);
    const nobody = await openNeed(house());
    expect((await refusalOf(open('need', nobody.id))).code).to.equal('nobodyToCount');
    expect((await refusalOf(open('need', here.id))).code).to.equal('rollCallOpen');
  });

  it('is answered by the person, by the lead for the team and by a coordinator, and closes with its record', async () => {
    const need = await openNeed(house());
    await onScene(house(), need, 's1', 'lin');
    for (const personId of ['an', 'bai', 'chi', 'he']) await onScene(house(), need, 's2', personId);
    const rollCallId = await open('need', need.id);
    expect(seen(house(), 'an', 'go', 'headcount', countOf('an', rollCallId).id)).to.include({
      answer: null,
      isOpen: true,
    });
    await answer('an', 'an', rollCallId);
    await answer('lin', 'bai', rollCallId);
    await answer('cao', 'chi', rollCallId, 'needsHelp');
    expect((await refusalOf(answer('an', 'he', rollCallId))).code).to.equal('notFound');
    expect(['an', 'bai', 'chi'].map((id) => countOf(id, rollCallId).how)).to.deep.equal(['self', 'lead', 'desk']);
    expect(await close(rollCallId)).to.deep.equal({ well: 2, needsHelp: 1, missing: 2 });
    expect(seen(house(), 'he', 'go', 'headcount', countOf('he', rollCallId).id)).to.include({ isOpen: false });
    expect((await refusalOf(answer('he', 'he', rollCallId))).code).to.equal('rollCallOver');
  });

  it('is answered together with every other that waits for the same person', async () => {
    const need = await openNeed(house());
    for (const personId of ['an', 'bai']) await onScene(house(), need, 's2', personId);
    const ofCell = await open('cell', need.cellId);
    const ofIncident = await open('incident', house().incidentId);
    await answer('cao', 'an', ofCell);
    await answer('cao', 'bai', ofIncident, 'needsHelp');
    await answer('cao', 'an', ofIncident, 'needsHelp');
    for (const rollCallId of [ofCell, ofIncident]) expect(countOf('bai', rollCallId).answer).to.equal('needsHelp');
    // A later word is about the roll-call it was said in; the other has its answer.
    expect([ofCell, ofIncident].map((id) => countOf('an', id).answer)).to.deep.equal(['well', 'needsHelp']);
  });

  it('alarms the desk for whoever answers that they need help', async () => {
    const need = await openNeed(house());
    await onScene(house(), need, 's2', 'an');
    await answer('an', 'an', await open('need', need.id), 'needsHelp');
    expect(
      house()
        .all('alert')
        .map(({ type }) => type),
    ).to.deep.equal(['needHelp']);
  });

  it('takes a check-in, a check-out and an “all is well” for an answer, and an answer for a word that all is well', async () => {
    const need = await openNeed(house());
    const coming = await commit(house(), need, 's2', 'an');
    const leaving = await onScene(house(), need, 's2', 'bai');
    const well = await onScene(house(), need, 's2', 'chi');
    await onScene(house(), need, 's2', 'he');
    const rollCallId = await open('need', need.id);
    await house().does('an', 'checkIn', { assignmentId: coming, how: { by: 'place' } });
    await house().does('bai', 'checkOut', { assignmentId: leaving });
    await house().does('chi', 'sayWell', { assignmentId: well });
    await answer('he', 'he', rollCallId);
    expect(['an', 'bai', 'chi', 'he'].map((id) => countOf(id, rollCallId).how)).to.deep.equal([
      'checkIn',
      'checkOut',
      'self',
      'self',
    ]);
    expect(lastWell(house(), 'he')).to.equal(house().now());
    expect(await close(rollCallId)).to.deep.equal({ well: 4, needsHelp: 0, missing: 0 });
  });

  it('shows the lead who of the team has not answered', async () => {
    const need = await openNeed(house());
    await onScene(house(), need, 's1', 'lin');
    await onScene(house(), need, 's2', 'an');
    const waiting = () =>
      (seen(house(), 'lin', 'go', 'need', need.id)!['team'] as { personId: string; headcountId: string | null }[])
        .filter(({ headcountId }) => headcountId !== null)
        .map(({ personId }) => personId);
    const rollCallId = await open('need', need.id);
    expect(waiting()).to.deep.equal(['an', 'lin']);
    await answer('lin', 'an', rollCallId);
    expect(waiting()).to.deep.equal(['lin']);
    await close(rollCallId);
    expect(waiting()).to.deep.equal([]);
  });
});

const lastWell = (house: House, personId: string) => house.get('watch', house.get('person', personId).heldBy!).wellAt;
