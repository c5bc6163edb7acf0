import { Refusal } from '../../platform/problems/refusal.ts';
import { fieldErrors } from '../../platform/problems/field-errors.ts';
import { settingsOf, type Destination } from '../domain/destination.ts';
import type { DestinationPatch } from '../domain/destination-draft.ts';
import { deleteDestination, saveDestination } from '../table/destination-items.ts';
import { checkDestination } from './check-destination.ts';
import { SWITCHED_OFF_BY_HAND } from './create-destination.ts';
import type { DestinationDeps } from './destination-deps.ts';

/** Changes a destination. A new secret of a webhook signs beside the former one for a day. */
export async function changeDestination(
  deps: DestinationDeps,
  seen: Destination,
  patch: DestinationPatch,
): Promise<Destination> {
  const settings = patch.settings === undefined ? seen.settings : readSettings(seen, patch.settings);
  checkDestination(
    { type: seen.type, settings, secret: patch.secret },
    deps.exemptHosts,
    seen.secretRound > 0,
  );
  const at = new Date(deps.now()).toISOString();
  if (patch.secret !== undefined) await deps.secrets.put(seen.id, patch.secret);
  const next: Destination = {
    ...seen,
    ...(patch.name !== undefined && { name: patch.name }),
    settings,
    ...(patch.secret !== undefined && { secretRound: seen.secretRound + 1, secretChangedAt: at }),
    ...switchedTo(seen, patch.enabled ?? seen.enabled, at),
  };
  return (await saveDestination(deps.table, seen, next)) ?? refuseChanged();
}

/** Switches a destination on; what waited for it is sent then, as the stream tells. */
export async function enableDestination(deps: DestinationDeps, seen: Destination): Promise<Destination> {
  return changeDestination(deps, seen, { enabled: true });
}

/** Deletes a destination and its secret. What is still to be delivered to it fails, and says so. */
export async function removeDestination(deps: DestinationDeps, { id }: Destination): Promise<void> {
  // The item goes last: a repeat finds what is left.
  await deps.secrets.drop(id);
  await deleteDestination(deps.table, id);
}

function switchedTo(seen: Destination, enabled: boolean, at: string): Partial<Destination> {
  if (enabled) return { enabled, disabledSince: undefined, reason: undefined };
  return seen.enabled ? { enabled, disabledSince: at, reason: SWITCHED_OFF_BY_HAND } : {};
}

function readSettings({ type }: Destination, given: unknown): Destination['settings'] {
  const read = settingsOf[type].safeParse(given);
  if (read.success) return read.data;
  const errors = fieldErrors(read.error, 'settings');
  throw new Refusal('invalid-input', 'The destination needs another look.', errors);
}

/** Tells whoever changes what somebody else has changed meanwhile. */
export function refuseChanged(): never {
  throw new Refusal(
    'conflict',
    'Somebody changed this destination in the meantime. Read it again and repeat your change.',
  );
}
