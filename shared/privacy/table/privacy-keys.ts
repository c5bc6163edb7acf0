/**
 * Keys of erasures and retention.
 *
 * | what                            | where                | item         |
 * | ------------------------------- | -------------------- | ------------ |
 * | how far an erasure has searched | JOB#<job> / SEARCH   | erase-search |
 * | rules of retention              | SETTINGS / RETENTION | retention    |
 */
import type { Key } from '../../platform/table/key.ts';

/** How far an erasure has looked through what is not filed under people. */
export const eraseSearchKey = (jobId: string): Key => ({ pk: `JOB#${jobId}`, sk: 'SEARCH' });

export const retentionKey: Key = { pk: 'SETTINGS', sk: 'RETENTION' };
