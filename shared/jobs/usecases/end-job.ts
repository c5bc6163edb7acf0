import type { JobCore } from '../domain/job.ts';
import { saveJob } from '../table/job-items.ts';
import type { Table } from '../../platform/table/table.ts';
import type { JobKind } from './job-kind.ts';

/** Stores a job that is over, as its kind does. Undefined: somebody else was quicker. */
export function endJob<J extends JobCore>(table: Table, kind: JobKind<J>, over: J): Promise<J | undefined> {
  return kind.onEnd ? kind.onEnd(table, over) : saveJob(table, over);
}
