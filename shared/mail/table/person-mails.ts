import * as z from 'zod';
import { allPages } from '../../platform/table/all-pages.ts';
import { readItem } from '../../platform/table/item.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { mailKey, personMailsPartition } from './mail-keys.ts';

const MailItem = z.object({
  pk: z.string(),
  eventId: z.string().optional(),
  runId: z.string().optional(),
  state: z.string(),
  sentAt: z.string().optional(),
  toldSk: z.string(),
});

/** A mail to a person, from the ledger. */
export interface PersonMail extends Omit<z.infer<typeof MailItem>, 'pk' | 'toldSk'> {
  id: string;
  claimedAt: string | undefined;
}

/** The mails in the ledger of an identity, newest first, in pages. Read from the index, which may lag a moment behind. */
export async function* mailsOf(table: Table, identityId: string): AsyncGenerator<PersonMail[]> {
  const partition = personMailsPartition(identityId);
  for await (const items of allPages(partition, (request) => queryIndexPage(table, request)))
    yield items.map(readMail);
}

function readMail(item: Record<string, unknown>): PersonMail {
  const { pk, toldSk, ...mail } = readItem(MailItem, 'mail', item);
  return { id: pk.slice(mailKey('').pk.length), ...mail, claimedAt: toldSk.split('#')[0] };
}
