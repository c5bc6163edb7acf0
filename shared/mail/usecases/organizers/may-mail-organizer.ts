import { isUnreachable } from '../../../people/domain/wish.ts';
import { resolveIdentity } from '../../../people/table/resolve-identity.ts';
import type { Table } from '../../../platform/table/table.ts';
import { isMailboxOpen } from '../../table/mailbox-items.ts';

/** What an address allows, of mails to organizers and as that of a participant. */
export async function mayMailOrganizer(table: Table, addressId: string): Promise<boolean> {
  const [isOpenBox, { found }] = await Promise.all([
    isMailboxOpen(table, addressId),
    resolveIdentity(table, addressId),
  ]);
  const wish = found?.kind === 'erased' ? found.wish : found?.person;
  return isOpenBox && !(wish && isUnreachable(wish));
}
