import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { allPages } from '../../platform/table/all-pages.ts';
import { readItem } from '../../platform/table/item.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { mailKey, personMailsPartition } from './mail-keys.ts';

const MailItem = z.object({
  pk: z.string(),
  eventId: z.string().optional(),
  runId: z.string().optional(),
  state: z.string(),
  sentAt: z.string().optional(),
  /** As it was sent: it may name the person. */
  subject: z.string().optional(),
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

const AT_ONCE = 8;

/** Takes the subjects out of the mails to an identity that were claimed until an instant. Again = the same. */
export async function forgetSubjects(table: Table, identityId: string, until: string): Promise<void> {
  for await (const mails of mailsOf(table, identityId)) {
    const named = mails.filter(({ subject, claimedAt = '' }) => subject !== undefined && claimedAt <= until);
    await inParallel(named, AT_ONCE, async ({ id }) => {
      const patch = updateExpression({ remove: ['subject'] });
      await table.client.send(new UpdateCommand({ TableName: table.name, Key: mailKey(id), ...patch }));
    });
  }
}

function readMail(item: Record<string, unknown>): PersonMail {
  const { pk, toldSk, ...mail } = readItem(MailItem, 'mail', item);
  return { id: pk.slice(mailKey('').pk.length), ...mail, claimedAt: toldSk.split('#')[0] };
}
