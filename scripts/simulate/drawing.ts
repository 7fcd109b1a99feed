import type { Measures } from './measures.ts';
import type { PolicyName } from './policies.ts';
import { columns, spreadOf } from './table.ts';

/**
 * The table as a picture: a small panel per measure, a bar per policy, a whisker for the deviation between runs.
 * SVG is written by hand: a few rectangles do not ask for a library.
 */
export function drawing(title: string, found: ReadonlyMap<PolicyName, readonly Measures[]>): string {
  const panels = columns.map(({ name, of, digits }, at) => {
    const spreads = [...found].map(([policy, runs]) => ({ policy, spread: spreadOf(runs.map(of)) }));
    const longest = Math.max(1e-9, ...spreads.map(({ spread }) => (spread ? spread.mean + spread.deviation : 0)));
    const scale = (figure: number) => (figure / longest) * bar.length;
    const bars = spreads.map(({ policy, spread }, row) => {
      const y = 26 + row * 24;
      const colour = policy === 'ours' ? '#0b6e4f' : '#8a94a3';
      const label = `<text x="${bar.x - 8}" y="${y + 13}" text-anchor="end">${policy}</text>`;
      if (!spread) return `${label}<text x="${bar.x}" y="${y + 13}">never</text>`;
      const end = bar.x + scale(spread.mean);
      const reach = scale(spread.deviation);
      const whisker =
        reach > 0.5
          ? `<path d="M${fixed(end - reach)} ${y + 9}H${fixed(end + reach)}" stroke="#1c2530" stroke-width="2"/>`
          : '';
      return `${label}<rect x="${bar.x}" y="${y}" width="${fixed(scale(spread.mean))}" height="18" fill="${colour}"/>${whisker}<text x="${fixed(end + reach + 6)}" y="${y + 13}">${spread.mean.toFixed(digits)}</text>`;
    });
    const [x, y] = [20 + (at % 2) * panelWidth, 50 + Math.floor(at / 2) * panelHeight(found.size)];
    return `<g transform="translate(${x} ${y})"><text x="0" y="14" font-weight="600">${name}</text>${bars.join('')}</g>`;
  });
  const height = 50 + Math.ceil(columns.length / 2) * panelHeight(found.size) + 10;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${2 * panelWidth + 40}" height="${height}" font-family="sans-serif" font-size="13" fill="#1c2530"><rect width="100%" height="100%" fill="#ffffff"/><text x="20" y="28" font-size="16" font-weight="600">${escaped(title)}</text>${panels.join('')}</svg>\n`;
}

const bar = { x: 70, length: 240 };
const panelWidth = 390;
const panelHeight = (policies: number): number => 36 + policies * 24;
const fixed = (figure: number): string => figure.toFixed(1);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
