import { signal } from '@preact/signals';
import type { NeedCategory } from '../../shared/records.ts';

/** A report made on this device, so that its reporter finds back without the code. Its words are not kept. */
export interface MyReport {
  code: string;
  category: NeedCategory;
  reportedAt: number;
}

const key = 'muster.reports';

function read(): MyReport[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as MyReport[];
  } catch {
    return [];
  }
}

export const myReports = signal<MyReport[]>(read());

/** Remembers the last twenty. */
export function rememberReport(report: MyReport): void {
  keep([report, ...myReports.value.filter(({ code }) => code !== report.code)].slice(0, 20));
}

/** For a phone that others use too. */
export const forgetReports = (): void => keep([]);

function keep(reports: MyReport[]): void {
  myReports.value = reports;
  try {
    localStorage.setItem(key, JSON.stringify(reports));
  } catch {
    // Kept for as long as the page lives.
  }
}
