import * as z from 'zod';

/**
 * The kinds of entries that are stored in a person's history. Registrations and mails are shown from their own items,
 * `created` from the person's.
 */
export const HistoryKind = z.enum([
  'created',
  'changed',
  'email-changed',
  'address-released',
  'merged',
  'registered',
  'registration-accepted',
  'registration-confirmed',
  'registration-cancelled',
  'registration-moved',
  'imported',
  'import-reverted',
  'mail',
  'bounced',
  'complained',
  'opted-out',
  'opted-in',
  'group-added',
  'group-removed',
  'variable-set',
  'invited',
  'handed-over',
  'attendance',
  'blocked',
  'unblocked',
  'deleted',
  'restored',
]);
export type HistoryKind = z.infer<typeof HistoryKind>;

/** One entry of a person's history, newest first in lists. */
export const HistoryEntry = z.object({
  participantId: z.string(),
  at: z.string(),
  /** The id of the job, import or mail: repeating the act writes the same entry again. */
  act: z.string(),
  kind: HistoryKind,
  /** Who: the person (`participant`), an organizer's id, or `system`. */
  actor: z.string(),
  /** Through what: `api`, `import imp_…`, `bulk blk_…`, `page`, `provider`. */
  origin: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;
