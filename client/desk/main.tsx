import { goLive } from '../live.ts';
import { mount } from '../parts/mount.tsx';
import { Desk } from './Desk.tsx';

goLive({ place: 'desk' });
mount(Desk);
