/**
 * Keys of erasures and retention.
 *
 * | what                            | where                | item         |
 * | ------------------------------- | -------------------- | ------------ |
 * | how far an erasure has searched | JOB#<job> / SEARCH   | erase-search |
 * | rules of retention              | SETTINGS / RETENTION | retention    |
 */
import type { Key } from '../../platform/table/key.ts';

/** The key of an erasure's progress through what is not stored under people. */
export const eraseSearchKey = (jobId: string): Key => ({ pk: `JOB#${jobId}`, sk: 'SEARCH' });

export const retentionKey: Key = { pk: 'SETTINGS', sk: 'RETENTION' };
