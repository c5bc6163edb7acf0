import { BatchGetCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Participant, type ImportMark, type PersonDetails } from '../domain/participant.ts';
import { wasWritten } from './failures.ts';
import { readItem, stamp } from './item.ts';
import { participantKey, peoplePartition } from './keys.ts';
import { queryPage } from './query-page.ts';
import { retryUnprocessed } from './retry-unprocessed.ts';
import { updateExpression, type Patch } from './update-expression.ts';
import type { ShardPlace } from '../domain/shard-place.ts';
import { walkShards } from './walk-shards.ts';
import type { Table } from './table.ts';

/** Keys that one BatchGetItem takes. */
const BATCH_GET = 100;

const read = (item: Record<string, unknown>): Participant => readItem(Participant, 'participant', item);

/** The item of a new participant. */
export const participantItem = (person: Participant): Record<string, unknown> => ({
  ...participantKey(person.id),
  ...stamp('participant'),
  ...person,
});

export async function getParticipant(table: Table, participantId: string): Promise<Participant | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: participantKey(participantId), ConsistentRead: true }),
  );
  return Item && read(Item);
}

/** Those of the participants that exist, by id. Any number; consistent. */
export async function getParticipants(table: Table, ids: string[]): Promise<Map<string, Participant>> {
  const found = new Map<string, Participant>();
  for (let start = 0; start < ids.length; start += BATCH_GET) {
    await retryUnprocessed(ids.slice(start, start + BATCH_GET).map(participantKey), async (keys) => {
      const answer = await table.client.send(
        new BatchGetCommand({ RequestItems: { [table.name]: { Keys: keys, ConsistentRead: true } } }),
      );
      for (const item of answer.Responses?.[table.name] ?? []) {
        const person = read(item);
        found.set(person.id, person);
      }
      const left = new Set(answer.UnprocessedKeys?.[table.name]?.Keys?.map((key) => String(key['sk'])));
      return keys.filter((key) => left.has(key.sk));
    });
  }
  return found;
}

/** One page of all participants, shard by shard. */
export async function listParticipants(
  table: Table,
  place: ShardPlace,
  limit: number,
): Promise<{ participants: Participant[]; next?: ShardPlace }> {
  const page = await walkShards(table, peoplePartition, place, limit);
  return { participants: page.items.map(read), ...(page.next && { next: page.next }) };
}

/** Participants in one page of a walk: whole pages of 1 MB cost a function its memory, small ones round trips. */
const WALK_PAGE = 500;

/** One page of one shard: for walks over everybody. `next` is undefined at the shard's end. */
export async function readPeopleShard(
  table: Table,
  shard: number,
  after: string | undefined,
): Promise<{ participants: Participant[]; next?: string }> {
  const page = await queryPage(table, { partition: peoplePartition(shard), after, limit: WALK_PAGE });
  const participants = page.items.map(read);
  const last = participants.at(-1);
  return { participants, ...(page.more && last && { next: last.id }) };
}

/** Writes what an import row changed; false when somebody wrote in between, then look again. */
export async function updateDetails(
  table: Table,
  known: Participant,
  changes: PersonDetails,
  importMark: ImportMark,
): Promise<boolean> {
  return patchParticipant(
    table,
    known.id,
    { set: { ...changes, importMark }, increase: { version: 1 } },
    known.version,
  );
}

/** Writes what a person allows; false when there is nobody of that id (nobody we ever wrote to). */
export async function patchWish(table: Table, participantId: string, patch: Patch): Promise<boolean> {
  return patchParticipant(table, participantId, { ...patch, increase: { version: 1 } });
}

async function patchParticipant(
  table: Table,
  participantId: string,
  patch: Patch,
  version?: number,
): Promise<boolean> {
  const update = updateExpression(patch);
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: participantKey(participantId),
        ...update,
        ConditionExpression: version === undefined ? 'attribute_exists(pk)' : '#u_version = :known',
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ...(version !== undefined && { ':known': version }),
        },
      }),
    ),
  );
}
