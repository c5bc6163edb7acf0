import { belongsToSomebody, Registration } from '../domain/registration.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { readItem } from '../../platform/table/item.ts';
import { personPartition, registrationKey, registrationsPartition } from './registration-keys.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { walkShards } from '../../platform/table/walk-shards.ts';
import type { Table } from '../../platform/table/table.ts';
import type { Suspect } from '../domain/suspect.ts';
import { readSuspect } from './suspect-items.ts';

export const readRegistration = (item: Record<string, unknown>): Registration =>
  readItem(Registration, 'registration', item);

export async function getRegistration(
  table: Table,
  sessionId: string,
  participantId: string,
): Promise<Registration | undefined> {
  const item = await getItem(table, registrationKey(sessionId, participantId));
  return item && readRegistration(item);
}

/** Those of the registrations that exist, in no order. Any number of different ones; consistent. */
export async function getRegistrations(
  table: Table,
  ids: Pick<Registration, 'sessionId' | 'participantId'>[],
): Promise<Registration[]> {
  const keys = ids.map(({ sessionId, participantId }) => registrationKey(sessionId, participantId));
  return (await getItems(table, keys)).map(readRegistration);
}

/** One page of a session's registrations, shard by shard up to `end`; what robots sent is told apart. */
export async function listRegistrations(
  table: Table,
  sessionId: string,
  place: ShardPlace,
  limit: number,
  end?: number,
): Promise<{ registrations: Registration[]; suspects: Suspect[]; next?: ShardPlace }> {
  const page = await walkShards(
    table,
    (shard) => registrationsPartition(sessionId, shard),
    place,
    limit,
    end,
  );
  const isSuspect = (item: Record<string, unknown>) => item['entity'] === 'suspect';
  return {
    registrations: page.items.filter((item) => !isSuspect(item)).map(readRegistration),
    suspects: page.items.filter(isSuspect).map(readSuspect),
    ...(page.next && { next: page.next }),
  };
}

/** How many registrations of a person are looked at, the newest first. */
const PERSON_MAX = 100;

/**
 * The registrations for an event that the person has still to confirm. Read from the index, which may lag a moment behind.
 */
export async function pendingRegistrations(
  table: Table,
  participantId: string,
  eventId: string,
): Promise<Registration[]> {
  const page = await queryIndexPage(table, {
    partition: personPartition(participantId),
    limit: PERSON_MAX,
    newestFirst: true,
  });
  return page.items
    .map(readRegistration)
    .filter((one) => belongsToSomebody(one) && one.eventId === eventId && one.status === 'pending');
}

/** One page of all registrations of a person, the oldest first. Read from the index, which may lag a moment behind. */
export async function registrationsOfPerson(
  table: Table,
  participantId: string,
  after: string | undefined,
): Promise<{ registrations: Registration[]; next?: string }> {
  const page = await queryIndexPage(table, {
    partition: personPartition(participantId),
    after,
    limit: PERSON_MAX,
  });
  const last = page.items.at(-1);
  return {
    registrations: page.items.map(readRegistration),
    ...(page.more && last && { next: String(last['gsi1sk']) }),
  };
}
