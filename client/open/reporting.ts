import { signal } from '@preact/signals';
import type { GivenInput, Output } from '../../shared/operations.ts';
import { nowAt } from '../live.ts';
import type { Dropped, Outbox, Waiting } from '../outbox.ts';
import { startOutbox } from '../sending.ts';
import { draft, emptyDraft } from './draft.ts';
import { rememberReport, type MyReport } from './my-reports.ts';

/** The report that arrived last, while its code is on the screen. */
export const arrived = signal<MyReport | null>(null);

let outbox: Outbox | null = null;

/** Takes up what was still waiting when the page was closed; call once, after `goLive`. */
export function startReporting(): void {
  outbox = startOutbox('open', { onDone: arrive, anybodys: true });
}

/** Sends the report now or as soon as there is a signal. The draft stays until it has arrived. */
export async function sendReport(input: GivenInput<'reportNeed'>): Promise<void> {
  await outbox?.send('reportNeed', input);
}

export const waitingReports = (): Waiting[] => outbox?.waiting.value ?? [];
export const refusedReports = (): Dropped[] => outbox?.dropped.value ?? [];
export const discardReport = (requestId: string): void => outbox?.dismiss(requestId);

function arrive(item: Waiting, answer: unknown): void {
  const { code } = answer as Output<'reportNeed'>;
  const { category } = item.input as GivenInput<'reportNeed'>;
  const report = { code, category, reportedAt: nowAt() };
  rememberReport(report);
  draft.value = emptyDraft;
  arrived.value = report;
}
