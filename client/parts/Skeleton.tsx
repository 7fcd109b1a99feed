import { sharedWords } from '../words/shared.ts';

/** Grey lines where text will be, while the first frame is on its way. `height` of one line in pixels. */
export function Skeleton({ lines = 1, height = 14 }: { lines?: number; height?: number }) {
  return (
    <div class="stack tight" role="status" aria-label={sharedWords().loading}>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} class="skeleton" style={{ height, width: `${at === lines - 1 && lines > 1 ? 60 : 100}%` }} />
      ))}
    </div>
  );
}
