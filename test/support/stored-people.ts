import { createHash } from 'node:crypto';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { putItems } from '../../shared/platform/table/put-items.ts';
import { participantItem } from '../../shared/people/table/participant-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { Key } from '../../shared/platform/table/key.ts';

/** The id that `storedPeople` gives to the n-th person of a name. */
export const personId = (name: string, n: number): string =>
  `par_${createHash('sha256').update(`${name}${n}`).digest('hex').slice(0, 32)}`;

/** So many people, put into the table as they are said to be. */
export async function storedPeople(
  table: Table,
  name: string,
  count: number,
  detail: (n: number) => Partial<Participant> = () => ({}),
): Promise<Participant[]> {
  const people = Array.from({ length: count }, (_, n): Participant => ({
    id: personId(name, n),
    email: `${name}${n}@example.com`,
    source: 'import',
    createdAt: '2027-01-01T00:00:00.000Z',
    version: 1,
    ...detail(n),
  }));
  await putItems(
    table,
    people.map((person) => participantItem(person) as Key & Record<string, unknown>),
  );
  return people;
}
