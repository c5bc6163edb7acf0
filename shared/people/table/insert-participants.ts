import type { Participant } from '../domain/participant.ts';
import { insertNew } from '../../platform/table/insert-new.ts';
import { participantItem } from './participant-items.ts';
import type { Table } from '../../platform/table/table.ts';

/** Inserts up to 25 new participants in one call; answers the ids that were taken already. */
export async function insertParticipants(table: Table, people: Participant[]): Promise<Set<string>> {
  const taken = await insertNew(table, people, participantItem);
  return new Set(taken.map((person) => person.id));
}
