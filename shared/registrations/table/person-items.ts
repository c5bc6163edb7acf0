import type { HistoryEntry } from '../../people/domain/history.ts';
import type { Registration } from '../domain/registration.ts';
import { readHistory } from '../../people/table/history-items.ts';
import { historyPartition } from '../../people/table/person-keys.ts';
import { personMailsPartition } from '../../mail/table/mail-keys.ts';
import { personPartition } from './registration-keys.ts';
import { queryIndexPage, queryPage } from '../../platform/table/query-page.ts';
import { readRegistration } from './registration-items.ts';
import type { Table } from '../../platform/table/table.ts';

type Item = Record<string, unknown>;

/** Every registration of an identity, newest first, in pages. Read from the index, which may lag a moment behind. */
export async function* registrationsOf(table: Table, identityId: string): AsyncGenerator<Registration[]> {
  for await (const items of all(personPartition(identityId), (request) => queryIndexPage(table, request)))
    yield items.map(readRegistration);
}

/** Everything that was noted in the history of an identity, in pages. Consistent. */
export async function* historyOf(table: Table, identityId: string): AsyncGenerator<HistoryEntry[]> {
  const query: typeof queryIndexPage = (on, request) => queryPage(on, { ...request, consistent: true });
  for await (const items of all(historyPartition(identityId), (request) => query(table, request), 'sk'))
    yield items.map(readHistory);
}

/** The mails in the ledger of an identity, in pages. */
export async function* mailsOf(table: Table, identityId: string): AsyncGenerator<Item[]> {
  yield* all(personMailsPartition(identityId), (request) => queryIndexPage(table, request));
}

async function* all(
  partition: string,
  query: (request: Parameters<typeof queryPage>[1]) => ReturnType<typeof queryPage>,
  sk: 'sk' | 'gsi1sk' = 'gsi1sk',
): AsyncGenerator<Item[]> {
  for (let after: string | undefined, more = true; more;) {
    const page = await query({ partition, after, newestFirst: true });
    yield page.items;
    const last = page.items.at(-1);
    more = page.more && last !== undefined;
    after = last && String(last[sk]);
  }
}
