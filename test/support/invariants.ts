import { fillsSeat, isCommitted, isEnded, isHolding, isLive } from '../../shared/lifecycle.ts';
import { AnyRecord as AnyRecordShape, type AnyRecord, type Kind, type RecordOf } from '../../shared/records.ts';

/** All that is asked of a board: every record of a kind. */
export interface Board {
  all: <K extends Kind>(kind: K) => Iterable<RecordOf<K>>;
}

/** What must hold after every commit, whatever happened and whoever was killed. Each breach is told in one line. */
export function breaches(board: Board): string[] {
  const of = <K extends Kind>(kind: K): Map<string, RecordOf<K>> =>
    new Map([...board.all(kind)].map((record) => [record.id, record]));
  const people = of('person');
  const needs = of('need');
  const assignments = of('assignment');
  const alerts = of('alert');
  const waves = of('wave');
  const walkUps = of('walkUp');
  const found: string[] = [];
  const must = (holds: boolean, breach: () => string) => {
    if (!holds) found.push(breach());
  };

  const holdersOf = new Map<string, string[]>();
  const filled = new Map<string, number>();
  for (const it of assignments.values()) {
    const need = needs.get(it.needId);
    const person = people.get(it.personId);
    must(need !== undefined, () => `assignment ${it.id} is for need ${it.needId}, which is not there`);
    must(person !== undefined, () => `assignment ${it.id} is for ${it.personId}, who is not there`);
    if (!need || !person) continue;
    must(it.incidentId === need.incidentId, () => `assignment ${it.id} and its need are of different incidents`);
    must(it.organisationId === person.organisationId, () => `assignment ${it.id} names another organisation`);
    must((it.endedAt !== null) === isEnded(it), () => `assignment ${it.id} is ${it.status}, ended at ${it.endedAt}`);
    must(
      it.checkedInAt !== null || (it.status !== 'checkedIn' && it.status !== 'completed'),
      () => `assignment ${it.id} is ${it.status} without a check-in`,
    );
    must(
      it.answeredAt !== null || !(isCommitted(it) || it.status === 'completed' || it.status === 'declined'),
      () => `assignment ${it.id} is ${it.status} without an answer`,
    );
    must(it.status !== 'completed' || it.minutes >= 0, () => `assignment ${it.id} lasted ${it.minutes} minutes`);
    if (isHolding(it)) {
      holdersOf.set(it.personId, [...(holdersOf.get(it.personId) ?? []), it.id]);
      must(
        person.heldBy === it.id || (person.heldNextBy === it.id && it.startAt !== undefined),
        () =>
          `assignment ${it.id} holds ${person.id}, who is held by ${person.heldBy} and next by ${person.heldNextBy}`,
      );
      must(isLive(need), () => `assignment ${it.id} is ${it.status}, its need is ${need.status}`);
      must(
        need.seats.some(({ id }) => id === it.seatId),
        () => `assignment ${it.id} is ${it.status} for a seat that is no more`,
      );
      // Who came unasked works under a lead before anybody has approved them.
      const cameUnasked = [...walkUps.values()].some(({ personId }) => personId === person.id);
      must(
        person.status === 'approved' || (person.status === 'applied' && cameUnasked),
        () => `${person.id} is held and ${person.status}`,
      );
    }
    if (fillsSeat(it)) filled.set(`${it.needId}/${it.seatId}`, (filled.get(`${it.needId}/${it.seatId}`) ?? 0) + 1);
  }

  for (const person of people.values()) {
    const holders = holdersOf.get(person.id) ?? [];
    const next = person.heldNextBy ?? null;
    must(
      holders.length <= (next === null ? 1 : 2) && (next === null || holders.includes(next)),
      () => `${person.id} is held by ${holders.join(' and ')}, the next being ${next}`,
    );
    must(next === null || person.heldBy !== null, () => `${person.id} waits for ${next} and for nothing before it`);
    must(
      person.heldBy === null || holders.includes(person.heldBy),
      () => `${person.id} is held by ${person.heldBy}, which does not hold`,
    );
    must(person.accepts <= person.offers, () => `${person.id} accepted ${person.accepts} of ${person.offers} offers`);
    for (const stint of person.stints) {
      const of = assignments.get(stint.assignmentId);
      must(of === undefined || of.personId === person.id, () => `${person.id} has a stint of somebody else`);
      must(stint.startAt < stint.endAt, () => `${person.id} has a stint that ends before it starts`);
    }
  }

  for (const need of needs.values()) {
    for (const seat of need.seats) {
      const count = filled.get(`${need.id}/${seat.id}`) ?? 0;
      must(count <= seat.count, () => `seat ${seat.id} of need ${need.id} holds ${count} of ${seat.count}`);
    }
    must(
      (need.closedAt !== null) === !isLive(need),
      () => `need ${need.id} is ${need.status}, closed at ${need.closedAt}`,
    );
    must(
      (need.outcome !== null) === (need.status === 'closed'),
      () => `need ${need.id} is ${need.status} with outcome ${need.outcome}`,
    );
    const into = need.mergedInto === null ? undefined : needs.get(need.mergedInto);
    must((need.mergedInto !== null) === (need.status === 'merged'), () => `need ${need.id} is half merged`);
    must(need.mergedInto === null || into !== undefined, () => `need ${need.id} is merged into nothing`);
    must(new Set(need.seats.map(({ id }) => id)).size === need.seats.length, () => `need ${need.id} has a seat twice`);
  }

  for (const wave of waves.values()) {
    const asked = wave.assignmentIds.map((id) => assignments.get(id));
    must(
      asked.every((it) => it?.waveId === wave.id && it.needId === wave.needId),
      () => `wave ${wave.id} counts somebody who was not asked in it`,
    );
    const people = asked.map((it) => it?.personId);
    must(new Set(people).size === people.length, () => `wave ${wave.id} asked somebody twice`);
    const { late, ...counts } = wave.counts;
    must(
      Object.values(counts).reduce((sum, count) => sum + count, 0) === asked.length,
      () => `wave ${wave.id} asked ${asked.length} and counts ${JSON.stringify(counts)}`,
    );
    for (const [name, statuses] of Object.entries(countedIn))
      must(
        counts[name as keyof typeof counts] === asked.filter((it) => statuses.includes(it!.status)).length,
        () => `wave ${wave.id} counts ${counts[name as keyof typeof counts]} as ${name}`,
      );
    must(late === asked.filter((it) => it?.lateAt !== undefined).length, () => `wave ${wave.id} counts ${late} late`);
    must((wave.closedAt === null) === counts.waiting > 0, () => `wave ${wave.id} is waited for and closed, or neither`);
  }
  const numbers = new Set<string>();
  for (const { needId, number } of waves.values()) {
    must(!numbers.has(`${needId} ${number}`), () => `need ${needId} has two waves ${number}`);
    numbers.add(`${needId} ${number}`);
  }
  for (const it of assignments.values()) {
    must(
      it.waveId === undefined || (waves.get(it.waveId)?.assignmentIds.includes(it.id) ?? false),
      () => `assignment ${it.id} is of wave ${it.waveId}, which does not know`,
    );
    const need = needs.get(it.needId);
    const seat = need?.seats.find(({ id }) => id === it.seatId);
    const isFull = (filled.get(`${it.needId}/${it.seatId}`) ?? 0) >= (seat?.count ?? 0);
    must(
      it.status !== 'offered' || !isFull || need?.asking?.standby === true,
      () => `${it.personId} is still asked for seat ${it.seatId} of ${it.needId}, which is full`,
    );
    must(it.status !== 'standby' || (need !== undefined && isLive(need)), () => `${it.id} stands by for nothing`);
  }

  for (const alert of alerts.values()) {
    const need = needs.get(alert.needId);
    must(need !== undefined, () => `alert ${alert.id} is about nothing`);
    must(
      alert.clearedAt !== null || (need !== undefined && isLive(need)),
      () => `alert ${alert.id} goes on after its need`,
    );
    const about = alert.assignmentId === null ? undefined : assignments.get(alert.assignmentId);
    must(
      // A claim that lapsed is told of after it has ended.
      alert.clearedAt !== null || about === undefined || !isEnded(about) || alert.type === 'claimLapsed',
      () => `alert ${alert.id} goes on after its assignment`,
    );
  }

  for (const incident of board.all('incident'))
    must(
      incident.status === 'open' ||
        ![...needs.values()].some((need) => need.incidentId === incident.id && isLive(need)),
      () => `incident ${incident.id} is closed with live needs`,
    );
  return found;
}

/** What each count of a wave says, in statuses. */
const countedIn = {
  waiting: ['offered'],
  accepted: ['accepted', 'enRoute', 'checkedIn', 'completed', 'noShow', 'released'],
  standby: ['standby'],
  declined: ['declined'],
  expired: ['expired'],
  stoodDown: ['stoodDown'],
};

/** Records that are not what the contract says, each with where and why. Sealed records are looked at without their seal. */
export function misshapen(records: Iterable<object>): string[] {
  return [...records].flatMap((record) => {
    const { sealed: _sealed, blind: _blind, ...rest } = record as AnyRecord & { sealed?: string; blind?: string };
    const parsed = AnyRecordShape.safeParse(rest);
    return parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => `${rest.kind} ${rest.id}: ${path.join('.')} ${message}`);
  });
}
