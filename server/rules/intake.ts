import { isCommitted, needSteps } from '../../shared/lifecycle.ts';
import type { Input } from '../../shared/operations.ts';
import { Refusal } from '../../shared/problem.ts';
import type { Alert, Incident, Need, Seat } from '../../shared/records.ts';
import type { Point } from '../../shared/shapes.ts';
import { cellAt, nearby } from './grid.ts';
import { actorName, done, find, isDesk, isFarAway, mustWorkFor, type Context, type Rule } from './rule.ts';
import { deadlineFor, suggestFor } from './suggest.ts';
import { filledPlaces } from './seats.ts';

/** Taking a need in, and everything the desk does to it until it closes. */

export const reportNeed: Rule<'reportNeed'> = (context, input) => {
  const incident = incidentFor(context, input.incidentId);
  const fromDesk = isDesk(context.actor);
  const suggested = suggestFor(input);
  const place = locate(context, input);
  const priority = (fromDesk && input.priority) || suggested.priority;
  const id = context.newId();
  const seats = fromDesk && input.seats ? input.seats : suggested.seats;
  // A need is taken in whole by the desk; what the public reports is looked at first.
  const isTriaged = fromDesk && input.seats !== undefined;
  const need: Need = {
    kind: 'need',
    id,
    incidentId: incident.id,
    organisationId:
      context.actor.kind === 'person' && fromDesk ? context.actor.organisationId : incident.organisationId,
    cellId: place.cellId,
    near: place.near,
    category: input.category,
    priority,
    reportedAt: context.now,
    deadlineAt: (fromDesk && input.deadlineAt) || deadlineFor(priority, context.now),
    peopleCount: input.peopleCount,
    vulnerable: input.vulnerable,
    seats: seats.map((seat, at) => ({ id: `s${at + 1}`, ...seat })),
    source: fromDesk ? (input.source ?? 'hotline') : 'public',
    confidentiality:
      (fromDesk && input.confidentiality) || (input.category === 'childProtection' ? 'restricted' : 'open'),
    ...(fromDesk && input.distressing !== undefined ? { distressing: input.distressing } : {}),
    status: isTriaged ? 'open' : 'reported',
    outcome: null,
    closedAt: null,
    mergedInto: null,
    handlerId: null,
    estimatedMinutes: (fromDesk && input.estimatedMinutes) || suggested.estimatedMinutes,
    escalatedAt: null,
    escalations: 0,
    suggestedPriority: suggested.priority,
    steps: [{ at: context.now, operation: 'reportNeed', by: actorName(context.actor) }],
    private: {
      title: input.title,
      ...(input.details ? { details: input.details } : {}),
      ...(input.address ? { address: input.address } : {}),
      ...(input.point ? { point: input.point } : {}),
      ...(input.contactName ? { contactName: input.contactName } : {}),
      ...(input.contactPhone ? { contactPhone: input.contactPhone } : {}),
    },
  };
  mustBeNear(context, input.deadlineAt);
  if (need.deadlineAt < context.now) throw new Refusal('badTimes', {});
  return { puts: [need], answer: { needId: id } };
};

export const triageNeed: Rule<'triageNeed'> = (context, input) => {
  const need = liveNeed(context, input.needId);
  mustBeNear(context, input.deadlineAt);
  const place = input.cellId || input.point ? locate(context, input) : { cellId: need.cellId, near: need.near };
  const priority = input.priority ?? need.priority;
  const secret = context.open(need);
  const { title, details, address } = input;
  // The exact place of another cell would send people there.
  const point = input.point ?? (place.cellId === need.cellId ? secret?.point : undefined);
  const seats = input.seats ? changeSeats(context, need, input.seats) : need.seats;
  const triaged: Need = {
    ...need,
    ...place,
    category: input.category ?? need.category,
    priority,
    deadlineAt:
      input.deadlineAt ?? (priority === need.priority ? need.deadlineAt : deadlineFor(priority, need.reportedAt)),
    peopleCount: input.peopleCount ?? need.peopleCount,
    vulnerable: input.vulnerable ?? need.vulnerable,
    estimatedMinutes: input.estimatedMinutes ?? need.estimatedMinutes,
    confidentiality: input.confidentiality ?? need.confidentiality,
    seats,
    ...(input.distressing === undefined ? {} : { distressing: input.distressing }),
    status: 'open',
    steps: stepped(context, need, 'triageNeed'),
  };
  if (!secret || (!title && !details && !address && point === secret.point)) return done(triaged);
  const { point: _point, ...kept } = secret;
  const told = {
    ...kept,
    ...(title ? { title } : {}),
    ...(details ? { details } : {}),
    ...(address ? { address } : {}),
    ...(point ? { point } : {}),
  };
  return done({ ...triaged, private: told });
};

export const claimNeed: Rule<'claimNeed'> = (context, input) => {
  const need = liveNeed(context, input.needId);
  const personId = context.actor.kind === 'person' ? context.actor.personId : null;
  return done({
    ...need,
    handlerId: input.hold ? personId : null,
    steps: stepped(context, need, input.hold ? 'claimNeed' : 'leaveNeed'),
  });
};

export const mergeNeeds: Rule<'mergeNeeds'> = (context, input) => {
  if (input.needId === input.intoNeedId) throw new Refusal('mergeWithItself', {});
  const need = liveNeed(context, input.needId);
  const into = liveNeed(context, input.intoNeedId);
  if (need.incidentId !== into.incidentId) throw new Refusal('otherIncident', {});
  if (committedTo(context, need.id) > 0) throw new Refusal('peopleStillOut', { count: committedTo(context, need.id) });
  const order = ['immediate', 'urgent', 'routine'] as const;
  const sooner = order.indexOf(need.priority) < order.indexOf(into.priority) ? need : into;
  return done(
    ...clearAlerts(context, need.id),
    {
      ...need,
      status: 'merged',
      mergedInto: into.id,
      closedAt: context.now,
      steps: stepped(context, need, 'mergeNeeds'),
    },
    {
      ...into,
      priority: sooner.priority,
      deadlineAt: Math.min(need.deadlineAt, into.deadlineAt),
      // The same people were reported twice: the larger count is the better one, not the sum.
      peopleCount: Math.max(need.peopleCount, into.peopleCount),
      vulnerable: [...new Set([...into.vulnerable, ...need.vulnerable])],
      confidentiality: need.confidentiality === 'restricted' ? 'restricted' : into.confidentiality,
      steps: stepped(context, into, 'mergedFrom'),
    },
  );
};

export const closeNeed: Rule<'closeNeed'> = (context, input) => {
  const need = find(context.view, 'need', input.needId);
  mayHandle(context, need);
  if (!needSteps[need.status].includes('closed')) throw new Refusal('needStep', { from: need.status, to: 'closed' });
  const out = committedTo(context, need.id);
  if (out > 0) throw new Refusal('peopleStillOut', { count: out });
  return done(...clearAlerts(context, need.id), closed(context, need, input.outcome, 'closeNeed'));
};

export const reopenNeed: Rule<'reopenNeed'> = (context, input) => {
  const need = find(context.view, 'need', input.needId);
  mayHandle(context, need);
  if (need.status !== 'closed') throw new Refusal('needStep', { from: need.status, to: 'open' });
  return done(reopened(context, need, 'reopenNeed'));
};

/** A closed need open again, due as if it had come in now; refused where its incident is over. */
export function reopened(context: Context, need: Need, operation: string): Need {
  incidentFor(context, need.incidentId);
  return {
    ...need,
    status: 'open',
    outcome: null,
    closedAt: null,
    enoughAt: null,
    deadlineAt: deadlineFor(need.priority, context.now),
    escalatedAt: null,
    steps: stepped(context, need, operation),
  };
}

export const acknowledgeAlert: Rule<'acknowledgeAlert'> = (context, input) => {
  const alert = find(context.view, 'alert', input.alertId);
  mayHandle(context, find(context.view, 'need', alert.needId));
  if (alert.acknowledgedAt !== null) throw new Refusal('alreadyDone', {}, { current: alert });
  return done({
    ...alert,
    acknowledgedAt: context.now,
    acknowledgedBy: context.actor.kind === 'person' ? context.actor.personId : null,
    // The claim has lapsed already: once somebody has seen it there is nothing left to wait for.
    clearedAt: alert.type === 'claimLapsed' ? context.now : alert.clearedAt,
  });
};

/** The need closed, with its outcome; the caller has seen to the people. */
export const closed = (context: Context, need: Need, outcome: Need['outcome'], operation: string): Need => ({
  ...need,
  status: 'closed',
  outcome,
  closedAt: context.now,
  steps: stepped(context, need, operation),
});

/** Open alerts about a need that has ended have nothing left to ask for. */
export const clearAlerts = (context: Context, needId: string): Alert[] =>
  context.view.list('openAlertsOfNeed', needId).map((alert) => ({ ...alert, clearedAt: context.now }));

/** The newest 80 steps: enough for a long night, bounded for a record that is put whole. */
export const stepped = (context: Context, need: Need, operation: string): Need['steps'] =>
  [...need.steps, { at: context.now, operation, by: actorName(context.actor) }].slice(-80);

/** Restricted needs are handled by the organisation that holds the case alone. */
export function mayHandle(context: Pick<Context, 'actor'>, need: Need): void {
  if (need.confidentiality === 'restricted') mustWorkFor(context.actor, need.organisationId);
}

function liveNeed(context: Context, needId: string): Need {
  const need = find(context.view, 'need', needId);
  mayHandle(context, need);
  if (need.status !== 'open' && need.status !== 'reported')
    throw new Refusal('needNotOpen', { needId, status: need.status });
  return need;
}

/** The named incident, or the one that is open; never a closed one. */
function incidentFor(context: Context, id: string | undefined): Incident {
  if (id !== undefined) {
    const incident = find(context.view, 'incident', id);
    if (incident.closedAt !== null) throw new Refusal('incidentClosed', { closedAt: incident.closedAt });
    return incident;
  }
  let newest: Incident | undefined;
  for (const incident of context.view.all('incident'))
    if (incident.status === 'open' && (!newest || incident.openedAt > newest.openedAt)) newest = incident;
  if (!newest) throw new Refusal('noOpenIncident', {});
  return newest;
}

/** The grid cell, and about where in it. */
function locate(
  context: Context,
  input: { cellId?: string | undefined; point?: Point | undefined },
): { cellId: string; near: Point } {
  if (input.cellId !== undefined) {
    const cell = find(context.view, 'cell', input.cellId);
    return { cellId: cell.id, near: nearby(input.point ?? cell.centre) };
  }
  if (!input.point)
    throw new Refusal(
      'whereMissing',
      {},
      { issues: [{ path: 'cellId', message: { en: 'a cell or a point is needed', zh: '需要网格或坐标' } }] },
    );
  const cell = cellAt(context.view, input.point);
  if (!cell)
    throw new Refusal(
      'outsideGrid',
      {},
      { issues: [{ path: 'point', message: { en: 'no grid cell is there', zh: '该处没有网格' } }] },
    );
  return { cellId: cell.id, near: nearby(input.point) };
}

function changeSeats(context: Context, need: Need, wanted: NonNullable<Input<'triageNeed'>['seats']>): Seat[] {
  const filled = filledPlaces(context.view, need.id);
  const taken = new Set(need.seats.map((seat) => seat.id));
  let next = 1;
  const fresh = () => {
    while (taken.has(`s${next}`)) next += 1;
    taken.add(`s${next}`);
    return `s${next}`;
  };
  const seats = wanted.map(({ id, ...seat }) => {
    if (id !== undefined && !need.seats.some((known) => known.id === id)) throw new Refusal('noSeat', { seatId: id });
    return { ...seat, id: id ?? fresh() };
  });
  for (const known of need.seats) {
    const count = seats.find((seat) => seat.id === known.id)?.count ?? 0;
    const people = filled.get(known.id) ?? 0;
    if (people > count) throw new Refusal('seatsBelowFilled', { seat: known.id, filled: people });
  }
  return seats;
}

/** A deadline that has passed can be true; one in another year is a slip. */
function mustBeNear(context: Context, deadlineAt: number | undefined): void {
  if (deadlineAt === undefined || !isFarAway(deadlineAt, context.now)) return;
  throw new Refusal(
    'badTimes',
    {},
    { issues: [{ path: 'deadlineAt', message: { en: 'is too far away', zh: '时间过远' } }] },
  );
}

const committedTo = (context: Context, needId: string) =>
  context.view.list('assignmentsOfNeed', needId).filter(isCommitted).length;
