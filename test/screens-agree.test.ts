import { expect } from 'chai';
import { audienceKey, type Audience } from '../server/rules/visibility.ts';
import { frameFor } from '../server/frames.ts';
import { applyFrame, emptyScreen, type Screen } from '../shared/board.ts';
import { isOperation, operations, type OperationName } from '../shared/operations.ts';
import { Refusal } from '../shared/problem.ts';
import type { Assignment, Need } from '../shared/records.ts';
import { randomFrom, seedOf, type Random } from './support/random.ts';
import { brokenPromises, cells, everybody, openWorld, system, type World } from './support/world.ts';

const seed = seedOf(process.env['SCREENS_SEED']);

/** One thing somebody might do now, sensible or not. */
function somethingToDo(
  world: World,
  random: Random,
): [OperationName, Parameters<World['muster']['perform']>[1], unknown] {
  const pick = <T>(list: readonly T[]): T | undefined => list[random.below(list.length)];
  const view = world.muster.board.spine.sight.view;
  const needs = [...view.all('need')] as Need[];
  const assignments = [...view.all('assignment')] as Assignment[];
  const need = pick(needs);
  const assignment =
    pick(assignments.filter(({ status }) => !['declined', 'expired', 'completed', 'stoodDown'].includes(status))) ??
    pick(assignments);
  const desk = world.as(pick(['desk-office', 'desk-agency'])!);
  const alert = pick([...view.all('alert')]);
  const seats = [
    { role: 'anyone', count: 1 + random.below(2), skills: [], credentialCodes: [], languages: [], leads: false },
    {
      role: 'socialWorker',
      count: 1,
      skills: [{ code: 'psy.case', level: 2 }],
      credentialCodes: [],
      languages: [],
      leads: true,
    },
  ].slice(0, 1 + random.below(2));
  const own = assignment ? (random.below(10) === 0 ? desk : ownOf(world, assignment.personId)) : desk;
  const debrief = pick([...view.all('debrief')]);
  const one = pick([...view.all('case')]);
  const handover = pick([...view.all('handover')]);
  const on = assignments.filter(
    ({ needId, status }) => needId === need?.id && ['accepted', 'enRoute', 'checkedIn'].includes(status),
  );
  switch (random.below(38)) {
    case 34:
      return [
        'openWave',
        desk,
        { needId: need?.id, automatic: random.below(2) > 0, standby: random.below(2) > 0, quota: 1 + random.below(4) },
      ];
    case 35:
      return [pick(['enough', 'stillNeeded'] as const)!, desk, { needId: need?.id }];
    case 36:
      return [
        pick(['setAsking', 'callUp', 'withdrawWave'] as const)!,
        desk,
        random.below(2)
          ? { needId: need?.id, automatic: random.below(2) > 0 }
          : random.below(2)
            ? { assignmentId: assignment?.id }
            : { waveId: assignment?.waveId },
      ];
    case 0:
      return [
        'reportNeed',
        { kind: 'public' },
        {
          title: { zh: '求助' },
          category: pick(['medical', 'food', 'childProtection']),
          cellId: pick(cells)!.id,
          contactPhone: '13911112222',
        },
      ];
    case 1:
      return [
        'reportNeed',
        desk,
        {
          title: { en: 'A need' },
          category: 'food',
          cellId: pick(cells)!.id,
          seats,
          confidentiality: pick(['open', 'restricted']),
        },
      ];
    case 2:
      return [
        'triageNeed',
        desk,
        { needId: need?.id, seats, priority: pick(['immediate', 'urgent', 'routine']), cellId: pick(cells)!.id },
      ];
    case 3:
      return ['mergeNeeds', desk, { needId: need?.id, intoNeedId: pick(needs)?.id }];
    case 4:
      return [
        pick(['closeNeed', 'claimNeed'] as const)!,
        desk,
        { needId: need?.id, ...(random.below(2) ? { outcome: 'met' } : {}) },
      ];
    case 5:
      return ['reopenNeed', desk, { needId: need?.id }];
    case 6:
    case 7:
    case 8:
      return [
        'offer',
        desk,
        { needId: need?.id, seatId: pick(need?.seats ?? [])?.id, personIds: [pick(everybody)!.id] },
      ];
    case 9:
    case 10:
      return ['acceptOffer', own, { assignmentId: assignment?.id }];
    case 11:
      return [
        pick(['declineOffer', 'withdrawOffer', 'release', 'markNoShow'] as const)!,
        random.below(2) ? own : desk,
        { assignmentId: assignment?.id },
      ];
    case 12:
      return [
        pick(['setOut', 'reportTrouble'] as const)!,
        own,
        { assignmentId: assignment?.id, ...(random.below(2) ? { trouble: 'needHelp' } : {}) },
      ];
    case 13:
      return [
        'checkIn',
        own,
        {
          assignmentId: assignment?.id,
          how: { by: 'place', ...(random.below(2) ? { point: pick(cells)!.centre } : {}) },
        },
      ];
    case 14:
      return ['checkOut', own, { assignmentId: assignment?.id }];
    case 15:
      world.clock.now += random.below(40) * 60_000;
      return [
        pick([
          'expireOffers',
          'raiseMissedCheckIns',
          'escalateUnmetNeeds',
          'openDueWaves',
          'releaseStaleClaims',
          'raiseRelief',
          'askWhetherAllIsWell',
        ] as const)!,
        system,
        {},
      ];
    case 16:
      return [pick(['acknowledgeAlert', 'settleAlert'] as const)!, desk, { alertId: alert?.id }];
    case 17:
      return random.below(2)
        ? ['sayItWasHard', own, { assignmentId: pick(assignments.filter(({ minutes }) => minutes > 0))?.id }]
        : [
            pick(['takeDebrief', 'finishDebrief', 'declineDebrief'] as const)!,
            random.below(2) && debrief ? ownOf(world, debrief.personId) : desk,
            { debriefId: debrief?.id },
          ];
    case 18:
      return [
        'joinTeam',
        desk,
        {
          needId: need?.id,
          seatId: pick(need?.seats ?? [])?.id,
          personId: pick(everybody)!.id,
          onScene: random.below(2) === 0,
        },
      ];
    case 19:
      return random.below(2)
        ? ['nameLead', desk, { needId: need?.id, personId: pick(on)?.personId, leads: random.below(3) > 0 }]
        : ['moveToNeed', desk, { assignmentId: assignment?.id, needId: need?.id, seatId: pick(need?.seats ?? [])?.id }];
    case 20:
      return random.below(3)
        ? [
            'prepareHandover',
            desk,
            {
              needId: need?.id,
              people: on.map(({ personId }) => ({ personId, stays: true, relievedById: null })),
              incomingLeadId: pick(on)?.personId,
              note: 'Hidden words',
            },
          ]
        : [
            'acknowledgeHandover',
            handover ? ownOf(world, handover.incomingLeadId) : desk,
            { handoverId: handover?.id },
          ];
    case 21:
      return ['openCase', own, { assignmentId: assignment?.id }];
    case 22:
      return random.below(2)
        ? [
            'writeCaseNote',
            one ? ownOf(world, one.workerIds.at(-1)!) : desk,
            { caseId: one?.id, phase: 'intake', text: 'A note' },
          ]
        : ['setCasePhase', desk, { caseId: one?.id, phase: pick(['assessment', 'planning', 'intervention'] as const) }];
    case 23:
      return ['passCase', desk, { caseId: one?.id, personId: pick(everybody)!.id }];
    case 27:
      return ['sayWell', own, { assignmentId: assignment?.id }];
    case 28:
      return [
        'tellPlace',
        own,
        { assignmentId: assignment?.id, point: { lon: 113.01, lat: 22.001 }, accuracyM: random.below(50) },
      ];
    case 29:
      return ['openRollCall', desk, { incidentId: world.incidentId, about: 'incident', aboutId: world.incidentId }];
    case 30:
      return [
        'answerRollCall',
        own,
        { headcountId: pick([...view.all('headcount')])?.id, answer: pick(['well', 'well', 'needsHelp']) },
      ];
    case 31:
      return ['closeRollCall', desk, { rollCallId: pick([...view.all('rollCall')])?.id }];
    case 32:
      return ['registerWalkUp', desk, { incidentId: world.incidentId, needId: need?.id, name: { zh: '路人' } }];
    case 33:
      return [
        'placeWalkUp',
        desk,
        { walkUpId: pick([...view.all('walkUp')])?.id, needId: need?.id, seatId: pick(need?.seats ?? [])?.id },
      ];
    default:
      return [
        'setAvailability',
        own,
        {
          personId: own.kind === 'person' ? own.personId : '',
          availability: [{ fromAt: world.clock.now, untilAt: world.clock.now + 3_600_000 * (1 + random.below(40)) }],
        },
      ];
  }
}

/** Who came unasked has no account: the desk speaks for them. */
const ownOf = (world: World, personId: string) =>
  world.people.some(({ id }) => id === personId) ? world.as(personId) : world.as('desk-office');

const picture = (screen: Screen) =>
  Object.fromEntries(
    [...screen.records].map(([kind, records]) => [
      kind,
      Object.fromEntries([...records].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    ]),
  );

describe('screens', function () {
  this.timeout(120_000);

  it(`that fold frames show what one that fetches afresh shows, for everybody, and no promise is broken (SCREENS_SEED=${seed})`, async () => {
    const random = randomFrom(seed);
    const world = await openWorld();
    try {
      const audiences: Audience[] = [
        { is: 'public' },
        { is: 'desk', organisationId: 'office' },
        { is: 'desk', organisationId: 'agency' },
        ...everybody.map(({ id }): Audience => ({ is: 'responder', personId: id })),
      ];
      const screens = new Map(
        audiences.map((audience) => [audienceKey(audience), { audience, screen: emptyScreen() }]),
      );
      let done = 0;
      for (let turn = 0; turn < 1500; turn += 1) {
        const [name, actor, input] = somethingToDo(world, random);
        expect(isOperation(name) && operations[name]).to.be.an('object');
        try {
          const { answer } = await world.muster.perform(name, actor, input as never);
          done += 1;
          if (name === 'reportNeed') {
            const audience: Audience = { is: 'reporter', needId: (answer as { needId: string }).needId };
            screens.set(audienceKey(audience), { audience, screen: emptyScreen() });
          }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        const { spine } = world.muster.board;
        // Screens look at different times: some at each change, some seldom, as after a long time without a signal.
        for (const { audience, screen } of screens.values())
          if (random.below(8) === 0)
            expect(applyFrame(screen, frameFor(spine, audience, screen.seq))).to.not.equal('gap');
        if (turn % 50 === 49) {
          expect(brokenPromises(spine.sight.view)).to.deep.equal([]);
          for (const { audience, screen } of screens.values()) {
            applyFrame(screen, frameFor(spine, audience, screen.seq));
            const fresh = emptyScreen();
            applyFrame(fresh, frameFor(spine, audience, 0));
            expect(picture(screen), audienceKey(audience)).to.deep.equal(picture(fresh));
          }
        }
      }
      expect(done).to.be.greaterThan(200);
      const { spine } = world.muster.board;
      const before = audiences.map((audience) => picture(foldedFrom(frameFor(spine, audience, 0))));
      await world.reopen();
      const again = world.muster.board.spine;
      expect(again.seq).to.equal(spine.seq);
      expect(audiences.map((audience) => picture(foldedFrom(frameFor(again, audience, 0))))).to.deep.equal(before);
    } finally {
      await world.close();
    }
  });
});

function foldedFrom(frame: ReturnType<typeof frameFor>): Screen {
  const screen = emptyScreen();
  applyFrame(screen, frame);
  return screen;
}
