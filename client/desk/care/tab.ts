import { signal } from '@preact/signals';

export const careTabs = ['out', 'debriefs', 'cases', 'hours'] as const;
/** Which of the lists about people is open. */
export const careTab = signal<(typeof careTabs)[number]>('out');
