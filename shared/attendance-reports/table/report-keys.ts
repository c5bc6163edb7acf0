/**
 * Keys of attendance reports.
 *
 * | what                                       | where                                              | item                    |
 * | ------------------------------------------ | -------------------------------------------------- | ----------------------- |
 * | reports read for a session, newest first   | REPORTS#<session> / <created at>#<import>          | attendance-import-entry |
 * | who reads a report's bytes for a session   | REPORTS#<session> / BYTES#<digest>                 | attendance-report-claim |
 * | an upload that waits for its report        | REPORTUPLOAD#<object key> / UPLOAD                 | attendance-upload       |
 */
import type { Key } from '../../platform/table/key.ts';

export const reportsPartition = (sessionId: string): string => `REPORTS#${sessionId}`;
/** Sorts before `BYTES#`, since dates begin with a digit. */
export const reportEntryKey = (sessionId: string, createdAt: string, importId: string): Key => ({
  pk: reportsPartition(sessionId),
  sk: `${createdAt}#${importId}`,
});
export const entriesEnd = ':';
export const reportClaimKey = (sessionId: string, digest: string): Key => ({
  pk: reportsPartition(sessionId),
  sk: `BYTES#${digest}`,
});
export const reportUploadKey = (objectKey: string): Key => ({
  pk: `REPORTUPLOAD#${objectKey}`,
  sk: 'UPLOAD',
});
