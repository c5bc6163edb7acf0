import type { IdentityRecord } from '../domain/identity-record.ts';
import type { Participant } from '../domain/participant.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { getIdentities, readIdentity } from './identity-items.ts';
import { participantKey } from './person-keys.ts';
import type { Table } from '../../platform/table/table.ts';

/** The end of an identity's pointer: the id, and the item there, if any. */
export interface ResolvedIdentity {
  id: string;
  found?: Exclude<IdentityRecord, { kind: 'pointer' }> | undefined;
}

/** How many pointers are followed: the person that a pointer leads to may become a pointer between two reads. */
const MOST_HOPS = 5;

/** Follows an identity to the person it belongs to. One read, and one more for a former or merged address; consistent. */
export async function resolveIdentity(table: Table, identityId: string): Promise<ResolvedIdentity> {
  let id = identityId;
  for (let hop = 0; hop < MOST_HOPS; hop += 1) {
    const item = await getItem(table, participantKey(id));
    const found = item && readIdentity(item);
    if (found?.kind !== 'pointer') return { id, found };
    id = found.to;
  }
  throw new Error('An identity leads from pointer to pointer.');
}

/** The person an identity belongs to; undefined for nobody, and for somebody who was erased. */
export async function resolvePerson(table: Table, identityId: string): Promise<Participant | undefined> {
  return personIn(await resolveIdentity(table, identityId));
}

export function personIn(identity: ResolvedIdentity | undefined): Participant | undefined {
  return identity?.found?.kind === 'person' ? identity.found.person : undefined;
}

/** The same for any number of identities at once, by the id asked for. Those where nothing stands lead to themselves. */
export async function resolveIdentities(
  table: Table,
  identityIds: string[],
): Promise<Map<string, ResolvedIdentity>> {
  const resolved = new Map<string, ResolvedIdentity>();
  let open = new Map(identityIds.map((id) => [id, id]));
  for (let hop = 0; open.size > 0; hop += 1) {
    if (hop === MOST_HOPS) throw new Error('An identity leads from pointer to pointer.');
    const records = await getIdentities(table, [...new Set(open.values())]);
    const next = new Map<string, string>();
    for (const [asked, id] of open) {
      const found = records.get(id);
      if (found?.kind === 'pointer') next.set(asked, found.to);
      else resolved.set(asked, { id, found });
    }
    open = next;
  }
  return resolved;
}
