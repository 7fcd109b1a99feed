import { z } from 'zod';
import { leading, seat } from '../scenario/need-kinds.ts';
import type { Mapping, Reported, StreamEvent } from './stream.ts';

const Row = z.object({
  t: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  op: z.enum(['create', 'update']),
  city: z.string(),
  district: z.string(),
  facility: z.string().min(1),
  needs: z.array(z.string()),
  added: z.array(z.string()),
  lon: z.number(),
  lat: z.number(),
});
type Row = z.infer<typeof Row>;

/** Without these nobody can go near a patient. */
const vital = /N95|防护服|防护面罩|护目镜/;

/** Hospitals' requests for protective supplies, Hubei, February 2020: each is a delivery that somebody drives and carries. */
export const wuhan2020: Mapping<Row> = {
  name: 'wuhan2020',
  row: Row,
  incident: {
    name: { en: 'COVID-19 in Hubei', zh: '湖北新冠疫情' },
    hazard: 'epidemic',
    area: { en: 'Hubei', zh: '湖北省' },
  },
  timeZone: 'Asia/Shanghai',
  events: (row) => [{ at: row.t, key: `${row.city} ${row.district} ${row.facility}`, ...stepOf(row) }],
};

function stepOf(row: Row) {
  if (row.op === 'create') return { step: 'report', need: deliveryOf(row, row.needs) } as const;
  if (row.needs.length === 0) return { step: 'close', outcome: 'notNeeded' } as const;
  const { title, details, priority } = deliveryOf(row, row.needs);
  return {
    step: 'update',
    change: { title, details, priority },
    // What was delivered stays delivered: only what is new is asked for again.
    anew: row.added.length > 0 ? deliveryOf(row, row.added) : null,
  } satisfies Partial<StreamEvent>;
}

function deliveryOf(row: Row, items: readonly string[]): Reported {
  const kinds = items.length === 1 ? '1 kind' : `${items.length} kinds`;
  return {
    title: {
      en: `${row.facility}: protective supplies, ${kinds}`,
      zh: `${row.facility}：防护物资 ${items.length} 种`,
    },
    details: items.join('、'),
    category: 'supplies',
    point: { lon: row.lon, lat: row.lat },
    address: { zh: `${row.district} ${row.facility}` },
    source: 'import',
    priority: items.some((item) => vital.test(item)) ? 'urgent' : 'routine',
    // A van's driver, and one more pair of hands for every six kinds of boxes.
    seats: [
      leading(seat('volunteer', 1, 'log.drivecar:2')),
      seat('volunteer', Math.max(1, Math.ceil(items.length / 6)), 'log.lifting:1'),
    ],
    estimatedMinutes: 60,
  };
}
