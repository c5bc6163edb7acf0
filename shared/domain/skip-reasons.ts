import { MOST_GROUPS } from './group.ts';
import { rowPerson, type RowDraft } from './import-row.ts';
import type { Participant } from './participant.ts';
import { participantStatus } from './wish.ts';

/** Why a row was not taken. */
export interface SkipReason {
  code: string;
  message: string;
}

export const samePerson = (line: number): SkipReason => ({
  code: 'same-person',
  message: `Line ${line} of this file names the same person; that line counts.`,
});

export const tooManyGroups: SkipReason = {
  code: 'too-many-groups',
  message: `A person can be in ${MOST_GROUPS} groups at most.`,
};

export const erasedPerson: SkipReason = {
  code: 'erased',
  message: 'This person was erased on request and is not imported again.',
};

export const unknownPerson: SkipReason = {
  code: 'unknown-person',
  message: 'Nobody of this address or identifier is known, and the import only updates.',
};

/** Why nothing that a file says of somebody is taken. */
export function refusalOf(known: Participant): SkipReason | undefined {
  const status = participantStatus(known);
  if (status === 'blocked') return { code: 'blocked', message: 'This person is on the black list.' };
  return status === 'deleted'
    ? { code: 'deleted', message: 'This person was deleted. Restore them first, then import again.' }
    : undefined;
}

/** What is kept of a row that was not taken. */
export const skipFault = (row: RowDraft, why: SkipReason) => ({
  line: row.line,
  ...why,
  value: rowPerson(row),
});
