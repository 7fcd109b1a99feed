import { useLayoutEffect, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

/** Rows above and below the visible ones that are kept, so that a quick scroll does not show blank rows. */
const spare = 6;

/** Where each row begins, in pixels, and after the last one the whole height. */
export function offsetsOf(heights: readonly number[]): Float64Array {
  const offsets = new Float64Array(heights.length + 1);
  for (let at = 0; at < heights.length; at++) offsets[at + 1] = offsets[at]! + heights[at]!;
  return offsets;
}

/** The row that covers a height, by bisection. */
export function rowAt(offsets: Float64Array, y: number): number {
  let [low, high] = [0, Math.max(0, offsets.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle]! <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first and one past the last row to draw for what the scroller shows now. */
export function useWindow(scroller: RefObject<HTMLElement | null>, offsets: Float64Array): [number, number] {
  const [view, setView] = useState({ top: 0, height: 900 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const look = (): void =>
      setView((known) =>
        known.top === element.scrollTop && known.height === element.clientHeight
          ? known
          : { top: element.scrollTop, height: element.clientHeight },
      );
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  const rows = offsets.length - 1;
  return [
    Math.max(0, rowAt(offsets, view.top) - spare),
    Math.min(rows, rowAt(offsets, view.top + view.height) + 1 + spare),
  ];
}

/** Scrolls as little as it takes to show one row whole. */
export function scrollToRow(element: HTMLElement, offsets: Float64Array, row: number): void {
  const [top, bottom] = [offsets[row] ?? 0, offsets[row + 1] ?? 0];
  if (top < element.scrollTop) element.scrollTop = top;
  else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
}
