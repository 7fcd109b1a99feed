import { z } from 'zod';
import { seat } from '../scenario/need-kinds.ts';
import type { Mapping } from './stream.ts';

/** Times as New York's clocks showed them in July 2021. */
const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/, 'is not a time')
  .transform((text) => Date.parse(`${text}-04:00`));

const degrees = z
  .string()
  .regex(/^-?\d{1,3}(\.\d+)?$/, 'is not a place')
  .transform(Number);

const Call = z.object({
  unique_key: z.string().min(1),
  created_date: time,
  closed_date: z.union([time, z.literal('').transform(() => null)]),
  complaint_type: z.string(),
  descriptor: z.string(),
  borough: z.string(),
  latitude: degrees,
  longitude: degrees,
});

/** Street-flooding calls to 311 while Elsa passed New York: each is somebody's call, closed when the city closed it. */
export const nyc311Elsa: Mapping<z.infer<typeof Call>> = {
  name: 'nyc311-elsa',
  row: Call,
  incident: {
    name: { en: 'Storm Elsa', zh: '风暴“艾尔莎”' },
    hazard: 'flood',
    area: { en: 'New York City', zh: '纽约市' },
  },
  timeZone: 'America/New_York',
  events: (call) => [
    {
      at: call.created_date,
      key: call.unique_key,
      step: 'report',
      need: {
        title: { en: `${call.descriptor.replace(/ \(\w+\)$/, '')}, ${call.borough.toLowerCase()}` },
        category: 'utilities',
        point: { lon: call.longitude, lat: call.latitude },
        priority: 'urgent',
        // Somebody frees the gully, somebody keeps people out of the water.
        seats: [seat('volunteer', 1, 'recov.clean:1'), seat('volunteer', 1, 'recov.patrol:1')],
        estimatedMinutes: 120,
      },
    },
    ...(call.closed_date === null
      ? []
      : [{ at: call.closed_date, key: call.unique_key, step: 'close' as const, outcome: 'elsewhere' as const }]),
  ],
};
