import { goLive } from '../live.ts';
import { mount } from '../parts/mount.tsx';
import { Door } from './Door.tsx';
import './open.css';
import { startPaperSteps } from './paper-steps.ts';
import { startReporting } from './reporting.ts';
import { followAddress } from './route.ts';

goLive({ place: 'open', keepAs: 'open' });
startReporting();
startPaperSteps();
followAddress();
mount(Door);
