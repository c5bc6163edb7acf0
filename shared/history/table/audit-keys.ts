/**
 * Keys of the audit trail.
 *
 * | what                          | where                     | item  |
 * | ----------------------------- | ------------------------- | ----- |
 * | who did what to people's data | AUDIT#<month> / <at>#<id> | audit |
 */
import type { Key } from '../../platform/table/key.ts';

export const auditPartition = (month: string): string => `AUDIT#${month}`;
export const auditKey = (at: string, id: string): Key => ({
  pk: auditPartition(at.slice(0, 7)),
  sk: `${at}#${id}`,
});
