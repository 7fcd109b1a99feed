import { signal } from '@preact/signals';
import type { CellTeams, GivenInput, Output } from '../../../shared/operations.ts';
import type { NeedCategory } from '../../../shared/records.ts';
import type { Words } from '../../../shared/shapes.ts';
import { language, perform } from '../../live.ts';
import { incident } from '../chosen.ts';
import { wantedPeriodId } from './preview.ts';

/** The teams for cells that this desk composes, and what became of those sent. */
export type Composed = CellTeams['teams'][number];
export type Refused = Output<'sendTeams'>['refused'][number];

export const cellIds = signal<ReadonlySet<string>>(new Set());
export const work = signal<{ title: string; category: NeedCategory; minutes: number; members: number }>({
  title: '',
  category: 'olderPeople',
  minutes: 120,
  members: 4,
});
/** Pairs who are not to be in one team, with their names. Only this page knows of them. */
export const apart = signal<readonly { id: string; name: Words }[][]>([]);

/** Of which incident and period the teams shown are, with the work they were composed for. */
export const composed = signal<{ teams: CellTeams; order: Order } | null>(null);
export const composing = signal(false);
export const composeRefused = signal<unknown>(null);
export const outcome = signal<{ sent: number; refused: Refused[] } | null>(null);
export const sendRefused = signal<unknown>(null);

type Order = Pick<GivenInput<'composeTeams'>, 'incidentId' | 'periodId' | 'category' | 'estimatedMinutes'>;

/** At most so many cells at a time. */
export const mostCells = 200;
const perCommit = 25;
const longestMs = 180_000;

/** Composes the best teams for the cells chosen. Nothing is written. */
export async function compose(): Promise<void> {
  const of = incident.value;
  if (!of || composing.value || cellIds.value.size === 0) return;
  const { category, minutes, members } = work.value;
  const periodId = wantedPeriodId(of);
  const order = {
    incidentId: of.id,
    category,
    estimatedMinutes: minutes,
    ...(periodId === undefined ? {} : { periodId }),
  };
  composing.value = true;
  composeRefused.value = null;
  sendRefused.value = null;
  outcome.value = null;
  try {
    const teams = await perform(
      'composeTeams',
      { ...order, cellIds: [...cellIds.value], members, apart: apart.value.map(([a, b]) => [a!.id, b!.id]) },
      { patienceMs: longestMs },
    );
    composed.value = { teams, order };
  } catch (error) {
    composeRefused.value = error;
  } finally {
    composing.value = false;
  }
}

/** Keeps two apart and composes anew. */
export async function keepApart(a: { id: string; name: Words }, b: { id: string; name: Words }): Promise<void> {
  apart.value = [...apart.value, [a, b]];
  await compose();
}

/** Makes a need of each team and asks its people. Those sent leave the list; the others stay, with the reason. */
export async function send(teams: readonly Composed[]): Promise<void> {
  sendRefused.value = null;
  outcome.value = null;
  try {
    for (let from = 0; from < teams.length; from += perCommit) await sendSome(teams.slice(from, from + perCommit));
  } catch (error) {
    sendRefused.value = error;
  }
}

async function sendSome(teams: readonly Composed[]): Promise<void> {
  const shown = composed.value;
  if (!shown) return;
  const { sent, refused } = await perform('sendTeams', {
    ...shown.order,
    title: { [language.value]: work.value.title.trim() },
    teams: teams.map(({ cellId, people: [lead, ...others] }) => ({
      cellId,
      leadId: lead!.personId,
      memberIds: others.map(({ personId }) => personId),
    })),
  });
  const gone = new Set(sent.map(({ cellId }) => cellId));
  const left = shown.teams.teams.filter(({ cellId }) => !gone.has(cellId));
  composed.value = { ...shown, teams: { ...shown.teams, teams: left } };
  cellIds.value = new Set([...cellIds.value].filter((id) => !gone.has(id)));
  const before = outcome.value;
  outcome.value = { sent: (before?.sent ?? 0) + sent.length, refused: [...(before?.refused ?? []), ...refused] };
}
