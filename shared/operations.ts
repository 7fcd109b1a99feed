import type { z } from 'zod';
import { care } from './operations/care.ts';
import { cellTeams } from './operations/cell-teams.ts';
import { dispatch } from './operations/dispatch.ts';
import { incidents } from './operations/incidents.ts';
import { needs } from './operations/needs.ts';
import { notices } from './operations/notices.ts';
import { openDoor } from './operations/open-door.ts';
import { people } from './operations/people.ts';
import { safety } from './operations/safety.ts';
import { sweeps } from './operations/sweeps.ts';
import { walkUps } from './operations/walk-ups.ts';

export * from './operations/answers.ts';
export type { CellTeams } from './operations/cell-teams.ts';
export type { Who } from './operations/operation.ts';

/** Every operation there is. Routes, socket events, the client and the documents are derived from it. */
export const operations = {
  ...openDoor,
  ...needs,
  ...dispatch,
  ...cellTeams,
  ...people,
  ...incidents,
  ...care,
  ...safety,
  ...walkUps,
  ...notices,
  ...sweeps,
} as const;

export type Operations = typeof operations;
export type OperationName = keyof Operations;
export type Input<N extends OperationName> = z.output<Operations[N]['input']>;
/** What a caller may leave out is left out here. */
export type GivenInput<N extends OperationName> = z.input<Operations[N]['input']>;
export type Output<N extends OperationName> = z.output<Operations[N]['output']>;
export type WriteName = { [N in OperationName]: Operations[N]['effect'] extends 'write' ? N : never }[OperationName];
export type ReadName = Exclude<OperationName, WriteName>;

export const operationNames = Object.keys(operations) as OperationName[];
export const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name);
