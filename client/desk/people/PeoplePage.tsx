import { deskWords } from '../../words/desk.ts';
import { peopleTab as tab, peopleTabs as tabs } from '../chosen.ts';
import { GridAdmin } from '../grid/GridAdmin.tsx';
import { Tabs } from '../Tabs.tsx';
import { WalkUps } from '../walk-ups/WalkUps.tsx';
import { Directory } from './Directory.tsx';
import { IncidentAdmin } from './IncidentAdmin.tsx';
import { Invite } from './Invite.tsx';
import { Organisations } from './Organisations.tsx';
import { Stations } from './Stations.tsx';
import './people.css';

/** People, and what is set up for them: invitations, organisations, the grid, periods, check-in points. */
export function PeoplePage() {
  const words = deskWords().people;
  return (
    <main id="main" class="page people-page unprinted">
      <Tabs label={words.heading} names={tabs} words={words.tabs} chosen={tab}>
        {tab.value === 'people' && <Directory />}
        {tab.value === 'walkUps' && <WalkUps />}
        {tab.value === 'invite' && <Invite />}
        {tab.value === 'organisations' && <Organisations />}
        {tab.value === 'grid' && <GridAdmin />}
        {tab.value === 'incident' && <IncidentAdmin />}
        {tab.value === 'stations' && <Stations />}
      </Tabs>
    </main>
  );
}
