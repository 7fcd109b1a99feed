import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { assignmentSteps, mayAnswerLate } from '../../shared/lifecycle.ts';
import type { AnyRecord, Assignment, Kind, Need, Person } from '../../shared/records.ts';
import { canonical } from './canonical.ts';
import type { Line } from './history.ts';

/** What the run writes where processes did not come up in the end. */
export const notUpFile = 'not-up.txt';

/** What a run left behind, judged by nothing but its files: each broken promise as a sentence. */
export async function check(dir: string): Promise<{ broken: string[]; figures: Figures }> {
  const broken: string[] = [];
  const say = (sentence: string) => {
    // Once something is wrong, much follows from it.
    if (broken.length < 40) broken.push(sentence);
  };
  const notUp = path.join(dir, notUpFile);
  if (existsSync(notUp)) say(readFileSync(notUp, 'utf8'));
  const journal = await readJournal(path.join(dir, 'journal.jsonl'), path.join(dir, 'boards'), say);
  const figures = await checkHistory(path.join(dir, 'history.jsonl'), journal, say);
  await checkScreens(path.join(dir, 'screens.jsonl'), say);
  return { broken, figures: { ...figures, documents: journal.documents, entries: journal.count } };
}

export interface Figures {
  acknowledged: number;
  refused: number;
  /** Refused, but an earlier try of the same request stayed without an answer: it may be there, once. */
  doubted: number;
  doubtedAndThere: number;
  unknown: number;
  unknownAndThere: number;
  documents: number;
  entries: number;
}

interface Entry {
  seq: number;
  actor: string;
  operation: string;
  answer: Record<string, unknown>;
  times: number;
}
interface Document {
  _id: number;
  prevHash: string;
  hash: string;
  entries: {
    actor: string;
    operation: string;
    requestId: string | null;
    puts: AnyRecord[];
    answer: Record<string, unknown>;
  }[];
}
type Say = (sentence: string) => void;

/** The chain, what holds at every entry, and every board beside a replay of the journal up to where that board was. */
async function readJournal(file: string, boardsDir: string, say: Say) {
  const boards = readdirSync(boardsDir).map((name) => {
    const text = readFileSync(path.join(boardsDir, name), 'utf8');
    return { name, text, seq: Number(text.slice(0, text.indexOf('\n'))) };
  });
  const entries = new Map<string, Entry>();
  const board = new Replay();
  let [seq, hash, count] = [0, '', 0];
  for await (const line of linesOf(file)) {
    const document = JSON.parse(line) as Document;
    if (document._id !== seq + 1) say(`document ${document._id} follows document ${seq}`);
    const sum = createHash('sha256')
      .update(`${document._id}\n${hash}\n`)
      .update(JSON.stringify(document.entries))
      .digest('hex');
    if (document.prevHash !== hash || document.hash !== sum) say(`the chain breaks at document ${document._id}`);
    ({ _id: seq, hash } = document);
    for (const entry of document.entries) {
      count += 1;
      board.apply(entry.puts, (sentence) => say(`document ${seq}, ${entry.operation}: ${sentence}`));
      if (entry.requestId === null) continue;
      const known = entries.get(entry.requestId);
      if (known) {
        known.times += 1;
        say(`request ${entry.requestId} (${entry.operation}) took effect in document ${known.seq} and in ${seq}`);
      } else entries.set(entry.requestId, { ...entry, seq, times: 1 });
    }
    const here = boards.filter((one) => one.seq === seq);
    if (here.length === 0) continue;
    const replayed = canonical(seq, (kind) => board.all(kind));
    for (const { name, text } of here)
      if (text !== replayed) say(`board ${name} is not what the journal gives: ${firstDifference(text, replayed)}`);
  }
  for (const { name, seq: at } of boards) if (at > seq) say(`board ${name} is at ${at}, the journal ends at ${seq}`);
  if (boards.length === 0) say('there is no board to compare');
  const thankedLate = new Set<string>();
  for (const record of board.all('assignment'))
    if ((record as Assignment).lateAt !== undefined) thankedLate.add((record as Assignment).personId);
  return { entries, thankedLate, documents: seq, count };
}

const holding = new Set(['offered', 'accepted', 'enRoute', 'checkedIn']);
const filling = new Set(['accepted', 'enRoute', 'checkedIn', 'completed']);

/** The records as the journal gives them, looked at after every entry. */
class Replay {
  private readonly records = new Map<Kind, Map<string, AnyRecord>>();
  private readonly byNeed = new Map<string, Set<string>>();
  private readonly byPerson = new Map<string, Set<string>>();

  all(kind: Kind): Iterable<AnyRecord> {
    return this.records.get(kind)?.values() ?? [];
  }

  private get<R extends AnyRecord>(kind: Kind, id: string): R | undefined {
    return this.records.get(kind)?.get(id) as R | undefined;
  }

  apply(puts: readonly AnyRecord[], say: Say): void {
    const needs = new Set<string>();
    const people = new Set<string>();
    const ended: Assignment[] = [];
    for (const put of puts) {
      if (put.kind === 'assignment') {
        const before = this.get<Assignment>('assignment', put.id);
        if (before && before.status !== put.status && !mayBecome(before, put))
          say(`${put.id} went from ${before.status} to ${put.status}`);
        if (put.endedAt !== null && put.checkedInAt !== null && before?.endedAt === null) ended.push(put);
        for (const needId of [put.needId, before?.needId ?? put.needId]) needs.add(needId);
        if (before && before.needId !== put.needId) this.byNeed.get(before.needId)?.delete(put.id);
        listed(this.byNeed, put.needId).add(put.id);
        listed(this.byPerson, put.personId).add(put.id);
        people.add(put.personId);
      }
      if (put.kind === 'need') needs.add(put.id);
      if (put.kind === 'person') people.add(put.id);
      let ofKind = this.records.get(put.kind);
      if (!ofKind) this.records.set(put.kind, (ofKind = new Map()));
      ofKind.set(put.id, put);
    }
    for (const id of needs) this.checkSeats(id, say);
    for (const id of people) this.checkHold(id, say);
    for (const assignment of ended) this.checkHours(assignment, say);
  }

  private checkSeats(needId: string, say: Say): void {
    const need = this.get<Need>('need', needId);
    const assignments = [...(this.byNeed.get(needId) ?? [])].map((id) => this.get<Assignment>('assignment', id)!);
    for (const seat of need?.seats ?? []) {
      const taken = assignments.filter((one) => one.seatId === seat.id && filling.has(one.status)).length;
      if (taken > seat.count) say(`seat ${seat.id} of ${needId} holds ${taken} of ${seat.count}`);
    }
  }

  private checkHold(personId: string, say: Say): void {
    const person = this.get<Person>('person', personId);
    const held = [...(this.byPerson.get(personId) ?? [])].filter((id) =>
      holding.has(this.get<Assignment>('assignment', id)!.status),
    );
    const next = person?.heldNextBy ?? null;
    if (next !== null) held.splice(held.indexOf(next), 1);
    if (held.length > 1) say(`${personId} is held by ${held.join(' and ')}`);
    if ((person?.heldBy ?? null) !== (held[0] ?? null))
      say(`${personId} is held by ${person?.heldBy} and the assignments say ${held[0]}`);
  }

  private checkHours(assignment: Assignment, say: Say): void {
    const stints = (this.get<Person>('person', assignment.personId)?.stints ?? []).filter(
      (stint) => stint.assignmentId === assignment.id,
    );
    if (stints.length !== 1) return say(`${assignment.id} ended with ${stints.length} stints`);
    const { startAt, endAt } = stints[0]!;
    if (startAt !== assignment.checkedInAt || endAt <= startAt)
      say(`${assignment.id} began at ${assignment.checkedInAt}, its stint at ${startAt}, to ${endAt}`);
    if (assignment.minutes !== Math.round((endAt - startAt) / 60_000))
      say(`${assignment.id} counts ${assignment.minutes} minutes, its stint ${endAt - startAt} ms`);
  }
}

/** The next step, or an answer that came after the offer was over. */
const mayBecome = (before: Assignment, { status }: Assignment): boolean =>
  assignmentSteps[before.status].includes(status) ||
  (mayAnswerLate(before) && ['accepted', 'standby', 'declined', 'stoodDown'].includes(status));

function listed(index: Map<string, Set<string>>, key: string): Set<string> {
  let ids = index.get(key);
  if (!ids) index.set(key, (ids = new Set()));
  return ids;
}

/** Every answer beside the journal. */
async function checkHistory(
  file: string,
  { entries, thankedLate }: { entries: ReadonlyMap<string, Entry>; thankedLate: ReadonlySet<string> },
  say: Say,
) {
  const asked = new Map<string, { who: string; name: string; isOver: boolean }>();
  const figures = { acknowledged: 0, refused: 0, doubted: 0, doubtedAndThere: 0, unknown: 0, unknownAndThere: 0 };
  for await (const text of linesOf(file)) {
    const line = JSON.parse(text) as Line;
    if (line.what === 'asked') {
      asked.set(line.requestId, { who: line.who, name: line.name, isOver: false });
      continue;
    }
    const question = asked.get(line.requestId);
    if (!question || question.isOver) {
      say(`${line.requestId} was answered without being asked, or twice`);
      continue;
    }
    question.isOver = true;
    const entry = entries.get(line.requestId);
    const actor = question.who === 'public' ? 'public' : `person:${question.who}`;
    if (entry && (entry.operation !== question.name || entry.actor !== actor))
      say(`${line.requestId} was ${question.name} by ${actor} and stands as ${entry.operation} by ${entry.actor}`);
    if (line.what === 'answered') {
      figures.acknowledged += 1;
      // Who says a late yes again is thanked again, and nothing changes.
      const isOnlyThanks = line.answer['outcome'] === 'thanks' && thankedLate.has(question.who);
      if (!entry && !isOnlyThanks)
        say(`${question.name} ${line.requestId} by ${actor} was acknowledged at ${line.seq} and is not there`);
      else if (entry && entry.seq > line.seq)
        say(`${line.requestId} was acknowledged at ${line.seq} and stands at ${entry.seq}`);
      else if (entry && !holds(line.answer, entry.answer))
        say(`${line.requestId} was told ${JSON.stringify(line.answer)} and ${JSON.stringify(entry.answer)} is written`);
    } else if (line.what === 'unknown') {
      figures.unknown += 1;
      if (entry) figures.unknownAndThere += 1;
    } else {
      figures[line.doubted ? 'doubted' : 'refused'] += 1;
      if (line.code === 'unexpected') say(`${question.name} ${line.requestId} met something unexpected`);
      if (entry && line.doubted) figures.doubtedAndThere += 1;
      else if (entry) say(`${question.name} ${line.requestId} was refused (${line.code}) and stands at ${entry.seq}`);
    }
  }
  const open = [...asked].filter(([, { isOver }]) => !isOver).map(([requestId]) => requestId);
  if (open.length > 0) say(`${open.length} calls never came to an end, ${open[0]} among them`);
  for (const [requestId, { operation, seq }] of entries)
    if (!asked.has(requestId)) say(`${operation} ${requestId} in document ${seq} was never asked`);
  return figures;
}

/** The answer told holds all that is written; links and codes are told and never written. */
const holds = (told: Record<string, unknown>, written: Record<string, unknown>): boolean =>
  Object.entries(written).every(
    ([field, value]) => field === 'invitationId' || JSON.stringify(told[field]) === JSON.stringify(value),
  );

async function checkScreens(file: string, say: Say): Promise<void> {
  if (!existsSync(file)) return say('there is no screen to compare');
  for await (const line of linesOf(file)) {
    const { who, connected, shown, fresh } = JSON.parse(line) as {
      who: string;
      connected: boolean;
      shown: string;
      fresh: string;
    };
    if (!connected) say(`the screen of ${who} is not connected in the end`);
    if (shown !== fresh) say(`the screen of ${who} shows something else than a fresh fetch`);
  }
}

function firstDifference(one: string, other: string): string {
  const [a, b] = [one.split('\n'), other.split('\n')];
  const at = a.findIndex((line, n) => line !== b[n]);
  return at < 0 ? `${a.length} and ${b.length} lines` : `${a[at]?.slice(0, 300)} | ${b[at]?.slice(0, 300)}`;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  for await (const line of createInterface({ input: createReadStream(file) })) if (line !== '') yield line;
}
