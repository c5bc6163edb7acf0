import type { Organizer } from '../../platform/access/role.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { newId } from '../../platform/values/ids.ts';
import { newWebhookSecret } from '../../platform/values/webhook-destination.ts';
import type { Destination } from '../domain/destination.ts';
import type { DestinationDraft } from '../domain/destination-draft.ts';
import { listDestinations, putDestination } from '../table/destination-items.ts';
import { checkDestination } from './check-destination.ts';
import type { DestinationDeps } from './destination-deps.ts';

const MOST = 200;

/** Makes a destination. A webhook without a secret is given one, which is told this once. */
export async function createDestination(
  deps: DestinationDeps,
  draft: DestinationDraft,
  organizer: Organizer,
): Promise<{ destination: Destination; newSecret?: string }> {
  checkDestination(draft, deps.exemptHosts, false);
  const { destinations } = await listDestinations(deps.table, undefined, MOST);
  if (destinations.length >= MOST)
    throw new Refusal(
      'conflict',
      `There are ${MOST} destinations already. Delete one that is not used any more.`,
    );
  const newSecret =
    draft.secret === undefined && draft.type === 'webhook' ? newWebhookSecret(deps.random) : undefined;
  const secret = draft.secret ?? newSecret;
  const createdAt = new Date(deps.now()).toISOString();
  const { type, name, settings, enabled = true } = draft;
  const destination: Destination = {
    ...{ id: newId('dst', deps.now(), deps.random), type, name, settings, enabled },
    ...(!enabled && { disabledSince: createdAt, reason: SWITCHED_OFF_BY_HAND }),
    ...{ secretRound: secret === undefined ? 0 : 1, secretChangedAt: createdAt },
    ...{ createdAt, createdBy: organizer.id, version: 1 },
  };
  // First the secret: a destination without one would refuse everybody.
  if (secret !== undefined) await deps.secrets.put(destination.id, secret);
  await putDestination(deps.table, destination);
  return { destination, ...(newSecret !== undefined && { newSecret }) };
}

export const SWITCHED_OFF_BY_HAND = 'An organizer switched it off.';
