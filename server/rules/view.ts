import type { Headcount, RollCall, ServiceRecord, WalkUp } from '../../shared/records/on-scene.ts';
import type {
  Alert,
  AnyRecord,
  Assignment,
  Case,
  CaseNote,
  Debrief,
  Handover,
  Kind,
  Need,
  Notice,
  Person,
  RecordOf,
  Wave,
} from '../../shared/records.ts';
import { isAskedByItself, isHolding, isLive } from '../../shared/lifecycle.ts';

/** The records as one decision sees them: the board, with what earlier decisions of the same commit put on top. */
export interface View {
  get: <K extends Kind>(kind: K, id: string) => RecordOf<K> | undefined;
  all: <K extends Kind>(kind: K) => Iterable<RecordOf<K>>;
  /** The records an index lists under a key, in no particular order. */
  list: <I extends IndexName>(index: I, key: string) => RecordOf<(typeof indexes)[I]['kind']>[];
}

type Keys = string | readonly string[] | undefined;
const index = <K extends Kind>(kind: K, key: (record: RecordOf<K> & { blind?: string }) => Keys) => ({
  kind,
  key,
});

/** What is looked up often enough to be kept. A record without a key is not listed, one with several under each. */
export const indexes = {
  assignmentsOfNeed: index('assignment', (assignment: Assignment) => assignment.needId),
  assignmentsOfPerson: index('assignment', (assignment: Assignment) => assignment.personId),
  holdingAssignments: index('assignment', (assignment: Assignment) => (isHolding(assignment) ? 'all' : undefined)),
  /** Asked by Muster itself, and not answered yet. */
  offersByItself: index('assignment', (assignment: Assignment) => (isAskedByItself(assignment) ? 'all' : undefined)),
  liveNeeds: index('need', (need: Need) => (isLive(need) ? need.incidentId : undefined)),
  wavesOfNeed: index('wave', (wave: Wave) => wave.needId),
  askingNeeds: index('need', (need: Need) => (need.status === 'open' && need.asking?.automatic ? 'all' : undefined)),
  needsMergedInto: index('need', (need: Need) => need.mergedInto ?? undefined),
  needByCode: index('need', (need: Need & { blind?: string }) => need.blind),
  personByPhone: index('person', (person: Person & { blind?: string }) => person.blind),
  debriefsOfPerson: index('debrief', (debrief: Debrief) => debrief.personId),
  handoversOfNeed: index('handover', (handover: Handover) => handover.needId),
  casesOfPerson: index('case', (one: Case) => one.workerIds),
  notesOfCase: index('caseNote', (note: CaseNote) => note.caseId),
  alertsOfAssignment: index('alert', (alert: Alert) => alert.assignmentId ?? undefined),
  openRollCalls: index('rollCall', (call: RollCall) => (call.closedAt === null ? call.incidentId : undefined)),
  headcountsOfRollCall: index('headcount', (count: Headcount) => count.rollCallId),
  headcountsOfAssignment: index('headcount', (count: Headcount) => count.assignmentId),
  walkUpsOfPerson: index('walkUp', (walkUp: WalkUp) => walkUp.personId),
  walkUpByCode: index('walkUp', (walkUp: WalkUp & { blind?: string }) => walkUp.blind),
  serviceRecordsOfPerson: index('serviceRecord', (record: ServiceRecord) => record.personId),
  serviceRecordByCode: index('serviceRecord', (record: ServiceRecord & { blind?: string }) => record.blind),
  openAlertsOfNeed: index('alert', (alert: Alert) => (alert.clearedAt === null ? alert.needId : undefined)),
  // Notices
  noticesOfPerson: index('notice', (notice: Notice) => notice.personId),
  noticesOfAssignment: index('notice', (notice: Notice) => notice.assignmentId ?? undefined),
  offersOfPerson: index('notice', (notice: Notice) => (notice.code === null ? undefined : notice.personId)),
  dueNotices: index('notice', (notice: Notice) => (notice.dueAt === null ? undefined : 'all')),
  noticesClaimedIn: index('notice', (notice: Notice) =>
    notice.claimedAt === null ? undefined : String(Math.floor(notice.claimedAt / 60_000)),
  ),
} as const;
export type IndexName = keyof typeof indexes;

/** A view that can be put to. */
export interface Records extends View {
  put: (record: AnyRecord) => void;
  /** What was put here, without what lies below. */
  own: <K extends Kind>(kind: K) => Iterable<RecordOf<K>>;
  size: (kind: Kind) => number;
}

const indexesOf = (kind: Kind) =>
  (Object.entries(indexes) as [IndexName, { kind: Kind; key: (record: AnyRecord) => Keys }][]).filter(
    ([, index]) => index.kind === kind,
  );

/** Empty records; given a `below`, a layer over it that leaves it untouched. */
export function createRecords(below?: View): Records {
  const byKind = new Map<Kind, Map<string, AnyRecord>>();
  const listed = new Map<IndexName, Map<string, Set<string>>>(
    (Object.keys(indexes) as IndexName[]).map((name) => [name, new Map<string, Set<string>>()]),
  );
  const ofKind = (kind: Kind) => {
    let records = byKind.get(kind);
    if (!records) byKind.set(kind, (records = new Map()));
    return records;
  };
  const indexesByKind = new Map<Kind, ReturnType<typeof indexesOf>>();
  const cachedIndexesOf = (kind: Kind) => {
    let found = indexesByKind.get(kind);
    if (!found) indexesByKind.set(kind, (found = indexesOf(kind)));
    return found;
  };

  return {
    get: <K extends Kind>(kind: K, id: string) =>
      (byKind.get(kind)?.get(id) ?? below?.get(kind, id)) as RecordOf<K> | undefined,
    *all<K extends Kind>(kind: K) {
      const own = byKind.get(kind);
      if (below) for (const record of below.all(kind)) if (!own?.has(record.id)) yield record;
      if (own) yield* own.values() as Iterable<RecordOf<K>>;
    },
    list(name, key) {
      type Listed = RecordOf<(typeof indexes)[typeof name]['kind']>;
      const { kind } = indexes[name];
      const own = byKind.get(kind);
      const found: Listed[] = [];
      if (below)
        for (const record of below.list(name, key) as AnyRecord[])
          if (!own?.has(record.id)) found.push(record as Listed);
      const ids = listed.get(name)!.get(key);
      if (ids) for (const id of ids) found.push(own!.get(id) as Listed);
      return found;
    },
    put(record) {
      const records = ofKind(record.kind);
      const before = records.get(record.id);
      for (const [name, { key }] of cachedIndexesOf(record.kind)) {
        const wasKey = before && key(before);
        const isKey = key(record);
        if (wasKey === isKey) continue;
        const keys = listed.get(name)!;
        for (const key of eachOf(wasKey)) {
          const ids = keys.get(key)!;
          ids.delete(record.id);
          if (ids.size === 0) keys.delete(key);
        }
        for (const key of eachOf(isKey)) {
          const ids = keys.get(key);
          if (ids) ids.add(record.id);
          else keys.set(key, new Set([record.id]));
        }
      }
      records.set(record.id, record);
    },
    own: <K extends Kind>(kind: K) => (byKind.get(kind)?.values() ?? []) as Iterable<RecordOf<K>>,
    size: (kind) => byKind.get(kind)?.size ?? 0,
  };
}

const eachOf = (keys: Keys): readonly string[] =>
  keys === undefined ? none : typeof keys === 'string' ? [keys] : keys;
const none: readonly string[] = [];
