import { Mongoose, type Connection, type IndexDefinition, type Model } from 'mongoose';
import { Id } from '../../shared/shapes.ts';
import type { Kind } from '../../shared/records.ts';

/** A record as its collection keeps it: flat, so that anyone's own BI tool reads it like a table. */
export interface RecordDocument {
  _id: string;
  /** The journal document that put it. */
  seq: number;
  kind: Kind;
  id: string;
  [field: string]: unknown;
}

export interface RequestDocument {
  _id: string;
  seq: number;
  index: number;
  at: number;
}

export interface Models {
  records: ReadonlyMap<Kind, Model<RecordDocument>>;
  requests: Model<RequestDocument>;
}

interface Place {
  collection: string;
  /** What operators and reports ask by. */
  indexes: IndexDefinition[];
}

const places: Record<Kind, Place> = {
  incident: { collection: 'incidents', indexes: [{ status: 1, openedAt: -1 }] },
  organisation: { collection: 'organisations', indexes: [{ status: 1 }] },
  cell: { collection: 'cells', indexes: [] },
  station: { collection: 'stations', indexes: [{ incidentId: 1 }] },
  person: { collection: 'people', indexes: [{ organisationId: 1, status: 1 }, { homeCellId: 1 }] },
  invitation: { collection: 'invitations', indexes: [{ personId: 1 }, { expiresAt: 1 }] },
  need: {
    collection: 'needs',
    indexes: [
      { incidentId: 1, status: 1, deadlineAt: 1 },
      { organisationId: 1, status: 1 },
      { cellId: 1, reportedAt: -1 },
    ],
  },
  assignment: {
    collection: 'assignments',
    indexes: [{ needId: 1 }, { personId: 1, offeredAt: -1 }, { organisationId: 1, status: 1, offeredAt: -1 }],
  },
  wave: { collection: 'waves', indexes: [{ needId: 1, number: 1 }] },
  alert: {
    collection: 'alerts',
    indexes: [
      { incidentId: 1, clearedAt: 1 },
      { organisationId: 1, raisedAt: -1 },
    ],
  },
  debrief: { collection: 'debriefs', indexes: [{ organisationId: 1, status: 1, dueAt: 1 }] },
  careLimits: { collection: 'careLimits', indexes: [] },
  team: { collection: 'teams', indexes: [] },
  handover: { collection: 'handovers', indexes: [{ needId: 1 }] },
  case: { collection: 'cases', indexes: [{ organisationId: 1, closedAt: 1 }] },
  caseNote: { collection: 'caseNotes', indexes: [{ caseId: 1 }] },
  whereabouts: { collection: 'whereabouts', indexes: [] },
  watch: { collection: 'watches', indexes: [{ personId: 1 }, { incidentId: 1 }] },
  escalation: { collection: 'escalations', indexes: [] },
  rollCall: { collection: 'rollCalls', indexes: [{ incidentId: 1, openedAt: -1 }] },
  headcount: { collection: 'headcounts', indexes: [{ rollCallId: 1 }] },
  walkUp: { collection: 'walkUps', indexes: [{ incidentId: 1, arrivedAt: -1 }, { personId: 1 }] },
  serviceRecord: { collection: 'serviceRecords', indexes: [{ personId: 1 }, { organisationId: 1, issuedAt: -1 }] },
  reach: { collection: 'reaches', indexes: [] },
  notice: { collection: 'notices', indexes: [{ personId: 1, createdAt: -1 }, { assignmentId: 1 }] },
};

/** A Mongoose of our own: its settings and models are nobody else's, and several stores fit one process. */
export function newMongoose(): Mongoose {
  const mongoose = new Mongoose();
  mongoose.set('sanitizeFilter', true);
  mongoose.set('strictQuery', 'throw');
  mongoose.set('autoCreate', false);
  mongoose.set('autoIndex', false);
  return mongoose;
}

/**
 * The schemas guard identity, order and uniqueness. What a record means was decided before the journal took it;
 * a second opinion here could only refuse what already happened.
 */
export function modelsOn(mongoose: Mongoose, connection: Connection): Models {
  const records = new Map<Kind, Model<RecordDocument>>();
  for (const [kind, { collection, indexes }] of Object.entries(places) as [Kind, Place][]) {
    const schema = new mongoose.Schema<RecordDocument>(
      {
        _id: { type: String, required: true, validate: isId },
        seq: seqField,
        kind: { type: String, required: true, enum: [kind] },
        id: { type: String, required: true, validate: isSameAsId },
        sealed: String,
      },
      { strict: false, versionKey: false, minimize: false, id: false },
    );
    for (const index of [{ seq: 1 } satisfies IndexDefinition, ...indexes]) schema.index(index);
    records.set(kind, connection.model<RecordDocument>(kind, schema, collection));
  }
  const request = new mongoose.Schema<RequestDocument>(
    {
      _id: { type: String, required: true, validate: isText },
      seq: seqField,
      index: { type: Number, required: true, min: 0 },
      at: { type: Number, required: true, index: true },
    },
    { strict: 'throw', versionKey: false, id: false },
  );
  return { records, requests: connection.model<RequestDocument>('request', request, 'requests') };
}

/** Rejects where a document's identity is not what its schema asks; nothing else about a record is asked here. */
export async function checkIdentity(model: Model<RecordDocument>, documents: readonly RecordDocument[]): Promise<void> {
  await Promise.all(documents.map((document) => model.validate(document, ['_id', 'seq', 'kind', 'id'])));
}

/** All collections that are Muster's, apart from Agenda's. */
export const collectionNames: readonly string[] = [
  'deployment',
  'facts',
  'journal',
  'keys',
  'members',
  'requests',
  ...Object.values(places).map((place) => place.collection),
];

const seqField = { type: Number, required: true, min: 1, validate: Number.isSafeInteger };

const isId = { validator: (value: string) => Id.safeParse(value).success, message: '{VALUE} is not an id' };
const isText = {
  validator: (value: string) => value.length > 0 && value.length <= 200,
  message: 'is not a request id',
};
const isSameAsId = {
  validator(this: unknown, value: string) {
    return (this as { _id?: unknown })._id === value;
  },
  message: 'id and _id differ',
};
