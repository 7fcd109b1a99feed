// A thread does not take over the loader that reads TypeScript in the process that starts it.
import { register } from 'tsx/esm/api';

register();
await import('./plan-worker.ts');
