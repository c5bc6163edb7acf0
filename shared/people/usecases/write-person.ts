import type { Participant } from '../domain/participant.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { ChangeOutcome } from '../table/change-participant.ts';
import { resolvePerson } from '../table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';

/** Each means that somebody else wrote to the person in between. */
const MOST_ROUNDS = 8;

/**
 * Changes a person in their current state: reads, decides, writes, and starts again when somebody else wrote meanwhile.
 * `write` answers undefined when there is nothing to do. Answers the person after the change.
 */
export async function writePerson(
  table: Table,
  participantId: string,
  write: (person: Participant) => Promise<ChangeOutcome | undefined> | undefined,
): Promise<Participant> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const person = await resolvePerson(table, participantId);
    if (!person) throw new Refusal('not-found', 'There is no such participant.');
    const outcome = await write(person);
    if (outcome === undefined) return person;
    if (outcome === 'written') return (await resolvePerson(table, participantId)) ?? person;
  }
  throw new Refusal('conflict', 'Others are changing this person at this moment. Please try again.');
}
