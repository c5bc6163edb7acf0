import type { Organizer } from '../../shared/domain/role.ts';
import type { Act } from '../../shared/usecases/people/person-act.ts';
import type { PeopleDeps } from './routes.ts';

const ACT_BYTES = 8;

/** What an organizer does now, for the history. */
export function organizerAct(deps: PeopleDeps, organizer: Organizer): Act {
  return {
    at: new Date(deps.now()).toISOString(),
    act: Buffer.from(deps.random(ACT_BYTES)).toString('hex'),
    actor: organizer.id,
    origin: 'api',
  };
}
