import * as z from 'zod';
import { SessionId, ParticipantId } from '../../platform/values/ids.ts';
import { Attendance, RegistrationStatus } from '../domain/registration.ts';
import { getItems } from '../../platform/table/get-items.ts';
import { readItem } from '../../platform/table/item.ts';
import { personPartition, registrationKey, registrationsPartition } from './registration-keys.ts';
import { queryIndexPage, queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';

/** The fact that somebody is registered in a session, and what is known of their attendance. */
export interface RegistrationFact {
  participantId: string;
  sessionId: string;
  attendance?: Attendance | undefined;
  /** When its person was erased: it says nothing about one who has come back since. */
  erasedAt?: string | undefined;
}

const FactItem = z.object({
  participantId: ParticipantId,
  sessionId: SessionId,
  status: RegistrationStatus,
  attendance: Attendance.optional(),
  erasedAt: z.string().optional(),
});

/** Cancelled and suspected registrations do not count. */
function factsIn(items: Record<string, unknown>[]): RegistrationFact[] {
  return items
    .filter((item) => item['entity'] === 'registration')
    .map((item) => readItem(FactItem, 'registration', item))
    .filter(({ status }) => status !== 'cancelled' && status !== 'suspected');
}

/** Suspected registrations stand before the others in the same partitions; this passes over them. */
const FIRST_REGISTRATION = 'par_';

/** One page of a shard of a session's registrations. `next` is undefined at the shard's end. */
export async function registrationFactsPage(
  table: Table,
  sessionId: string,
  shard: number,
  after: string | undefined,
  limit: number,
): Promise<{ facts: RegistrationFact[]; looked: number; next?: string }> {
  const { items, more } = await queryPage(table, {
    partition: registrationsPartition(sessionId, shard),
    ...(after === undefined ? { from: FIRST_REGISTRATION } : { after }),
    limit,
  });
  const last = items.at(-1);
  return {
    facts: factsIn(items),
    looked: items.length,
    ...(more && last && { next: String(last['sk']) }),
  };
}

/** Registrations of the participants in the sessions, by their keys. Consistent. */
export async function getRegistrationFacts(
  table: Table,
  participantIds: readonly string[],
  sessionIds: readonly string[],
): Promise<RegistrationFact[]> {
  const keys = sessionIds.flatMap((sessionId) => participantIds.map((id) => registrationKey(sessionId, id)));
  return factsIn(await getItems(table, keys));
}

/** All registrations of one participant. From the index, which may lag a moment. */
export async function listRegistrationFacts(
  table: Table,
  participantId: string,
): Promise<RegistrationFact[]> {
  const found: RegistrationFact[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await queryIndexPage(table, { partition: personPartition(participantId), after });
    found.push(...factsIn(page.items));
    more = page.more;
    after = String(page.items.at(-1)?.['gsi1sk']);
  }
  return found;
}
