import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { participantIdOf } from '../../../shared/people/domain/identity.ts';
import { participantItem } from '../../../shared/people/table/participant-items.ts';

const firstNames = ['Anna', 'Zoë', 'Мария', 'José', 'Li', 'Björn', 'Fatima', 'Oluwaseun'];
const lastNames = ['Müller', 'Smith', 'Иванова', 'García', 'Wang', 'Nilsson', 'Haddad', 'Adeyemi'];
const companies = ['Example GmbH', 'Gärtnerei Grün', 'Contoso, Ltd.', 'Ромашка', ''];

/** Different people for each `tag`, the same at every call. */
function personAt(tag: string, index: number) {
  return {
    email: `person.${index}@${tag}.example.com`,
    firstName: firstNames[index % 8]!,
    lastName: lastNames[Math.floor(index / 8) % 8]!,
    phone: `+49 30 ${String(index).padStart(8, '0')}`,
    company: companies[index % 5]!,
  };
}

/** A file of so many people, as an organizer would upload it. */
export function peopleCsv(tag: string, count: number): Buffer {
  const quote = (cell: string) => (cell.includes(',') ? `"${cell}"` : cell);
  const lines = Array.from({ length: count }, (_, index) =>
    Object.values(personAt(tag, index)).map(quote).join(','),
  );
  return Buffer.from(`email,firstName,lastName,phone,company\r\n${lines.join('\r\n')}\r\n`);
}

/** The items that importing such a file writes, in content and size; built with the product's own formulas. */
export function peopleItems(tag: string, count: number): Record<string, AttributeValue>[] {
  const key = Buffer.from('identity key of the bench');
  const createdAt = new Date().toISOString();
  return Array.from({ length: count }, (_, index) => {
    const { email, company, ...names } = personAt(tag, index);
    return marshall(
      participantItem({
        id: participantIdOf(key, email),
        email,
        source: 'import',
        ...names,
        ...(company !== '' && { company }),
        createdAt,
        importMark: { importId: `imp_${'0'.repeat(32)}`, line: index + 2, outcome: 'created' },
        version: 1,
      }),
    );
  });
}
