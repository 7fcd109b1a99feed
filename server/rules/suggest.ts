import type { Input } from '../../shared/operations.ts';
import type { NeedCategory, Priority, Seat } from '../../shared/records.ts';

/**
 * What a category usually takes, as a first suggestion that the desk confirms or changes at triage.
 * Social work is asked of licensed social workers, carrying of volunteers: that is what went wrong before.
 */
type NewSeat = Omit<Seat, 'id'>;
const seat = (role: Seat['role'], count: number, skills: [code: string, level: number][], leads = false): NewSeat => ({
  role,
  count,
  skills: skills.map(([code, level]) => ({ code, level })),
  credentialCodes: [],
  languages: [],
  leads,
});

const usual: Record<NeedCategory, { priority: Priority; minutes: number; seats: NewSeat[] }> = {
  rescue: {
    priority: 'immediate',
    minutes: 120,
    seats: [seat('anyone', 2, [['sar.water', 3]], true), seat('volunteer', 2, [])],
  },
  medical: {
    priority: 'immediate',
    minutes: 90,
    seats: [seat('anyone', 1, [['med.nurse', 2]], true), seat('volunteer', 1, [])],
  },
  psychosocial: {
    priority: 'urgent',
    minutes: 120,
    seats: [seat('socialWorker', 1, [['psy.case', 2]], true), seat('volunteer', 1, [['psy.pfa', 1]])],
  },
  childProtection: { priority: 'immediate', minutes: 180, seats: [seat('socialWorker', 1, [['psy.child', 3]], true)] },
  olderPeople: { priority: 'urgent', minutes: 90, seats: [seat('volunteer', 2, [['psy.elder', 1]])] },
  disability: {
    priority: 'urgent',
    minutes: 90,
    seats: [seat('socialWorker', 1, [['psy.disab', 2]], true), seat('volunteer', 1, [])],
  },
  shelter: {
    priority: 'urgent',
    minutes: 240,
    seats: [seat('anyone', 1, [['care.shelter', 2]], true), seat('volunteer', 3, [['care.register', 1]])],
  },
  food: { priority: 'routine', minutes: 180, seats: [seat('volunteer', 4, [['care.feeding', 1]])] },
  supplies: { priority: 'routine', minutes: 120, seats: [seat('volunteer', 2, [['care.distrib', 1]])] },
  transport: { priority: 'urgent', minutes: 90, seats: [seat('volunteer', 1, [['log.drivecar', 2]])] },
  clearance: { priority: 'routine', minutes: 240, seats: [seat('volunteer', 4, [['recov.clean', 1]])] },
  utilities: { priority: 'urgent', minutes: 120, seats: [seat('anyone', 1, [['eng.electric', 3]])] },
  information: { priority: 'routine', minutes: 60, seats: [seat('volunteer', 1, [['ict.hotline', 1]])] },
  animals: { priority: 'routine', minutes: 90, seats: [seat('volunteer', 1, [['recov.animal', 1]])] },
  other: { priority: 'routine', minutes: 90, seats: [seat('volunteer', 1, [])] },
};

/** Minutes until somebody must be on scene. */
const responseMinutes: Record<Priority, number> = { immediate: 30, urgent: 120, routine: 24 * 60 };

/** Minutes an offer waits for its answer. */
export const answerMinutes: Record<Priority, number> = { immediate: 5, urgent: 15, routine: 60 };

export const deadlineFor = (priority: Priority, reportedAt: number): number =>
  reportedAt + responseMinutes[priority] * 60_000;

export function suggestFor(input: Pick<Input<'reportNeed'>, 'category' | 'vulnerable' | 'peopleCount'>): {
  priority: Priority;
  estimatedMinutes: number;
  seats: NewSeat[];
} {
  const { priority, minutes, seats } = usual[input.category];
  const frail = input.vulnerable.some(
    (group) => group === 'chronicIllness' || group === 'pregnant' || group === 'limitedMobility',
  );
  return { priority: frail && priority === 'routine' ? 'urgent' : priority, estimatedMinutes: minutes, seats };
}
