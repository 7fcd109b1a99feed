import type { GivenInput } from '../../shared/operations.ts';
import { pointIn, type DistrictCell } from './district.ts';
import { contactName, telephone, type InBoth } from './names.ts';
import type { NeedKind } from './need-kinds.ts';
import { living } from './needs-living.ts';
import { socialWork } from './needs-people.ts';
import { recovery } from './needs-recovery.ts';
import { rescueAndMedical } from './needs-rescue.ts';
import { seeded, type Draw } from './seeded.ts';

/** A report as the desk judges it, `atMs` milliseconds after the scenario's start. */
export type ScenarioNeed = GivenInput<'reportNeed'> & { atMs: number };

const hour = 3_600_000;
const kinds: readonly NeedKind[] = [...rescueAndMedical, ...socialWork, ...living, ...recovery];

/** Landfall is 14 hours after the start; the storm has passed 22 hours later; it all lasts three days. */
const phases = [
  { fromHour: 0, untilHour: 14, needs: 48 },
  { fromHour: 14, untilHour: 36, needs: 98 },
  { fromHour: 36, untilHour: 72, needs: 76 },
] as const;

/** About 220 needs of every kind, earliest first, denser where more people live and on the coast in the storm. */
export function typhoonNeeds(cells: readonly DistrictCell[], seed: string): ScenarioNeed[] {
  const needs = phases.flatMap((phase, at) => {
    const draw = seeded(`${seed}:phase:${at}`);
    // Every kind that belongs to a phase comes up at least once in it.
    const sure = kinds.filter((kind) => (kind.phases[at] ?? 0) >= 2).slice(0, phase.needs);
    const drawn = Array.from({ length: phase.needs - sure.length }, () =>
      draw.weighted(kinds, (kind) => kind.phases[at] ?? 0),
    );
    return [...sure, ...drawn].map((kind, nth) => {
      const atMs = Math.round(draw.between(phase.fromHour, phase.untilHour) * hour);
      return needOf(kind, atMs, cells, seeded(`${seed}:need:${at}:${nth}`));
    });
  });
  return needs.sort((a, b) => a.atMs - b.atMs);
}

function needOf(kind: NeedKind, atMs: number, cells: readonly DistrictCell[], draw: Draw): ScenarioNeed {
  const cell = draw.weighted(cells, ({ population }) => population);
  const people = draw.int(...kind.people);
  const place = placeIn(cell, draw);
  const floor = String(draw.int(5, 9));
  const hours = String(draw.int(2, 5));
  const fill = (text: string, language: 'en' | 'zh') =>
    text
      .replaceAll('{n}', String(people))
      .replaceAll('{place}', place[language] ?? '')
      .replaceAll('{floor}', floor)
      .replaceAll('{hours}', hours);
  const isHome = kind.from === 'home';
  return {
    atMs,
    title: { en: fill(kind.title[0], 'en'), zh: fill(kind.title[1], 'zh') },
    // Details are one text in whatever language somebody wrote; here in both, so that every reader can follow.
    details: `${fill(kind.details[1], 'zh')}\n${fill(kind.details[0], 'en')}`,
    cellId: cell.id,
    point: pointIn(cell, draw),
    address: isHome ? streetIn(cell, draw) : place,
    category: kind.category,
    peopleCount: people,
    vulnerable: [...(kind.vulnerable ?? [])],
    contactName: contactName(draw),
    contactPhone: telephone(50_000_000 + draw.int(0, 9_999_999)),
    priority: kind.priority,
    seats: kind.seats.map((one) => ({ ...one, skills: [...one.skills] })),
    estimatedMinutes: kind.minutes,
    ...(kind.restricted ? { confidentiality: 'restricted' as const } : {}),
    // No source: the person calls in by the open door.
    ...(isHome ? {} : { source: draw.chance(0.6) ? ('hotline' as const) : ('field' as const) }),
  };
}

const facilities = [
  ['No. 1 Primary School', '第一小学'],
  ['No. 2 Primary School', '第二小学'],
  ['Middle School', '中学'],
  ['Community Centre', '社区服务中心'],
  ['Cultural Hall', '文化馆'],
  ['Health Station', '卫生服务站'],
  ['Older People’s Home', '敬老院'],
  ['Gymnasium', '体育馆'],
] as const;

const streets = [
  ['Wanghai Road', '望海路'],
  ['Harbour Street', '渔港街'],
  ['Longyan Lane', '龙眼巷'],
  ['Fishermen Lane', '渔人巷'],
  ['Dike Road', '海堤路'],
  ['Old Well Lane', '古井巷'],
  ['Sunrise Road', '朝阳路'],
  ['Bamboo Creek Road', '竹溪路'],
  ['Bell Tower Street', '钟楼街'],
] as const;

function placeIn({ town }: DistrictCell, draw: Draw): InBoth {
  const [en, zh] = draw.pick(facilities);
  return { en: `${town.en} ${en}`, zh: `${town.zh}${zh}` };
}

function streetIn({ town }: DistrictCell, draw: Draw): InBoth {
  const [en, zh] = draw.pick(streets);
  const number = draw.int(2, 188);
  return { en: `${number} ${en}, ${town.en}`, zh: `${town.zh}镇${zh}${number}号` };
}
