import { participantIdOf } from '../../people/domain/identity.ts';
import { resolveIdentity } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import {
  belongsToSomebody,
  parseRegistrationId,
  type Registration,
} from '../../registrations/domain/registration.ts';
import { getRegistration } from '../../registrations/table/registration-items.ts';

/** Who is meant: by the id of their registration, or by their address. */
export interface NamedRegistrant {
  registrationId?: string | undefined;
  email?: string | undefined;
}

/** The registration of whoever is meant, if they are registered in the session. */
export async function findRegistrant(
  { table, identityKey }: { table: Table; identityKey: Uint8Array },
  sessionId: string,
  { registrationId = '', email = '' }: NamedRegistrant,
): Promise<Registration | undefined> {
  const key = parseRegistrationId(registrationId);
  if (key && key.sessionId !== sessionId) return undefined;
  const address = parseEmail(email);
  const named =
    key?.participantId ?? (isEmailFault(address) ? undefined : participantIdOf(identityKey, address.key));
  if (named === undefined) return undefined;
  const { id } = await resolveIdentity(table, named);
  const found = await getRegistration(table, sessionId, id);
  return found && belongsToSomebody(found) && found.status === 'registered' ? found : undefined;
}
