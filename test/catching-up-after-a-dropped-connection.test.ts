import { expect } from 'chai';
import { applyFrame, emptyScreen, type Frame, type Screen } from '../shared/board.ts';
import { Refusal } from '../shared/problem.ts';
import { frameFor } from '../server/frames.ts';
import { eventually } from './support/eventually.ts';
import { openHouse, type House } from './support/house.ts';
import { nextDeed } from './support/house-life.ts';
import { picture, type OpenScreen } from './support/house-screen.ts';
import { randomFrom, seedOf, type Random } from './support/random.ts';
import { breaches } from './support/invariants.ts';

const seed = seedOf(process.env['SCREENS_SEED']);

describe(`a screen whose connection drops (SCREENS_SEED=${seed})`, function () {
  this.timeout(120_000);
  let house: House;
  let random: Random;
  beforeEach(async () => {
    random = randomFrom(seed);
    house = await openHouse();
  });
  afterEach(() => house.stop());

  /** Lets the house live on; resolves with how many deeds took effect. */
  async function live(deeds: number): Promise<number> {
    let done = 0;
    for (let n = 0; n < deeds; n += 1) {
      if (random.below(6) === 0) house.pass(random.below(30));
      const { who, name, input } = nextDeed(house.all, random, house.now());
      try {
        await house.does(who, name, input as never);
        done += 1;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
    return done;
  }
  const report = () =>
    house.does({ kind: 'public' }, 'reportNeed', { title: { en: 'Water' }, category: 'food', cellId: 'quay' });
  const freshly = async (options: Parameters<House['screen']>[0]) => picture((await house.screen(options)).screen);

  it('is sent only what changed since it last looked, and then shows what a fresh one shows', async () => {
    await live(60);
    const before = await house.screen({ as: 'cao' });
    before.close();
    const { needId } = await report();
    const back = await house.screen({ as: 'cao', from: before.screen });
    expect(back.frames[0]!.after).to.be.greaterThan(0);
    expect(back.frames[0]!.puts.map(({ kind, id }) => `${kind} ${id}`)).to.have.members([
      `need ${needId}`,
      'coverage quay',
      `progress ${house.incidentId}`,
    ]);
    expect(picture(back.screen)).to.deep.equal(await freshly({ as: 'cao' }));
  });

  it('asks again where something in between is missing, and ignores what it has seen', async () => {
    const frames: Frame[] = [];
    const watching = await house.screen({ as: 'cao' });
    for (let n = 0; n < 6; n += 1) {
      const { needId } = await report();
      await watching.shows((it) => it.one('need', needId));
    }
    frames.push(...watching.frames);
    const lossy = emptyScreen();
    expect(applyFrame(lossy, frames[0]!)).to.equal('applied');
    expect(applyFrame(lossy, frames[3]!)).to.equal('gap');
    expect(lossy.seq).to.equal(frames[0]!.seq);
    expect(applyFrame(lossy, await watching.follow(lossy.seq))).to.equal('applied');
    for (const frame of frames.slice(1).toReversed()) expect(applyFrame(lossy, frame)).to.equal('repeat');
    expect(picture(lossy)).to.deep.equal(picture(watching.screen));
  });

  it('comes to the same whatever was lost, came twice or in another order', async () => {
    const audience = { is: 'desk', organisationId: 'office' } as const;
    const { spine } = house.muster.board;
    const sent: Frame[] = [frameFor(spine, audience, 0)];
    for (let n = 0; n < 40; n += 1) {
      await live(4);
      sent.push(frameFor(spine, audience, sent.at(-1)!.seq));
    }
    for (let round = 0; round < 20; round += 1) {
      const screen = emptyScreen();
      for (let n = 0; n < 200; n += 1) {
        // Near where it stands mostly, so that it gets somewhere.
        const at = sent.findIndex(({ seq }) => seq > screen.seq);
        const frame = sent[Math.max(0, (at < 0 ? sent.length : at) + random.below(5) - 2)] ?? sent.at(-1)!;
        if (frame.after === 0 && screen.seq > 0) continue;
        if (applyFrame(screen, frame) === 'gap' && random.below(3) === 0)
          applyFrame(screen, frameFor(spine, audience, screen.seq));
      }
      applyFrame(screen, frameFor(spine, audience, screen.seq));
      expect(picture(screen)).to.deep.equal(picture(folded(frameFor(spine, audience, 0))));
    }
  });

  it('is shown everything anew after the server was restarted, or was founded anew', async () => {
    await live(40);
    const before = await house.screen({ as: 'cao' });
    const { deployment } = before.hello;
    await house.restart();
    await report();
    const back = await house.screen({ as: 'cao', from: before.screen });
    expect(back.hello.deployment).to.equal(deployment);
    expect(picture(back.screen)).to.deep.equal(await freshly({ as: 'cao' }));
    const fromTheFuture: Screen = { ...emptyScreen(), seq: 1_000_000 };
    fromTheFuture.records.set('need', new Map([['ghost', { kind: 'need', id: 'ghost' }]]));
    const reset = await house.screen({ as: 'cao', from: fromTheFuture });
    expect(reset.frames[0]!.after).to.equal(0);
    expect(reset.one('need', 'ghost')).to.equal(undefined);
  });

  it('waits for the process to have read what it saw, and is told where that takes too long', async () => {
    const { seq } = house.muster.board.spine;
    const screen = await house.screen({ as: 'cao' });
    const early = screen.perform('findPeople', {}, { seen: seq + 1 });
    await report();
    expect((await early).ok).to.equal(true);
    const never = await screen.perform('findPeople', {}, { seen: seq + 1000 });
    expect(never.ok === false && never.problem).to.deep.include({ code: 'behind', status: 503, retryAfterSeconds: 1 });
  });

  it('is looked at anew when its rights change under it', async () => {
    const desk = await house.screen({ as: 'hua', place: 'desk' });
    await report();
    await desk.shows((it) => it.all('need')[0]);
    const gone = new Promise((resolve) => desk.socket.once('disconnect', resolve));
    await house.does('bo', 'suspendPerson', { personId: 'hua' });
    await gone;
    const back = await house.screen({ as: 'hua', place: 'desk' });
    expect(back.all('need')).to.deep.equal([]);
    expect(back.hello.actor).to.deep.include({ status: 'suspended' });
    expect((await back.perform('findPeople', {})).ok).to.equal(false);
  });

  it('is pushed every change that it may see, for every kind of screen, through a long random day', async () => {
    const { body } = await house.http('reportNeed', {
      title: { en: 'First' },
      category: 'psychosocial',
      cellId: 'quay',
    });
    const options: Parameters<House['screen']>[0][] = [
      {},
      { code: body.code },
      ...['cao', 'hua', 'tang'].map((as) => ({ as, place: 'desk' as const })),
      ...['lin', 'mei', 'an', 'bai', 'kang', 'wei', 'tang'].map((as) => ({ as, place: 'go' as const })),
      { as: 'lin', place: 'open' },
    ];
    const screens: OpenScreen[] = [];
    for (const option of options) screens.push(await house.screen(option));
    let done = 0;
    for (let round = 0; round < 12; round += 1) {
      done += await live(50);
      // Some lose the line and come back while things happen.
      for (const [at, option] of options.entries())
        if (random.below(5) === 0) {
          screens[at]!.close();
          await live(2);
          screens[at] = await house.screen({ ...option, from: screens[at]!.screen });
        }
    }
    expect(done).to.be.greaterThan(150);
    for (const [at, option] of options.entries()) {
      const fresh = await freshly(option);
      await eventually(() => JSON.stringify(picture(screens[at]!.screen)) === JSON.stringify(fresh), 5000).catch(() =>
        expect(picture(screens[at]!.screen), JSON.stringify(option)).to.deep.equal(fresh),
      );
    }
    expect(breaches(house.muster.board.spine.sight.view)).to.deep.equal([]);
    expect(house.log).to.deep.equal([]);
  });
});

function folded(frame: Frame): Screen {
  const screen = emptyScreen();
  applyFrame(screen, frame);
  return screen;
}
