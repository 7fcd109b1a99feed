import { expect } from 'chai';
import { Agenda } from 'agenda';
import { createMemoryBackend } from '../server/jobs/memory-backend.ts';
import { eventually } from './support/eventually.ts';

describe('Agenda on the memory backend', () => {
  const started: Agenda[] = [];
  afterEach(async () => {
    for (const agenda of started.splice(0)) await agenda.stop();
  });

  const backend = () => createMemoryBackend();
  function agendaOn(shared = backend(), options: { defaultLockLifetime?: number } = {}): Agenda {
    const agenda = new Agenda({ backend: shared, processEvery: 20, ...options });
    started.push(agenda);
    return agenda;
  }

  it('runs a sweep again and again', async () => {
    const agenda = agendaOn();
    let rounds = 0;
    agenda.define('sweep', async () => {
      rounds += 1;
    });
    await agenda.start();
    await agenda.every('1 seconds', 'sweep');
    await eventually(() => rounds >= 3);
  });

  it('keeps one job per sweep, however often it is put', async () => {
    const shared = backend();
    const agenda = agendaOn(shared);
    agenda.define('sweep', async () => {});
    for (let n = 0; n < 3; n += 1) await agenda.every('10 seconds', 'sweep');
    expect((await shared.repository.queryJobs({ name: 'sweep' })).total).to.equal(1);
  });

  it('runs a sweep in one place at a time, and lets the next have it afterwards', async () => {
    const shared = backend();
    let running = 0;
    let most = 0;
    let rounds = 0;
    const finish: (() => void)[] = [];
    for (const agenda of [agendaOn(shared), agendaOn(shared)]) {
      agenda.define(
        'sweep',
        async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise<void>((resolve) => finish.push(resolve));
          running -= 1;
          rounds += 1;
        },
        { lockLimit: 1, concurrency: 1 },
      );
      await agenda.start();
      await agenda.every('1 seconds', 'sweep');
    }
    await eventually(() => {
      finish.shift()?.();
      return rounds >= 3;
    });
    expect(most).to.equal(1);
    await eventually(() => {
      finish.shift()?.();
      return running === 0;
    });
  });

  it('gives a lock that ran out to the next who asks, and one that did not to nobody', async () => {
    const { repository } = backend();
    const due = new Date(1000);
    await repository.saveJob({ name: 'sweep', type: 'single', priority: 0, nextRunAt: due, data: {} }, undefined);
    const ask = (deadline: number, now: number) =>
      repository.getNextJobToRun('sweep', new Date(now), new Date(deadline), new Date(now), undefined);
    expect(await ask(0, 999)).to.equal(undefined);
    expect((await ask(0, 2000))?.lockedAt).to.deep.equal(new Date(2000));
    expect(await ask(1999, 3000)).to.equal(undefined);
    expect((await ask(2000, 4000))?.lockedAt).to.deep.equal(new Date(4000));
  });

  it('lets a failed sweep come round again', async () => {
    const agenda = agendaOn();
    const failures: string[] = [];
    agenda.on('fail', (error: Error) => failures.push(error.message));
    let rounds = 0;
    agenda.define('sweep', async () => {
      rounds += 1;
      if (rounds === 1) throw new Error('the first round fails');
    });
    await agenda.start();
    await agenda.every('1 seconds', 'sweep');
    await eventually(() => rounds >= 2);
    expect(failures).to.deep.equal(['the first round fails']);
  });

  it('holds no lock once it is drained', async () => {
    const shared = backend();
    const agenda = agendaOn(shared);
    let finish: (() => void) | undefined;
    agenda.define('sweep', async () => {
      await new Promise<void>((resolve) => (finish = resolve));
    });
    await agenda.start();
    await agenda.every('1 seconds', 'sweep');
    await eventually(() => finish !== undefined);
    const drained = agenda.drain();
    finish?.();
    await drained;
    const { jobs } = await shared.repository.queryJobs({ name: 'sweep' });
    expect(jobs.map((job) => job.lockedAt)).to.deep.equal([undefined]);
  });
});
