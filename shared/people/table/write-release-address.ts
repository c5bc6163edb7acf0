import type { Participant } from '../domain/participant.ts';
import type { ChangeOutcome } from './change-participant.ts';
import { participantItem } from './participant-items.ts';
import { personUpdate } from './person-update.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';

/** A person, and the new person made of an identity that led to them. */
export interface Release {
  person: Participant;
  released: Participant;
}

/**
 * Turns the pointer into a person and removes it from its former owner, in one step; refused when either was written to
 * meanwhile.
 */
export async function writeReleaseAddress(
  table: Table,
  { person, released }: Release,
  alongside: TransactItem[],
): Promise<ChangeOutcome> {
  const aliases = new Set(person.aliases);
  aliases.delete(released.id);
  const wishes = Object.entries(person.formerWishes ?? {}).filter(([id]) => id !== released.id);
  const after: Participant = {
    ...person,
    aliases: aliases.size > 0 ? aliases : undefined,
    formerWishes: wishes.length > 0 ? Object.fromEntries(wishes) : undefined,
  };
  const outcome = await transact(table, [
    personUpdate(table, person, after),
    {
      Put: {
        TableName: table.name,
        Item: participantItem(released),
        ConditionExpression: '#entity = :pointer AND #to = :from',
        ExpressionAttributeNames: { '#entity': 'entity', '#to': 'to' },
        ExpressionAttributeValues: { ':pointer': 'pointer', ':from': person.id },
      },
    },
    ...alongside,
  ]);
  return outcome.done ? 'written' : 'overtaken';
}
