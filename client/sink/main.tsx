import { mount } from '../parts/mount.tsx';
import { Sink } from './Sink.tsx';
import './sink.css';

mount(Sink);
