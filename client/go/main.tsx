import { goLive } from '../live.ts';
import { mount } from '../parts/mount.tsx';
import './go.css';
import { rememberHeard } from './heard.ts';
import { heedOffers } from './heed.ts';
import { watchInstall } from './me/Install.tsx';
import { readDeskCode } from './now/AtDesk.tsx';
import { Pocket } from './Pocket.tsx';
import { startWorker } from './start-worker.ts';

goLive({ place: 'go', keepAs: 'go' });
readDeskCode();
addEventListener('hashchange', readDeskCode);
watchInstall();
rememberHeard();
heedOffers();
mount(Pocket);
startWorker();
