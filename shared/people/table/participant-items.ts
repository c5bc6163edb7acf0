import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Participant } from '../domain/participant.ts';
import { blockedPlace, withBlockedPlace } from './blocked-participants.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { alikeAttributes, getIdentities, readAttributes, readIdentity } from './identity-items.ts';
import { stamp } from '../../platform/table/item.ts';
import { participantKey, peoplePartition } from './person-keys.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Patch } from '../../platform/values/patch.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { walkShards } from '../../platform/table/walk-shards.ts';
import type { Table } from '../../platform/table/table.ts';

/** The person in an item of the people's shards; undefined for a pointer, and for the trace of an erased one. */
function personIn(item: Record<string, unknown>): Participant | undefined {
  const found = readIdentity(item);
  return found.kind === 'person' ? found.person : undefined;
}

const peopleIn = (items: Record<string, unknown>[]): Participant[] =>
  items.flatMap((item) => personIn(item) ?? []);

/** The item of a new participant. */
export const participantItem = (person: Participant): Record<string, unknown> => ({
  ...participantKey(person.id),
  ...blockedPlace(person.id, person.blockedAt),
  ...stamp('participant'),
  ...person,
});

export async function getParticipant(table: Table, participantId: string): Promise<Participant | undefined> {
  const item = await getItem(table, participantKey(participantId));
  return item && personIn(item);
}

/** Those of the participants that exist, by id. Any number; consistent. */
export async function getParticipants(table: Table, ids: string[]): Promise<Map<string, Participant>> {
  const identities = await getIdentities(table, ids);
  return new Map(
    [...identities].flatMap(([id, found]) => (found.kind === 'person' ? [[id, found.person] as const] : [])),
  );
}

/** One page of all participants, shard by shard. */
export async function listParticipants(
  table: Table,
  place: ShardPlace,
  limit: number,
): Promise<{ participants: Participant[]; next?: ShardPlace }> {
  const page = await walkShards(table, peoplePartition, place, limit);
  return { participants: peopleIn(page.items), ...(page.next && { next: page.next }) };
}

/**
 * Participants in one page when walking over everybody: whole pages of 1 MB would cost a function its memory, small ones
 * round trips.
 */
const WALK_PAGE = 500;

/** What a walk over people reads: whole items, all but the marks of imports, or only what finding duplicates needs. */
type ReadOfPeople = 'whole' | 'known' | 'alike';

const attributesOf: Record<ReadOfPeople, readonly string[] | undefined> = {
  whole: undefined,
  known: readAttributes,
  alike: alikeAttributes,
};

/** One page of one shard: for walks over everybody. `next` is undefined at the shard's end. */
export async function readPeopleShard(
  table: Table,
  shard: number,
  after: string | undefined,
  read: ReadOfPeople,
): Promise<{ participants: Participant[]; next?: string }> {
  const partition = peoplePartition(shard);
  const attributes = attributesOf[read];
  const page = await queryPage(table, {
    partition,
    after,
    limit: WALK_PAGE,
    ...(attributes && { attributes }),
  });
  const last = page.items.at(-1);
  return { participants: peopleIn(page.items), ...(page.more && last && { next: String(last['id']) }) };
}

/** Writes what an import row changed; false when somebody wrote in between: then read again. */
export async function updateImported(
  table: Table,
  { id, version }: Pick<Participant, 'id' | 'version'>,
  patch: Patch,
): Promise<boolean> {
  return patchParticipant(table, id, { ...patch, increase: { version: 1 } }, version);
}

/**
 * Writes what a person allows, or the trace of one who was erased; false when nobody of that id is there (any more).
 * With `version`: only if nobody wrote since it was read.
 */
export async function patchWish(
  table: Table,
  participantId: string,
  patch: Patch,
  version?: number,
): Promise<boolean> {
  const increase = { ...patch.increase, version: 1 };
  return patchParticipant(table, participantId, { ...patch, increase }, version);
}

async function patchParticipant(
  table: Table,
  participantId: string,
  patch: Patch,
  version?: number,
): Promise<boolean> {
  const update = updateExpression(withBlockedPlace(participantId, patch));
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: participantKey(participantId),
        ...update,
        // Pointers have no version; without one to go by, they must be told apart.
        ConditionExpression:
          version === undefined ? 'attribute_exists(pk) AND #entity <> :pointer' : '#u_version = :known',
        ExpressionAttributeNames: {
          ...update.ExpressionAttributeNames,
          ...(version === undefined && { '#entity': 'entity' }),
        },
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ...(version === undefined ? { ':pointer': 'pointer' } : { ':known': version }),
        },
      }),
    ),
  );
}

/** Changes a person, as part of a transaction, if nobody wrote since they were read. */
export function personPatch(
  table: Table,
  person: Pick<Participant, 'id' | 'version'>,
  patch: Patch,
): TransactItem {
  const update = updateExpression({ ...withBlockedPlace(person.id, patch), increase: { version: 1 } });
  return {
    Update: {
      TableName: table.name,
      Key: participantKey(person.id),
      ...update,
      ConditionExpression: '#u_version = :known',
      ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':known': person.version },
    },
  };
}
