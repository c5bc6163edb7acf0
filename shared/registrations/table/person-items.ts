import type { Registration } from '../domain/registration.ts';
import { allPages } from '../../platform/table/all-pages.ts';
import { personPartition } from './registration-keys.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import { readRegistration } from './registration-items.ts';
import type { Table } from '../../platform/table/table.ts';

/** Every registration of an identity, newest first, in pages. Read from the index, which may lag a moment behind. */
export async function* registrationsOf(table: Table, identityId: string): AsyncGenerator<Registration[]> {
  for await (const items of allPages(personPartition(identityId), (request) =>
    queryIndexPage(table, request),
  ))
    yield items.map(readRegistration);
}
