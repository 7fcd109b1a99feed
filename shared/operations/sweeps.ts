import { z } from 'zod';
import { Id, Words } from '../shapes.ts';
import { object, write } from './operation.ts';

/** What Muster does by itself. */
export const sweeps = {
  raiseRelief: write('system', '/api/system/raise-relief', object({}), object({ count: z.int() })),
  expireOffers: write('system', '/api/system/expire-offers', object({}), object({ count: z.int() })),
  raiseMissedCheckIns: write('system', '/api/system/raise-missed-check-ins', object({}), object({ count: z.int() })),
  openDueWaves: write('system', '/api/system/open-due-waves', object({}), object({ count: z.int() })),
  releaseStaleClaims: write('system', '/api/system/release-stale-claims', object({}), object({ count: z.int() })),
  askWhetherAllIsWell: write('system', '/api/system/ask-whether-all-is-well', object({}), object({ count: z.int() })),
  escalateUnmetNeeds: write('system', '/api/system/escalate-unmet-needs', object({}), object({ count: z.int() })),
  /** The first administrator of an empty deployment. */
  foundDeployment: write(
    'system',
    '/api/system/found',
    object({ organisation: Words, personName: Words }),
    object({ personId: Id, invitationId: Id }),
  ),
} as const;
