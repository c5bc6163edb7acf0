import { BatchExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';
import type { Participant } from '../domain/participant.ts';
import { participantItem } from './participant-items.ts';
import { retryUnprocessed } from './retry-unprocessed.ts';
import type { Table } from './table.ts';

/** Statements that one BatchExecuteStatement takes. */
export const INSERT_BATCH = 25;

/** Error codes of a statement that may work later. */
const passing = new Set([
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'InternalServerError',
  'TransactionConflict',
]);

/**
 * Inserts up to 25 new participants in one call; each fails alone if its key is taken.
 * Answers the ids that were taken already. (BatchWriteItem would overwrite them.)
 */
export async function insertParticipants(table: Table, people: Participant[]): Promise<Set<string>> {
  const taken = new Set<string>();
  await retryUnprocessed(people, async (batch) => {
    const answer = await table.client.send(
      new BatchExecuteStatementCommand({ Statements: batch.map((person) => insertStatement(table, person)) }),
    );
    return batch.filter((person, index) => {
      const error = answer.Responses?.[index]?.Error;
      if (!error) return false;
      if (error.Code === 'DuplicateItem') taken.add(person.id);
      else if (!passing.has(error.Code ?? ''))
        throw new Error(`An insert failed: ${error.Code ?? 'unknown'} ${error.Message ?? ''}`);
      return error.Code !== 'DuplicateItem';
    });
  });
  return taken;
}

function insertStatement(table: Table, person: Participant) {
  const item = Object.entries(participantItem(person)).filter(([, value]) => value !== undefined);
  const value = item.map(([name]) => `'${name}': ?`).join(', ');
  return {
    Statement: `INSERT INTO "${table.name}" VALUE {${value}}`,
    Parameters: item.map(([, content]) => content),
  };
}
