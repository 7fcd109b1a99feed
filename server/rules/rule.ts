import { Refusal } from '../../shared/problem.ts';
import type { Input, Output, Who, WriteName } from '../../shared/operations.ts';
import type { AnyRecord, Kind, Need, OutsideChannel, Person, PersonRole, RecordOf } from '../../shared/records.ts';
import type { SeatDemand } from '../matching/eligibility.ts';
import type { Ranking } from '../matching/rank-plainly.ts';
import type { SeatPrices } from '../matching/seat-prices.ts';
import type { View } from './view.ts';

/** Who is asking, as established by `server/auth.ts` or, for sweeps, by Muster itself. */
export type Actor =
  | { kind: 'system' }
  | { kind: 'public' }
  | { kind: 'reporter'; needId: string }
  | { kind: 'person'; personId: string; organisationId: string; roles: readonly PersonRole[]; approved: boolean };

/** What a rule may know: everything is handed in, so that a decision can be taken again and comes out the same. */
export interface Context {
  view: View;
  actor: Actor;
  now: number;
  newId: () => string;
  /** The private part of a record. */
  open: <K extends 'person' | 'need' | 'walkUp' | 'reach'>(record: RecordOf<K>) => RecordOf<K>['private'];
  /** What a person is listed under in `personByPhone`, the same however the number was typed. */
  phoneIndex: (phone: string) => string;
  /** What somebody is listed under in `walkUpByCode`. */
  codeIndex: (code: string) => string;
  readToken: (purpose: 'invitation' | 'station' | 'offer', token: string) => string | null;
  /** Offset of the deployment's time zone from UTC at `now`, for night rules. */
  utcOffsetMinutes: number;
  /** Who could take a seat, best first, as the view has everybody: one scan, whatever else the group has decided before. */
  rank: Rank;
  /** What people are worth elsewhere by the last plan; `rank` weighs them, and terms stored beside its choice should too. */
  prices: SeatPrices | undefined;
  /** What this deployment can send by, besides the page. */
  channels: readonly OutsideChannel[];
}

/** The best `k` for a seat of the need, and how many are not eligible for what; whoever said no to the need is not asked again. */
export type Rank = (need: Need, seat: SeatDemand, k: number, options?: RankOptions) => Ranking;
export interface RankOptions {
  /** People as the decision at hand is about to put them, where the view does not have them so yet. */
  changed?: readonly Person[];
  /** Ids of those not to be asked for this need, beside those who said no in the view. */
  excluded?: Iterable<string>;
}

/** The records to put, whole, and what the caller is told (without secrets: see `server/answers.ts`). */
export interface Decision {
  puts: AnyRecord[];
  answer: Record<string, unknown>;
}

/** Decides one operation, or throws a Refusal. Nothing to put means nothing happened and nothing is journaled. */
export type Rule<N extends WriteName> = (
  context: Context,
  input: Input<N>,
) => { puts: AnyRecord[]; answer: StoredAnswer<N> };
/** Links and codes are derived when the answer is given, and never stored. */
export type StoredAnswer<N extends WriteName> = Omit<Output<N>, 'link' | 'code'> & Record<string, unknown>;

/** More than 60 days from now, either way: a slip of the keyboard, not a plan. */
export const isFarAway = (at: number, now: number): boolean => Math.abs(at - now) > 60 * 24 * 3_600_000;

export const done = (...puts: AnyRecord[]) => ({ puts, answer: {} });

/** The record, or a refusal that names what was looked for. */
export function find<K extends Kind>(view: View, kind: K, id: string): RecordOf<K> {
  const record = view.get(kind, id);
  if (!record) throw new Refusal('notFound', { what: kind, id });
  return record;
}

export const actorName = (actor: Actor): string =>
  actor.kind === 'person'
    ? `person:${actor.personId}`
    : actor.kind === 'reporter'
      ? `reporter:${actor.needId}`
      : actor.kind;

export const isDesk = (actor: Actor): boolean =>
  actor.kind === 'system' ||
  (actor.kind === 'person' && actor.approved && (actor.roles.includes('coordinator') || actor.roles.includes('admin')));

export const isAdmin = (actor: Actor): boolean =>
  actor.kind === 'system' || (actor.kind === 'person' && actor.approved && actor.roles.includes('admin'));

/** Throws unless the actor's role allows what `who` names. */
export function mustBe(who: Who, actor: Actor, operation: string): void {
  if (who === 'public' || actor.kind === 'system') return;
  if (actor.kind !== 'person') throw new Refusal('notSignedIn', {});
  if (!actor.approved) throw new Refusal('notApproved', {});
  const allowed =
    who === 'responder' || (who === 'coordinator' && isDesk(actor)) || (who === 'admin' && isAdmin(actor));
  if (!allowed) throw new Refusal('notYours', { operation });
}

/** Throws unless the actor works for the organisation (an administrator works for all). */
export function mustWorkFor(actor: Actor, organisationId: string): void {
  if (isAdmin(actor)) return;
  if (actor.kind !== 'person' || actor.organisationId !== organisationId) throw new Refusal('otherOrganisation', {});
}
