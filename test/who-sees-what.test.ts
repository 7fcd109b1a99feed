import { expect } from 'chai';
import { frameFor } from '../server/frames.ts';
import type { Audience } from '../server/rules/visibility.ts';
import { openWorld, type World } from './support/world.ts';

const secret = {
  title: 'Hidden title',
  address: 'Secret Street 7',
  contactName: 'Mrs Quiet',
  contactPhone: '13700009999',
};

describe('who sees what', function () {
  this.timeout(60_000);
  let world: World;
  let needId: string;
  let assignmentId: string;
  beforeEach(async () => {
    world = await openWorld();
    const reported = await world.muster.perform('reportNeed', world.as('desk-office'), {
      title: { en: secret.title },
      address: { en: secret.address },
      contactName: secret.contactName,
      contactPhone: secret.contactPhone,
      category: 'food',
      cellId: 'cell-1',
      confidentiality: 'restricted',
      seats: [{ role: 'volunteer', count: 1, skills: [], credentialCodes: [], languages: [], leads: false }],
    });
    needId = reported.answer.needId;
    const offered = await world.muster.perform('offer', world.as('desk-office'), {
      needId,
      seatId: 's1',
      personIds: ['helper-0'],
    });
    assignmentId = offered.answer.assignmentIds[0]!;
  });
  afterEach(() => world.close());

  const seenBy = (audience: Audience) => JSON.stringify(frameFor(world.muster.board.spine, audience, 0));
  const office: Audience = { is: 'desk', organisationId: 'office' };
  const agency: Audience = { is: 'desk', organisationId: 'agency' };
  const helper: Audience = { is: 'responder', personId: 'helper-0' };

  it('the public sees neither needs nor people', () => {
    const seen = seenBy({ is: 'public' });
    for (const word of [...Object.values(secret), 'Secretname', '密名', '1380000']) expect(seen).to.not.include(word);
  });

  it('a restricted need is read by the desk that holds the case and by no other', () => {
    for (const word of Object.values(secret)) {
      expect(seenBy(office)).to.include(word);
      expect(seenBy(agency)).to.not.include(word);
    }
  });

  it('somebody asked sees what it is, and where and whom only after saying yes', async () => {
    expect(seenBy(helper))
      .to.include(secret.title)
      .and.not.include(secret.address)
      .and.not.include(secret.contactPhone);
    await world.muster.perform('acceptOffer', world.as('helper-0'), { assignmentId });
    for (const word of Object.values(secret)) expect(seenBy(helper)).to.include(word);
    await world.muster.perform('release', world.as('helper-0'), { assignmentId });
    expect(seenBy(helper))
      .to.include(secret.title)
      .and.not.include(secret.address)
      .and.not.include(secret.contactPhone);
  });

  it('nobody sees the offers, needs and numbers of others', () => {
    const seen = seenBy({ is: 'responder', personId: 'helper-1' });
    for (const word of [...Object.values(secret), 'Secretname helper-0', assignmentId])
      expect(seen).to.not.include(word);
  });

  it('a desk may call people of another organisation only while they come for one of its needs', async () => {
    const phone = '13800001006';
    expect(seenBy(office)).to.not.include(phone);
    await world.muster.perform('acceptOffer', world.as('helper-0'), { assignmentId });
    expect(seenBy(office)).to.include(phone);
    await world.muster.perform('release', world.as('helper-0'), { assignmentId });
    expect(seenBy(office)).to.not.include(phone);
  });
});
