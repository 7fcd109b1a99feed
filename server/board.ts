import {
  operations,
  type Input,
  type OperationName,
  type Output,
  type ReadName,
  type WriteName,
} from '../shared/operations.ts';
import { Refusal, badInput } from '../shared/problem.ts';
import type { OutsideChannel } from '../shared/records.ts';
import { completeAnswer } from './answers.ts';
import type { Others } from './follow-others.ts';
import { keepPeople, rankOver } from './people-kept.ts';
import { createPlanner, type Planner } from './planning/planner.ts';
import { questions, type Asked } from './questions.ts';
import { afterwards } from './rules/afterwards.ts';
import { rules } from './rules/index.ts';
import { noticesFor } from './rules/notices.ts';
import { actorName, mustBe, type Actor, type Context, type Rule } from './rules/rule.ts';
import { createRecords, type Records } from './rules/view.ts';
import { InDoubt, type Spine } from './spine.ts';
import { StoreAway, StoreRefused, type JournalEntry } from './store/store.ts';
import { dashed, plainPhone, type Vault } from './vault.ts';

export interface Board {
  readonly spine: Spine;
  readonly planner: Planner;
  /**
   * Carries out one operation: parse, allowed?, decide, commit, answer. Rejects with a Refusal, and then nothing has changed.
   * `requestId`: the same request again is answered as the first time. `seen`: the last seq the caller saw; answers wait until
   * this process has read that far.
   */
  perform: <N extends OperationName>(name: N, actor: Actor, input: unknown, options?: Request) => Promise<Answer<N>>;
  /**
   * Resolves when this process has read as far as `seq`, with whether it has: at once where nobody else could bring it,
   * after a few seconds where it did not come.
   */
  reaches: (seq: number) => Promise<boolean>;
  /** The other processes on the same store; null where there can be none. */
  others: Pick<Others, 'myTurn' | 'makeRoom'> | null;
  /** Takes no further operation, and resolves when all that was taken is answered. */
  drain: () => Promise<void>;
}

export interface Request {
  requestId?: string;
  seen?: number;
}
export interface Answer<N extends OperationName> {
  seq: number;
  answer: Output<N>;
}

export interface BoardParts {
  spine: Spine;
  vault: Vault;
  now: () => number;
  newId: () => string;
  publicUrl: string;
  utcOffsetMinutesAt: (at: number) => number;
  /** What notices can be sent by, besides the page. */
  channels: readonly OutsideChannel[];
}

interface Waiting {
  name: WriteName;
  actor: Actor;
  input: unknown;
  requestId: string | null;
  answer: (answer: Answer<OperationName>) => void;
  refuse: (error: unknown) => void;
}

/** One commit takes at most this many operations; the rest go with the next. */
const largestGroup = 256;
const longestWaitMs = 3000;
/** After so many lost races a group asks the other processes for the time it needs. */
const lossesTaken = 2;
/** How far ahead of its own clock a process follows the times in the journal: further ahead, some clock is wrong. */
const longestLeadMs = 300_000;

export function createBoard(parts: BoardParts): Board {
  const { spine, vault, now, newId } = parts;
  const people = keepPeople(spine, now());
  const planner = createPlanner({ spine, people, now, newId, utcOffsetMinutesAt: parts.utcOffsetMinutesAt });
  let waiting: Waiting[] = [];
  let working: Promise<void> | null = null;
  let stopping = false;
  const arrivals: { seq: number; go: () => void }[] = [];
  spine.onChange((_keys, seq) => {
    for (let i = arrivals.length - 1; i >= 0; i -= 1) if (arrivals[i]!.seq <= seq) arrivals.splice(i, 1)[0]!.go();
  });
  // What was not begun when the store went is told so now, not when it is back.
  spine.onStoreState((awaySinceAt) => {
    if (awaySinceAt !== null) for (const one of waiting.splice(0)) one.refuse(storeAway());
  });

  async function perform<N extends OperationName>(
    name: N,
    actor: Actor,
    input: unknown,
    request: Request = {},
  ): Promise<Answer<N>> {
    const operation = operations[name];
    const parsed = operation.input.safeParse(input ?? {});
    mustBe(operation.who, actor, name);
    if (!parsed.success) throw badInput(parsed.error);
    if (request.seen !== undefined && !(await reaches(request.seen)))
      throw new Refusal('behind', { seq: spine.seq, wanted: request.seen }, { retryAfterSeconds: 1 });
    if (operation.effect === 'read') {
      const asked: Asked = {
        sight: spine.sight,
        people,
        planner,
        actor,
        now: now(),
        secrets: vault.secrets,
        utcOffsetMinutesAt: parts.utcOffsetMinutesAt,
      };
      const question = questions[name as ReadName] as (asked: Asked, input: unknown) => unknown;
      const { seq } = spine;
      return { seq, answer: (await question(asked, parsed.data)) as Output<N> };
    }
    if (stopping) throw new Refusal('stopping', {}, { retryAfterSeconds: 2 });
    if (spine.awaySinceAt !== null) throw storeAway();
    const answer = await new Promise<Answer<OperationName>>((resolve, reject) => {
      waiting.push({
        name: name as WriteName,
        actor,
        input: parsed.data,
        requestId: request.requestId ?? null,
        answer: resolve,
        refuse: reject,
      });
      working ??= work();
    });
    return answer as Answer<N>;
  }

  const storeAway = () => new Refusal('storeAway', { sinceAt: spine.awaySinceAt ?? now() }, { retryAfterSeconds: 2 });
  /** What stopped a group whose entries are certainly not in the journal. */
  const worded = (error: unknown): unknown =>
    error instanceof StoreAway
      ? storeAway()
      : error instanceof StoreRefused
        ? new Refusal('otherJournal', {}, { retryAfterSeconds: 5 })
        : error;
  const refuseAway = (error: unknown): never => {
    throw worded(error);
  };

  async function work(): Promise<void> {
    // Everything asked in this turn goes into the first group.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      await board.others?.myTurn();
      // Refused meanwhile, because the store went.
      if (waiting.length === 0) break;
      const group = waiting.splice(0, largestGroup);
      try {
        await carryOut(group);
      } catch (error) {
        // In doubt, nobody is told anything: the same request elsewhere gets the true answer.
        if (!(error instanceof InDoubt)) for (const one of group) one.refuse(worded(error));
      }
      await new Promise(setImmediate);
      await board.others?.makeRoom();
    }
    working = null;
  }

  /** Decides the group one on top of the other, commits once, then answers all; decided again when another process went first. */
  async function carryOut(group: readonly Waiting[]): Promise<void> {
    // Decided again after another process went first, a decision weighs the same prices.
    const prices = people.pricesAt(now());
    /** Whether the board was read since the group was taken. */
    let isFresh = false;
    for (let lost = 0; ;) {
      const startedAt = performance.now();
      await vault.readyKeys(group.reduce((sum, one) => sum + keysFor(one), 0))?.catch(refuseAway);
      const at = momentAfter(spine.latestAt, now());
      const draft = createRecords(spine.sight.view);
      const entries: JournalEntry[] = [];
      const replies: (() => void | Promise<void>)[] = [];
      const firstOf = new Map<string, Waiting>();
      const decidedOn = spine.seq;
      let refusals = 0;
      const answers = new Map<Waiting, Record<string, unknown>>();
      for (const one of group) {
        const known = one.requestId === null ? undefined : spine.remembered(one.requestId);
        const twin = one.requestId === null ? undefined : firstOf.get(one.requestId);
        if (known) {
          replies.push(async () => {
            const entry = await spine.entryOf(known).catch(refuseAway);
            if (entry.operation !== one.name || entry.actor !== actorName(one.actor))
              throw new Refusal('requestIdReused', { operation: entry.operation });
            tell(one, entry.answer);
          });
          continue;
        }
        if (twin) {
          replies.push(() => {
            const answer = answers.get(twin);
            if (answer && twin.name === one.name && actorName(twin.actor) === actorName(one.actor)) tell(one, answer);
            else throw new Refusal('requestIdReused', { operation: twin.name });
          });
          continue;
        }
        try {
          const { puts, answer } = decide(one, at, draft, prices);
          const sealed = puts.map((put) => vault.seal(put));
          for (const put of sealed) draft.put(put as never);
          if (one.requestId !== null && puts.length > 0) firstOf.set(one.requestId, one);
          answers.set(one, answer);
          if (puts.length > 0)
            entries.push({
              at,
              actor: actorName(one.actor),
              operation: one.name,
              requestId: one.requestId,
              puts: sealed,
              answer,
            });
          replies.push(() => tell(one, answer));
        } catch (error) {
          // It may rest on what this group is about to do, so it is only said once that is certain.
          replies.push(() => {
            throw error;
          });
          refusals += 1;
        }
      }
      // What another process has just written may lift a refusal: nobody is refused on a board older than the asking. Newer
      // than that it need not be, or a group that takes long to decide would be decided for ever.
      if (refusals > 0 && board.others !== null && !isFresh) {
        await spine.follow();
        isFresh = true;
        if (spine.seq !== decidedOn) continue;
      }
      if (entries.length > 0 && (await spine.commit(entries)) === 'taken') {
        isFresh = true;
        lost += 1;
        await board.others?.myTurn(lost < lossesTaken ? undefined : performance.now() - startedAt);
        continue;
      }
      await Promise.all(
        replies.map(async (reply, index) => {
          try {
            await reply();
          } catch (error) {
            group[index]!.refuse(error);
          }
        }),
      );
      return;
    }
  }

  function decide(one: Waiting, at: number, draft: Records, prices: Context['prices']) {
    const utcOffsetMinutes = parts.utcOffsetMinutesAt(at);
    const context: Context = {
      view: draft,
      actor: one.actor,
      now: at,
      newId,
      open: (record) => vault.open(record) as never,
      phoneIndex: (phone) => vault.secrets.blindIndex(plainPhone(phone)),
      codeIndex: (code) => vault.secrets.blindIndex(dashed(code)),
      readToken: vault.secrets.readToken,
      utcOffsetMinutes,
      rank: rankOver(people, draft, { now: at, utcOffsetMinutes, prices }),
      prices,
      channels: parts.channels,
    };
    const { puts, answer } = (rules[one.name] as Rule<WriteName>)(context, one.input as Input<WriteName>);
    const all = afterwards(context, puts);
    // Who is told of a change is decided with it, so that neither is ever there without the other.
    return { puts: [...all, ...noticesFor(context, all)], answer };
  }

  const tell = (one: Waiting, answer: Record<string, unknown>) =>
    one.answer({
      seq: spine.seq,
      answer: completeAnswer(one.name, answer, vault.secrets, parts.publicUrl) as Output<OperationName>,
    });

  async function reaches(seq: number): Promise<boolean> {
    if (seq <= spine.seq) return true;
    if (board.others === null) return false;
    return new Promise<boolean>((resolve) => {
      const arrival = {
        seq,
        go: () => {
          clearTimeout(patience);
          resolve(true);
        },
      };
      const patience = setTimeout(() => {
        arrivals.splice(arrivals.indexOf(arrival), 1);
        resolve(false);
      }, longestWaitMs);
      arrivals.push(arrival);
    });
  }

  const board: Board = {
    spine,
    planner,
    perform,
    reaches,
    others: null,
    async drain() {
      stopping = true;
      await planner.stop();
      await working;
    },
  };
  return board;
}

/** Time on the board does not go back because a clock was set, or because another machine's is ahead. */
const momentAfter = (latestAt: number, now: number): number =>
  latestAt > now && latestAt <= now + longestLeadMs ? latestAt : now;

/** How many new subjects an operation may bring, each of whom needs a key. */
const keysFor = ({ name, input }: Waiting): number =>
  name === 'importRecords' ? (input as Input<'importRecords'>).people.length : 2;
