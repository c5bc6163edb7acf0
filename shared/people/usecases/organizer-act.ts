import type { Organizer } from '../../platform/access/role.ts';
import type { Act } from './person-act.ts';

const ACT_BYTES = 8;

/** An act of an organizer through the API at this moment, for the history. */
export function organizerAct(
  deps: { now: () => number; random: (bytes: number) => Uint8Array },
  organizer: Organizer,
): Act {
  return {
    at: new Date(deps.now()).toISOString(),
    act: Buffer.from(deps.random(ACT_BYTES)).toString('hex'),
    actor: organizer.id,
    origin: 'api',
  };
}
