import type { Cell, Priority } from '../../../shared/records.ts';
import type { Point } from '../../../shared/shapes.ts';
import { all, one } from '../../live.ts';
import { cellName } from '../../parts/Names.tsx';
import { priorityShapes } from '../../parts/PriorityMark.tsx';
import { distance } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';
import { eighthTowards, kmBetween } from '../place.ts';

const width = 328;
const height = 112;
const margin = 26;

/** Home, the need and the grid between them: enough to know which way it is, without loading a map. */
export function SmallMap({
  to,
  cellId,
  homeCellId,
  priority,
}: {
  to: Point;
  cellId: string;
  homeCellId: string | undefined;
  priority: Priority;
}) {
  const home = one('cell', homeCellId)?.centre;
  const project = projection(home ? [home, to] : [to]);
  const [x, y] = project(to);
  const from = home && project(home);
  const cells = all('cell').filter((cell) => cell.ring.some((corner) => isInView(project(corner))));
  return (
    <svg class="small-map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label(to, cellId, home)}>
      {cells.map((cell) => (
        <path key={cell.id} class={cell.id === cellId ? 'cell here' : 'cell'} d={outline(cell, project)} />
      ))}
      {from && Math.hypot(from[0] - x, from[1] - y) > 24 && (
        <>
          <path class="way" d={`M${from.join(' ')}L${x} ${y}`} />
          <circle class="home" cx={from[0]} cy={from[1]} r="6" />
          <text class="name" x={from[0]} y={from[1] + 20} text-anchor="middle">
            {goWords().map.home}
          </text>
        </>
      )}
      <g class={`need ${priority}`} transform={`translate(${x - 9} ${y - 9}) scale(1.5)`}>
        <path d={priorityShapes[priority]} />
      </g>
      <text class="name" x={x} y={y < 28 ? y + 24 : y - 14} text-anchor="middle">
        {cellName(cellId)}
      </text>
    </svg>
  );
}

type Project = (point: Point) => [number, number];

// Flat is exact enough for a few kilometres; east and west shrink with the cosine of the latitude.
function projection(points: readonly Point[]): Project {
  const middle: Point = {
    lon: points.reduce((sum, point) => sum + point.lon, 0) / points.length,
    lat: points.reduce((sum, point) => sum + point.lat, 0) / points.length,
  };
  const shrink = Math.cos((middle.lat * Math.PI) / 180);
  // Never closer than about three kilometres across, or a single cell would fill the picture.
  const lons = Math.max(0.012, ...points.map((point) => Math.abs(point.lon - middle.lon) * shrink));
  const lats = Math.max(0.006, ...points.map((point) => Math.abs(point.lat - middle.lat)));
  const scale = Math.min((width / 2 - margin * 1.6) / lons, (height / 2 - margin) / lats);
  const at = (value: number): number => Math.round(value * 10) / 10;
  return (point) => [
    at(width / 2 + (point.lon - middle.lon) * shrink * scale),
    at(height / 2 - (point.lat - middle.lat) * scale),
  ];
}

const outline = (cell: Cell, project: Project): string =>
  `M${cell.ring.map((corner) => project(corner).join(' ')).join('L')}Z`;

const isInView = ([x, y]: [number, number]): boolean => x > -40 && x < width + 40 && y > -40 && y < height + 40;

function label(to: Point, cellId: string, home: Point | undefined): string {
  const words = goWords().map;
  if (!home) return words.labelOnly(cellName(cellId));
  const km = kmBetween(home, to);
  return km < 0.5
    ? words.labelNear(cellName(cellId))
    : words.label(cellName(cellId), distance(km), words.directions[eighthTowards(home, to)] ?? '');
}
