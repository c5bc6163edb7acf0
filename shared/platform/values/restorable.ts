/** How long what was deleted, or done by a bulk action, can be taken back. */
export const UNDO_DAYS = 30;
export const UNDO_MS = UNDO_DAYS * 24 * 60 * 60_000;

/** Whether a deleted person can still be restored at the given instant; after that they are entered anew. */
export function isRestorable({ deletedAt }: { deletedAt?: string | undefined }, at: string): boolean {
  return deletedAt !== undefined && Date.parse(at) - Date.parse(deletedAt) <= UNDO_MS;
}
