import type { IdentityRecord } from '../../people/domain/identity-record.ts';
import type { ImportMode } from './import-options.ts';
import { rowPerson, type RowDraft } from './import-row.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { participantStatus } from '../../people/domain/wish.ts';

/** Why a row was not taken. */
export interface SkipReason {
  code: string;
  message: string;
  /** The line of the file that counts instead. */
  first?: number;
}

export const samePerson = (line: number): SkipReason => ({
  code: 'same-person',
  message: `Line ${line} of this file names the same person; that line counts.`,
  first: line,
});

export const erasedPerson: SkipReason = {
  code: 'erased',
  message: 'This person was erased on request and is not imported again.',
};

export const unknownPerson: SkipReason = {
  code: 'unknown-person',
  message: 'Nobody of this address or identifier is known, and the import only updates.',
};

/** Why no person is made from a row whose person does not exist. */
export function refusalToCreate(
  { email, inChannel }: RowDraft,
  mode: ImportMode,
): { outcome: 'skipped' | 'failed'; why: SkipReason } | undefined {
  if (mode === 'update') return { outcome: 'skipped', why: unknownPerson };
  return email || inChannel ? undefined : { outcome: 'failed', why: unknownId };
}

const unknownId: SkipReason = {
  code: 'unknown-id',
  message: 'Nobody has this id, and the row has neither an e-mail address nor an id in a channel.',
};

export const tooLarge: SkipReason = {
  code: 'too-large',
  message:
    'With this row, more would be kept of the person than there is room for. Shorten its values, or empty others first.',
};

export const tooManyIdentities: SkipReason = {
  code: 'too-many-identities',
  message: 'Too many addresses and ids in channels lead to this person already.',
};

export const namesTwoPeople: SkipReason = {
  code: 'two-people',
  message:
    'The address and the id in the channel are not known to belong to one person. Merge the two, or leave one out of the row.',
};

/** Why a row is not taken that names somebody by an address (`id`) and, in a channel, somebody else. */
export function refusalInChannel(
  id: string,
  inChannel: { id: string; found?: Exclude<IdentityRecord, { kind: 'pointer' }> | undefined } | undefined,
): { outcome: 'skipped' | 'failed'; why: SkipReason } | undefined {
  const { found } = inChannel ?? {};
  if (!found || inChannel?.id === id) return undefined;
  if (found.kind === 'erased') return { outcome: 'skipped', why: erasedPerson };
  return found.person.blockedAt === undefined
    ? { outcome: 'failed', why: namesTwoPeople }
    : { outcome: 'skipped', why: blockedPerson };
}

const blockedPerson: SkipReason = { code: 'blocked', message: 'This person is on the black list.' };

/** Why nothing that a file says about a person is taken. */
export function refusalOf(known: Participant): SkipReason | undefined {
  const status = participantStatus(known);
  if (status === 'blocked') return blockedPerson;
  return status === 'deleted'
    ? { code: 'deleted', message: 'This person was deleted. Restore them first, then import again.' }
    : undefined;
}

/** The fault that is stored for a row that was not taken. */
export const skipFault = (row: RowDraft, { code, message }: SkipReason) => ({
  line: row.line,
  code,
  message,
  value: rowPerson(row),
});
