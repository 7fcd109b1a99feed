import { computed, signal } from '@preact/signals';
import type { Incident } from '../../shared/records.ts';
import { all } from '../live.ts';

/** The emergencies that take reports, newest first: what is reported without a choice goes to the first. */
export const openIncidents = computed<Incident[]>(() =>
  all('incident')
    .filter(({ status }) => status === 'open')
    .sort((a, b) => b.openedAt - a.openedAt),
);

const chosenId = signal<string | null>(null);

/** The emergency this page is about; undefined when none is open. */
export const incident = computed<Incident | undefined>(
  () => openIncidents.value.find(({ id }) => id === chosenId.value) ?? openIncidents.value[0],
);

export const chooseIncident = (id: string): void => {
  chosenId.value = id;
};
