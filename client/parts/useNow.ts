import { minute, second } from '../clock.ts';

/** The server's time, rendering the component again every minute, or every second for a countdown. */
export const useNow = (every: 'minute' | 'second' = 'minute'): number => (every === 'second' ? second : minute).value;
