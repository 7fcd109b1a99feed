import * as fc from 'fast-check';
import { expect } from 'chai';
import { Refusal } from '../../shared/problem.ts';
import type { GivenInput, Output, WriteName } from '../../shared/operations.ts';
import type { Assignment, Kind, Need, Person, RecordOf, Seat } from '../../shared/records.ts';
import type { House } from './house.ts';
import { system } from './house.ts';
import { morning, people as folk } from './house-world.ts';
import { breaches } from './invariants.ts';

/** Random histories of asking and answering, each with people and needs of its own on a board that goes on. */

/** What was promised to somebody: it must hold for as long as the history goes on. */
export interface Ledger {
  /** Assignment → what whoever answered was told. */
  answers: Map<string, 'accepted' | 'standby' | 'thanks' | 'declined'>;
  /** Need and person → how often they had been asked for it when they said no. */
  askedWhenDeclined: Map<string, number>;
  /** Assignment → minutes on scene, by the clock of whoever stood there. */
  minutes: Map<string, number>;
  /** Requests that were answered: the same request again gets the same answer and changes nothing. */
  requests: { name: WriteName; who: string; input: object; requestId: string; answer: object }[];
}

export interface Play {
  house: House;
  people: string[];
  needs: string[];
  requestPrefix: string;
  asked: number;
}

const hour = 3_600_000;
let histories = 0;

/** A history's own people, whom nobody else can be asked: those before it have gone home for good. */
export async function begin(house: House): Promise<{ model: Ledger; real: Play }> {
  histories += 1;
  // Offers, tasks and windows of the history before are over by then, and the house's own people are not available any more.
  house.pass((house.now() < morning + 30 * 24 * hour ? 40 * 24 * 60 : 0) + 130 * 60);
  const like = folk.find(({ id }) => id === 'an')!;
  const now = house.now();
  const prefix = `w${String(histories).padStart(5, '0')}`;
  const people = Array.from({ length: 7 }, (_, at): Person => ({
    ...like,
    id: `${prefix}-p${at}`,
    roles: at < 2 ? ['socialWorker'] : at === 2 ? ['socialWorker', 'volunteer'] : ['volunteer'],
    homeCellId: ['quay', 'old-town', 'market'][at % 3]!,
    availability: [{ fromAt: now - hour, untilAt: now + 120 * hour }],
    heldBy: null,
    stints: [],
    offers: at,
    accepts: Math.floor(at / 2),
    noShows: 0,
    lastOfferedAt: null,
    private: { name: { en: `Somebody ${at}` } },
  }));
  await house.does(system, 'importRecords', { people });
  const real: Play = { house, people: people.map(({ id }) => id), needs: [], requestPrefix: prefix, asked: 0 };
  await report(real, [seatOf('volunteer', 2)], 90);
  return {
    model: { answers: new Map(), askedWhenDeclined: new Map(), minutes: new Map(), requests: [] },
    real,
  };
}

/** Nothing of this history may go on by itself in the next. */
export async function end({ house, needs }: Play): Promise<void> {
  for (const needId of needs) {
    const need = house.get('need', needId);
    if (need.status === 'open' && (need.enoughAt ?? null) === null) await house.does('cao', 'enough', { needId });
  }
}

const view = ({ house }: Play) => house.muster.board.spine.sight.view;

/** The board with this history's records alone. */
function ownBoard(play: Play) {
  const all = <K extends Kind>(kind: K): Iterable<RecordOf<K>> => {
    const found = {
      need: () => play.needs.map((id) => play.house.get('need', id)),
      assignment: () => assignmentsOf(play),
      wave: () => play.needs.flatMap((id) => view(play).list('wavesOfNeed', id)),
      person: () => play.people.map((id) => play.house.get('person', id)),
      alert: () => play.needs.flatMap((id) => view(play).list('openAlertsOfNeed', id)),
    }[kind as string];
    return (found?.() ?? []) as Iterable<RecordOf<K>>;
  };
  return { all };
}

const assignmentsOf = (play: Play): Assignment[] =>
  play.needs
    .flatMap((id) => view(play).list('assignmentsOfNeed', id))
    .toSorted((a, b) => a.offeredAt - b.offeredAt || (a.personId < b.personId ? -1 : a.personId > b.personId ? 1 : 0));

/** What a yes may have become since; a promise is never silently undone. */
const after: Record<'accepted' | 'standby' | 'thanks' | 'declined', readonly Assignment['status'][]> = {
  accepted: ['accepted', 'enRoute', 'checkedIn', 'completed', 'noShow', 'released', 'stoodDown'],
  standby: ['standby', 'accepted', 'enRoute', 'checkedIn', 'completed', 'noShow', 'released', 'declined', 'stoodDown'],
  thanks: [
    'expired',
    'stoodDown',
    'accepted',
    'standby',
    'declined',
    'enRoute',
    'checkedIn',
    'completed',
    'released',
    'noShow',
  ],
  declined: ['declined'],
};

/** Everything that was promised, and everything that must always hold. */
export function check(model: Ledger, play: Play): void {
  expect(breaches(ownBoard(play))).to.deep.equal([]);
  const assignments = assignmentsOf(play);
  const byId = new Map(assignments.map((assignment) => [assignment.id, assignment]));
  for (const [id, told] of model.answers) {
    const it = byId.get(id)!;
    expect(after[told], `${id} was told ${told}`).to.include(it.status);
    if (told === 'thanks') expect(it.lateAt, `the late yes of ${id} is kept`).to.not.equal(undefined);
    else expect(it.answeredAt, `the answer of ${id} is kept`).to.not.equal(null);
  }
  for (const [key, times] of model.askedWhenDeclined)
    expect(
      assignments.filter(({ needId, personId }) => `${needId} ${personId}` === key).length,
      `${key} said no`,
    ).to.equal(times);
  for (const [id, minutes] of model.minutes) expect(byId.get(id)!.minutes, `hours of ${id}`).to.equal(minutes);
  const worked = assignments.filter(({ minutes }) => minutes > 0);
  for (const { id } of worked) expect(model.minutes.has(id), `${id} has hours that nobody worked`).to.equal(true);
  for (const personId of play.people)
    for (const stint of play.house.get('person', personId).stints)
      expect(byId.get(stint.assignmentId), `a stint of ${personId}`).to.deep.include({
        personId,
        minutes: Math.round((stint.endAt - stint.startAt) / 60_000),
      });
}

/** Carries it out; a refusal is an answer too. */
async function ask<N extends WriteName>(
  model: Ledger,
  play: Play,
  who: string,
  name: N,
  input: GivenInput<N>,
): Promise<Output<N> | null> {
  play.asked += 1;
  const requestId = `${play.requestPrefix}-${String(play.asked).padStart(4, '0')}`;
  // Taken before the answer comes, as two requests may be on their way at once.
  const request = { name, who, input: input as object, requestId, answer: {} as object };
  model.requests.push(request);
  try {
    const answer = await play.house.does(who, name, input, requestId);
    request.answer = answer;
    return answer;
  } catch (error) {
    model.requests.splice(model.requests.indexOf(request), 1);
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function unlessRefused<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const at = <T>(list: readonly T[], share: number): T | undefined => list[Math.floor(share * list.length)];
type Deed = (model: Ledger, play: Play) => Promise<void>;

const command = (name: string, deed: Deed): fc.AsyncCommand<Ledger, Play> => ({
  check: () => true,
  async run(model, play) {
    await deed(model, play);
    check(model, play);
  },
  toString: () => name,
});

const seatOf = (role: Seat['role'], count: number): Omit<Seat, 'id'> => ({
  role,
  count,
  skills: [],
  credentialCodes: [],
  languages: [],
  leads: false,
});

async function report(play: Play, seats: Omit<Seat, 'id'>[], deadlineMinutes: number): Promise<void> {
  const reporting = play.house.does('cao', 'reportNeed', {
    title: { en: 'x' },
    category: 'food',
    cellId: 'quay',
    priority: 'urgent',
    seats,
    deadlineAt: play.house.now() + deadlineMinutes * 60_000,
  });
  const reported = await unlessRefused(reporting);
  if (reported) play.needs.push(reported.needId);
}

async function accept(model: Ledger, play: Play, assignment: Assignment): Promise<void> {
  const told = await ask(model, play, assignment.personId, 'acceptOffer', { assignmentId: assignment.id });
  if (told) model.answers.set(assignment.id, told.outcome);
}

async function decline(model: Ledger, play: Play, assignment: Assignment): Promise<void> {
  const { id, needId, personId } = assignment;
  const told = await ask(model, play, personId, 'declineOffer', { assignmentId: id });
  if (!told) return;
  model.answers.set(id, 'declined');
  model.askedWhenDeclined.set(
    `${needId} ${personId}`,
    view(play)
      .list('assignmentsOfNeed', needId)
      .filter((other) => other.personId === personId).length,
  );
}

/** One step further for somebody who said yes; what they worked is written down as they would. */
async function goOn(model: Ledger, play: Play, assignment: Assignment, how: number): Promise<void> {
  const { id: assignmentId, personId } = assignment;
  const before = play.house.get('assignment', assignmentId);
  const leaves = how === 3 ? 'release' : how === 4 ? 'markNoShow' : null;
  if (leaves === 'markNoShow') await ask(model, play, 'cao', 'markNoShow', { assignmentId });
  else if (leaves === 'release') await ask(model, play, personId, 'release', { assignmentId });
  else if (before.status === 'checkedIn') await ask(model, play, personId, 'checkOut', { assignmentId });
  else if (how === 0) await ask(model, play, personId, 'setOut', { assignmentId });
  else await ask(model, play, personId, 'checkIn', { assignmentId, how: { by: 'place' } });
  const now = play.house.get('assignment', assignmentId);
  if (before.status === 'checkedIn' && now.status !== 'checkedIn')
    model.minutes.set(assignmentId, Math.round(Math.max(1, now.endedAt! - before.checkedInAt!) / 60_000));
}

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const seats = fc.array(
  fc.constantFrom(seatOf('volunteer', 1), seatOf('volunteer', 2), seatOf('socialWorker', 1), seatOf('anyone', 2)),
  {
    minLength: 1,
    maxLength: 2,
  },
);
const needAt = (play: Play, where: number): Need | undefined => {
  const id = at(play.needs, where);
  return id === undefined ? undefined : play.house.get('need', id);
};
const standing = (play: Play, ...statuses: Assignment['status'][]) =>
  assignmentsOf(play).filter(({ status }) => statuses.includes(status));
const told = (value: unknown) => JSON.stringify(value);

/** What can happen; `restarts`: the store is closed and opened again too. */
export function commands({ restarts }: { restarts: boolean }): fc.Arbitrary<fc.AsyncCommand<Ledger, Play>>[] {
  const asking = fc.record({
    where: share,
    quota: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    automatic: fc.boolean(),
    standby: fc.boolean(),
  });
  const one = (name: string, deed: (model: Ledger, play: Play, where: number) => Promise<unknown>) =>
    share.map((where) =>
      command(`${name}(${where.toFixed(3)})`, async (model, play) => void (await deed(model, play, where))),
    );
  const onNeed = (name: string, deed: (model: Ledger, play: Play, need: Need) => Promise<unknown>) =>
    one(name, async (model, play, where) => {
      const need = needAt(play, where);
      if (need) await deed(model, play, need);
    });
  const onOne = (
    name: string,
    statuses: Assignment['status'][],
    deed: (model: Ledger, play: Play, it: Assignment) => Promise<unknown>,
  ) =>
    one(name, async (model, play, where) => {
      const it = at(standing(play, ...statuses), where);
      if (it) await deed(model, play, it);
    });
  const wave = asking.map(({ where, quota, ...rest }) =>
    command(`openWave(${told({ where, quota, ...rest })})`, async (model, play) => {
      const need = needAt(play, where);
      if (need) await ask(model, play, 'cao', 'openWave', { needId: need.id, ...(quota ? { quota } : {}), ...rest });
    }),
  );
  const step = fc.tuple(share, fc.nat({ max: 4 })).map(([where, how]) =>
    command(`goOn(${told([where, how])})`, async (model, play) => {
      const it = at(standing(play, 'accepted', 'enRoute', 'checkedIn'), where);
      if (it) await goOn(model, play, it, how);
    }),
  );
  const yes = onOne('accept', ['offered'], accept);
  // What moves a history on comes up more often than what ends it.
  const often = [wave, wave, wave, wave, wave, step, step, step, step, step, step, yes, yes, yes, yes, yes];
  return [
    ...often,
    fc
      .tuple(seats, fc.constantFrom(31, 60, 400))
      .map(([asked, minutes]) =>
        command(`report(${told(asked.map(({ role, count }) => [role, count]))}, ${minutes})`, (_, play) =>
          report(play, asked, minutes),
        ),
      ),
    fc.tuple(share, share, fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 })).map(([where, seat, who]) =>
      command(`offer(${told([where, seat, who])})`, async (model, play) => {
        const need = needAt(play, where);
        const seatId = need && at(need.seats, seat)?.id;
        if (need && seatId)
          await ask(model, play, 'hua', 'offer', {
            needId: need.id,
            seatId,
            personIds: who.map((index) => play.people[index]!),
          });
      }),
    ),
    // Many phones at once, some of them twice.
    fc.array(share, { minLength: 1, maxLength: 6 }).map((who) =>
      command(`acceptAtOnce(${told(who)})`, async (model, play) => {
        const asked = standing(play, 'offered', 'offered', 'expired', 'stoodDown');
        await Promise.all(who.flatMap((where) => at(asked, where) ?? []).map((it) => accept(model, play, it)));
      }),
    ),
    fc.tuple(fc.array(share, { maxLength: 3 }), fc.array(share, { maxLength: 3 })).map(([yes, no]) =>
      command(`answerAtOnce(${told([yes, no])})`, async (model, play) => {
        const asked = standing(play, 'offered');
        await Promise.all([
          ...yes.flatMap((where) => at(asked, where) ?? []).map((it) => accept(model, play, it)),
          // Not of those who are about to say yes: which of the two came last is for the board to say.
          ...no
            .flatMap((where) => at(asked, where) ?? [])
            .filter((it, index, all) => all.indexOf(it) === index && !yes.some((where) => at(asked, where) === it))
            .map((it) => decline(model, play, it)),
        ]);
      }),
    ),
    onOne('decline', ['offered', 'standby', 'expired', 'stoodDown'], decline),
    onOne('giveReason', ['declined'], (model, play, it) =>
      ask(model, play, it.personId, 'giveDeclineReason', { assignmentId: it.id, reason: 'tired' }),
    ),
    onOne('callUp', ['standby'], (model, play, it) => ask(model, play, 'cao', 'callUp', { assignmentId: it.id })),
    onOne('withdraw', ['offered', 'standby'], (model, play, it) =>
      ask(model, play, 'cao', 'withdrawOffer', { assignmentId: it.id }),
    ),
    one('withdrawWave', async (model, play, where) => {
      const wave = at(
        play.needs.flatMap((id) => view(play).list('wavesOfNeed', id)),
        where,
      );
      if (wave) await ask(model, play, 'cao', 'withdrawWave', { waveId: wave.id });
    }),
    fc.tuple(share, fc.boolean(), fc.boolean()).map(([where, automatic, standby]) =>
      command(`setAsking(${told([where, automatic, standby])})`, async (model, play) => {
        const need = needAt(play, where);
        if (need) await ask(model, play, 'cao', 'setAsking', { needId: need.id, automatic, standby });
      }),
    ),
    onNeed('enough', (model, play, need) => ask(model, play, 'cao', 'enough', { needId: need.id })),
    onNeed('stillNeeded', (model, play, need) => ask(model, play, 'cao', 'stillNeeded', { needId: need.id })),
    onNeed('close', (model, play, need) => ask(model, play, 'cao', 'closeNeed', { needId: need.id, outcome: 'met' })),
    fc.tuple(share, fc.integer({ min: 1, max: 3 })).map(([where, count]) =>
      command(`changeSeats(${told([where, count])})`, async (model, play) => {
        const need = needAt(play, where);
        if (need)
          await ask(model, play, 'cao', 'triageNeed', {
            needId: need.id,
            seats: need.seats.map((seat) => ({ ...seat, count })),
          });
      }),
    ),
    // Clocks are set back as well.
    fc
      .constantFrom(1, 6, 16, 16, 61, 150, 300, -20)
      .map((minutes) => command(`pass(${minutes})`, async (_, play) => play.house.pass(minutes))),
    fc
      .constantFrom('expireOffers', 'openDueWaves', 'releaseStaleClaims', 'raiseMissedCheckIns', 'escalateUnmetNeeds')
      .map((name) =>
        command(name, async (_, play) => void (await play.house.does(system, name as 'expireOffers', {}))),
      ),
    one('sendAgain', async (model, play, where) => {
      // Nothing is kept of a request that changed nothing: it is decided anew.
      const request = at(
        model.requests.filter(({ requestId }) => play.house.muster.board.spine.remembered(requestId)),
        where,
      );
      if (!request) return;
      const { seq } = play.house.muster.board.spine;
      const answer = await play.house.does(request.who, request.name, request.input as never, request.requestId);
      expect(play.house.muster.board.spine.seq, `${request.name} sent again`).to.equal(seq);
      expect(answer).to.deep.equal(request.answer);
    }),
    ...(restarts ? [fc.constant(command('restart', (_, play) => play.house.restart()))] : []),
  ];
}
