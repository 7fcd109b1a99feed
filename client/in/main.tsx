import { mount } from '../parts/mount.tsx';
import './in.css';
import { SignIn } from './SignIn.tsx';

mount(SignIn);
