import { goLive } from '../live.ts';
import { mount } from '../parts/mount.tsx';
import { confirmShownNotices } from '../shown-notices.ts';
import { Desk } from './Desk.tsx';

goLive({ place: 'desk' });
confirmShownNotices();
mount(Desk);
