/** Lines a title takes at a width, one or two: known before it is drawn, so that 5,000 rows need not be drawn to be placed. */
export function titleLines(title: string, width: number): 1 | 2 {
  const key = `${width} ${title}`;
  let lines = known.get(key);
  if (lines === undefined) {
    if (known.size > 20_000) known.clear();
    lines = measure(title) > width ? 2 : 1;
    known.set(key, lines);
  }
  return lines;
}

const known = new Map<string, 1 | 2>();
let context: CanvasRenderingContext2D | null = null;

function measure(title: string): number {
  if (!context) {
    context = document.createElement('canvas').getContext('2d');
    if (!context) return 0;
    const { fontFamily } = getComputedStyle(document.body);
    // The title's font in queue.css.
    const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.9375;
    context.font = `600 ${size}px ${fontFamily}`;
  }
  // A hair less than the width breaks a line too.
  return context.measureText(title).width + 2;
}
