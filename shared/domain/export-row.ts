import type { Participant } from './participant.ts';
import { participantStatus } from './wish.ts';

/** The columns of an export, in order; the importer knows each of them by name. */
const columns: readonly { name: string; cell: (person: Participant) => string | undefined }[] = [
  { name: 'email', cell: (person) => person.email },
  { name: 'firstName', cell: (person) => person.firstName },
  { name: 'lastName', cell: (person) => person.lastName },
  { name: 'phone', cell: (person) => person.phone },
  { name: 'company', cell: (person) => person.company },
  { name: 'locale', cell: (person) => person.locale },
  { name: 'timeZone', cell: (person) => person.timeZone },
  { name: 'status', cell: participantStatus },
  { name: 'source', cell: (person) => person.source },
  { name: 'utm_source', cell: (person) => person.utm?.source },
  { name: 'utm_medium', cell: (person) => person.utm?.medium },
  { name: 'utm_campaign', cell: (person) => person.utm?.campaign },
  { name: 'createdAt', cell: (person) => person.createdAt },
];

export const exportHeader: string[] = columns.map((column) => column.name);

export function exportRow(person: Participant): string[] {
  return columns.map((column) => column.cell(person) ?? '');
}
