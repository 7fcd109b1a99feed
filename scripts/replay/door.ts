import type { GivenInput, OperationName, Output } from '../../shared/operations.ts';
import type { Alert, Assignment, Need } from '../../shared/records.ts';

/** Who a script acts as. */
export type ActorRef = 'public' | 'system' | { personId: string };

/** What a coordinator's screen hears of; private parts may be missing. */
export type Heard = Need | Assignment | Alert;

/**
 * The way into a deployment for scripts: the operations that everybody else uses, in this process or over the network.
 * `perform` rejects with a `Refusal` of `shared/problem.ts` where the deployment says no.
 */
export interface Door {
  perform<N extends OperationName>(
    name: N,
    input: GivenInput<N>,
    as: ActorRef,
    requestId?: string,
  ): Promise<{ seq: number; answer: Output<N> }>;
  /** The deployment's clock, in milliseconds since 1970. */
  now(): number;
  /** Calls `hear` for every need, assignment and alert that is there or changes from here on. */
  follow(hear: (record: Heard) => void): Promise<void>;
  /** Resolves when everything that was answered has been heard of. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

const heardKinds: ReadonlySet<string> = new Set(['need', 'assignment', 'alert']);
export const isHeard = (record: { kind: string }): record is Heard => heardKinds.has(record.kind);
