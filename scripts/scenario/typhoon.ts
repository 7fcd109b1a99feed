import type { GivenInput } from '../../shared/operations.ts';
import type { Cell, Organisation, Person } from '../../shared/records.ts';
import { cellRecord, district, districtCells, pointIn, towns, type DistrictCell } from './district.ts';
import { typhoonNeeds, type ScenarioNeed } from './needs.ts';
import { organisationsOf } from './organisations.ts';
import { peopleLivingIn } from './people.ts';
import { seeded } from './seeded.ts';

export interface Scenario {
  incident: GivenInput<'openIncident'>;
  organisations: Organisation[];
  cells: Cell[];
  people: Person[];
  stations: Omit<GivenInput<'addStation'>, 'incidentId'>[];
  /** Earliest first. */
  needs: ScenarioNeed[];
}

/**
 * Typhoon Qinglan over Nanyu, a district that does not exist: its grid, its six organisations, 400 people and three
 * days of needs. `startAt` is the instant at which the first warning comes; the same seed tells the same story.
 */
export function typhoonScenario(startAt: number, seed: string): Scenario {
  const cells = districtCells(seed);
  return {
    incident: {
      name: { en: 'Typhoon Qinglan', zh: '台风“青岚”' },
      hazard: 'typhoon',
      area: { ...district },
      centre: middleOf(cells),
      firstPeriodHours: 72,
    },
    organisations: organisationsOf(cells),
    cells: cells.map(cellRecord),
    people: peopleLivingIn(
      cells.map((cell) => ({ cellId: cell.id, weight: cell.population })),
      // Nanyu keeps China's time.
      { startAt, days: 8, utcOffsetMinutes: 8 * 60 },
      seed,
    ),
    stations: stationsIn(cells, seed),
    needs: typhoonNeeds(cells, seed),
  };
}

// One check-in desk in each town that is large enough to gather people.
function stationsIn(cells: readonly DistrictCell[], seed: string): Scenario['stations'] {
  return towns
    .filter((town) => town.density > 4_000)
    .map((town) => {
      const cell = cells.find((cell) => cell.town.id === town.id)!;
      return {
        name: { en: `${town.en} check-in desk`, zh: `${town.zh}签到点` },
        cellId: cell.id,
        point: pointIn(cell, seeded(`${seed}:station:${town.id}`)),
      };
    });
}

function middleOf(cells: readonly Cell[]) {
  const mean = (of: (cell: Cell) => number) => cells.reduce((sum, cell) => sum + of(cell), 0) / cells.length;
  return { lon: mean((cell) => cell.centre.lon), lat: mean((cell) => cell.centre.lat) };
}
