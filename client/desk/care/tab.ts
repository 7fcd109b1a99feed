import { signal } from '@preact/signals';

export const careTabs = ['out', 'debriefs', 'cases', 'hours', 'limits'] as const;
/** Which of the lists about people is open. */
export const careTab = signal<(typeof careTabs)[number]>('out');
