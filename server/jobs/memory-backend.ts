import { randomUUID } from 'node:crypto';
import {
  computeJobState,
  toJobId,
  type AgendaBackend,
  type JobParameters,
  type JobRepository,
  type JobWithState,
  type JobsQueryOptions,
  type RemoveJobsOptions,
} from 'agenda';

/**
 * Keeps Agenda's jobs in this process, for the store that one process holds. Muster's jobs look at the board as it
 * stands, so nothing is lost with them: the next start puts them back and the first round makes up for the missed ones.
 */
export function createMemoryBackend(): AgendaBackend {
  return {
    name: 'memory',
    repository: memoryRepository(),
    ownsConnection: true,
    connect: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
  };
}

type Kept = JobParameters & { _id: NonNullable<JobParameters['_id']> };

/** Each method does its whole work in one turn, which is what makes a lock a lock here. */
function memoryRepository(): JobRepository {
  const jobs = new Map<string, Kept>();

  function lock(job: Kept, at: Date, by: string | undefined): JobParameters {
    job.lockedAt = at;
    if (by !== undefined) job.lastModifiedBy = by;
    return { ...job };
  }

  function setDisabled(options: RemoveJobsOptions, disabled: boolean): Promise<number> {
    const found = matching(jobs.values(), options);
    for (const job of found) job.disabled = disabled;
    return Promise.resolve(found.length);
  }

  return {
    connect: () => Promise.resolve(),

    saveJob<DATA>(job: JobParameters<DATA>): Promise<JobParameters<DATA>> {
      const { unique, uniqueOpts, ...fields } = job;
      const standing = standingFor(jobs, job);
      if (job._id && !standing) return Promise.resolve(job);
      if (standing && unique && uniqueOpts?.insertOnly) return Promise.resolve({ ...standing } as JobParameters<DATA>);
      const kept = { ...standing, ...fields, _id: standing?._id ?? toJobId(randomUUID()) } as Kept;
      // What runs every so often is put again at each start, and keeps the turn it was waiting for.
      const isDue = standing?.nextRunAt && job.nextRunAt && job.nextRunAt <= new Date();
      if (job.type === 'single' && !job._id && isDue) kept.nextRunAt = standing.nextRunAt;
      jobs.set(kept._id, kept);
      return Promise.resolve({ ...kept } as JobParameters<DATA>);
    },

    saveJobState(job) {
      const kept = jobs.get(String(job._id));
      if (!kept) return Promise.reject(new Error(`job ${job._id} (${job.name}) is no longer there`));
      const { lockedAt, nextRunAt, lastRunAt, progress, failReason, failCount, failedAt, lastFinishedAt } = job;
      Object.assign(kept, {
        lockedAt,
        nextRunAt,
        lastRunAt,
        progress,
        failReason,
        failCount,
        failedAt,
        lastFinishedAt,
      });
      return Promise.resolve();
    },

    lockJob(job, options) {
      const kept = jobs.get(String(job._id));
      const isFree = kept && !kept.lockedAt && !kept.disabled && kept.nextRunAt?.getTime() === job.nextRunAt?.getTime();
      return Promise.resolve(isFree ? lock(kept, new Date(), options?.lastModifiedBy) : undefined);
    },

    getNextJobToRun(jobName, nextScanAt, lockDeadline, now, options) {
      const due = [...jobs.values()].filter(
        (job) =>
          job.name === jobName &&
          !job.disabled &&
          (job.lockedAt ? job.lockedAt <= lockDeadline : job.nextRunAt && job.nextRunAt <= nextScanAt),
      );
      const next = due.sort((a, b) => timeOf(a) - timeOf(b) || b.priority - a.priority)[0];
      return Promise.resolve(next && lock(next, now ?? new Date(), options?.lastModifiedBy));
    },

    unlockJob(job) {
      const kept = jobs.get(String(job._id));
      if (kept?.nextRunAt) delete kept.lockedAt;
      return Promise.resolve();
    },

    unlockJobs(ids) {
      for (const id of ids) delete jobs.get(String(id))?.lockedAt;
      return Promise.resolve();
    },

    removeJobs(options) {
      const found = matching(jobs.values(), options);
      for (const job of found) jobs.delete(job._id);
      return Promise.resolve(found.length);
    },
    purgeAllJobs() {
      const { size } = jobs;
      jobs.clear();
      return Promise.resolve(size);
    },
    disableJobs: (options) => setDisabled(options, true),
    enableJobs: (options) => setDisabled(options, false),

    getJobById: (id) => Promise.resolve(jobs.has(id) ? { ...jobs.get(id)! } : null),
    getDistinctJobNames: () => Promise.resolve([...new Set([...jobs.values()].map((job) => job.name))]),
    getQueueSize: () =>
      Promise.resolve([...jobs.values()].filter((job) => job.nextRunAt && job.nextRunAt < new Date()).length),

    queryJobs(options = {}) {
      const found = query(jobs.values(), options);
      const from = options.skip ?? 0;
      return Promise.resolve({
        jobs: found.slice(from, options.limit ? from + options.limit : undefined),
        total: found.length,
      });
    },

    getJobsOverview() {
      const counts = { running: 0, scheduled: 0, queued: 0, completed: 0, failed: 0, repeating: 0, paused: 0 };
      const byName = new Map<string, { name: string; total: number } & typeof counts>();
      for (const { name, state, disabled } of query(jobs.values(), {})) {
        const overview = byName.get(name) ?? { name, total: 0, ...counts };
        byName.set(name, overview);
        overview.total += 1;
        overview[state] += 1;
        if (disabled && state !== 'paused') overview.paused += 1;
      }
      return Promise.resolve([...byName.values()]);
    },
  };
}

/** The job that a save is about: itself, the one of its name that repeats, or the one its `unique` describes. */
function standingFor(jobs: ReadonlyMap<string, Kept>, job: JobParameters): Kept | undefined {
  if (job._id) return jobs.get(job._id);
  const ofName = [...jobs.values()].filter((kept) => kept.name === job.name);
  if (job.type === 'single') return ofName.find((kept) => kept.type === 'single');
  const { unique } = job;
  if (!unique) return undefined;
  return ofName.find((kept) => Object.entries(unique).every(([path, value]) => equal(at(kept, path), value)));
}

function query(jobs: Iterable<Kept>, options: JobsQueryOptions): JobWithState[] {
  const { name, names, id, ids, search, data, state, includeDisabled = true } = options;
  const now = new Date();
  return [...jobs]
    .map((job) => ({ ...job, state: computeJobState(job, now) }))
    .filter(
      (job) =>
        (name === undefined || job.name === name) &&
        (names === undefined || names.length === 0 || names.includes(job.name)) &&
        (id === undefined || job._id === id) &&
        (ids === undefined || ids.length === 0 || ids.includes(job._id)) &&
        (search === undefined || job.name.toLowerCase().includes(search.toLowerCase())) &&
        (data === undefined || equal(job.data, data)) &&
        (includeDisabled || !job.disabled) &&
        (state === undefined || (state === 'paused' ? job.disabled === true : job.state === state)),
    )
    .sort((a, b) => timeOf(b) - timeOf(a));
}

/** None of the jobs where nothing is asked: an empty question must not empty the list. */
function matching(jobs: Iterable<Kept>, options: RemoveJobsOptions): Kept[] {
  const { id, ids, name, names, notNames, data } = options;
  if ([id, ids, name, names, notNames, data].every((asked) => asked === undefined)) return [];
  return [...jobs].filter(
    (job) =>
      (id === undefined || job._id === String(id)) &&
      (ids === undefined || ids.map(String).includes(job._id)) &&
      (name === undefined || job.name === name) &&
      (names === undefined || names.includes(job.name)) &&
      (notNames === undefined || !notNames.includes(job.name)) &&
      (data === undefined || equal(job.data, data)),
  );
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], value);
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function timeOf(job: JobParameters): number {
  return job.nextRunAt?.getTime() ?? 0;
}
