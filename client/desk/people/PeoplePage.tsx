import { signal } from '@preact/signals';
import { deskWords } from '../../words/desk.ts';
import { Directory } from './Directory.tsx';
import { IncidentAdmin } from './IncidentAdmin.tsx';
import { Invite } from './Invite.tsx';
import { Stations } from './Stations.tsx';
import './people.css';

const tabs = ['people', 'invite', 'incident', 'stations'] as const;
const tab = signal<(typeof tabs)[number]>('people');

/** People, and what a coordinator sets up for them: invitations, periods, check-in points. */
export function PeoplePage() {
  const words = deskWords().people;
  return (
    <main id="main" class="page people-page unprinted">
      <div class="tabs" role="tablist" aria-label={words.heading}>
        {tabs.map((name) => (
          <button
            type="button"
            role="tab"
            key={name}
            id={`tab-${name}`}
            aria-selected={tab.value === name}
            aria-controls="tab-panel"
            onClick={() => (tab.value = name)}
          >
            {words.tabs[name]}
          </button>
        ))}
      </div>
      <div class="tab-panel" id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab.value}`}>
        {tab.value === 'people' && <Directory />}
        {tab.value === 'invite' && <Invite />}
        {tab.value === 'incident' && <IncidentAdmin />}
        {tab.value === 'stations' && <Stations />}
      </div>
    </main>
  );
}
