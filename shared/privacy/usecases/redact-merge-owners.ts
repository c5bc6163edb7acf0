import { isDeepStrictEqual } from 'node:util';
import { namesAnybody } from '../domain/erasure-matcher.ts';
import { redactHistory } from '../domain/redact-history.ts';
import type { HistoryEntry } from '../../people/domain/history.ts';
import { forgetAddress } from '../table/erase-items.ts';
import { rewriteHistory } from '../../people/table/history-items.ts';
import { historyOf } from '../../people/table/history-items.ts';
import { registrationsOf } from '../../registrations/table/person-items.ts';
import { resolvePerson } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { identitiesOf } from '../../people/domain/identities-of.ts';

/**
 * Removes an erased person from the records of those they were merged into, until their address was released, as their own
 * history (`entries`) shows: a merge had noted the values of both in the other one's history, and registrations made with
 * that address are the other one's. May be repeated.
 */
export async function redactMergeOwners(
  { table, identityKey }: { table: Table; identityKey: Uint8Array },
  identities: string[],
  entries: HistoryEntry[],
): Promise<void> {
  const ids = new Set(identities);
  const names = (text: string) => namesAnybody(text, { ids, channels: [] }, identityKey);
  const owners = entries.flatMap(({ kind, data }) => (kind === 'address-released' ? [data?.['from']] : []));
  for (const owner of new Set(owners.map(String))) {
    const person = await resolvePerson(table, owner);
    for (const id of person ? identitiesOf(person) : []) {
      for await (const told of historyOf(table, id))
        for (const entry of told) {
          const left = redactHistory(entry, { ids, names });
          if (!isDeepStrictEqual(left, entry)) await rewriteHistory(table, left);
        }
      await forgetInRegistrations(table, id, names);
    }
  }
}

/** The registrations stay, without an address: mail about them goes where the person's own address says. */
async function forgetInRegistrations(
  table: Table,
  identity: string,
  names: (text: string) => boolean,
): Promise<void> {
  for await (const registrations of registrationsOf(table, identity))
    for (const { email, ...registration } of registrations)
      if (email !== undefined && names(email)) await forgetAddress(table, registration, email);
}
