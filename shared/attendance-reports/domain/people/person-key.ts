import { isEmailFault, parseEmail } from '../../../platform/values/email-address.ts';
import { plainCell } from '../headings.ts';
import type { ReportRow } from '../report.ts';
import { foldedName } from './name-forms.ts';

/**
 * Who a row is about: by registrant id, else by address as registrations know it, else by name, which is no proof of anything
 * outside of this report. A name of signs only is a name as it stands; a row without any is a person of its own.
 */
export function personKey(row: Pick<ReportRow, 'name' | 'email' | 'registrantId'>, line: number): string {
  if (row.registrantId !== undefined) return `id ${row.registrantId}`;
  const address = addressKey(row.email);
  if (address !== undefined) return `mail ${address}`;
  const name = plainCell(row.name);
  if (name === '') return `row ${line}`;
  const folded = foldedName(name);
  return `name ${(folded === '' ? name : folded).slice(0, 200)}`;
}

/** The address as identities know it; undefined for what is none. */
export function addressKey(email: string | undefined): string | undefined {
  const read = email === undefined ? undefined : parseEmail(plainCell(email));
  return !read || isEmailFault(read) ? undefined : read.key;
}
