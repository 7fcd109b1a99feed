import type { Priority } from '../../shared/records.ts';
import { sharedWords } from '../words/shared.ts';

/** ▲ immediate, ◆ urgent, ● routine, as an SVG path in a box of 12 × 12. */
export const priorityShapes: Readonly<Record<Priority, string>> = {
  immediate: 'M6 0.5 L12 11.5 L0 11.5 Z',
  urgent: 'M6 0 L12 6 L6 12 L0 6 Z',
  routine: 'M6 1.5 A4.5 4.5 0 1 1 5.99 1.5 Z',
};

/** Priority as word, shape and colour; `bare` leaves the word to screen readers. */
export function PriorityMark({ priority, bare = false }: { priority: Priority; bare?: boolean }) {
  return (
    <span class={`mark ${priority}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={priorityShapes[priority]} />
      </svg>
      <span class={bare ? 'unseen' : undefined}>{sharedWords().priority[priority]}</span>
    </span>
  );
}
