import { useNow } from './useNow.ts';
import { ago, dayTime } from '../words/format.ts';

/** A time as "6 minutes ago" or "in 2 hours", kept up to date, with the exact one on hover. */
export function Since({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={dayTime(at)}>
      {ago(at, useNow())}
    </time>
  );
}
