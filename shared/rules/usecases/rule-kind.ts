import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import type { Table } from '../../platform/table/table.ts';
import type { FiredRun } from '../domain/rule-run.ts';

/** How a capability describes the rules that it carries out. */
export interface RuleKind {
  /** The kind of job that their runs are; rules, fires and runs carry its name. */
  runs: JobKind;
  /** How late a fire may be and still begin its run, in milliseconds. */
  latenessAllowed: number;
  /** Writes what must exist before a run of the kind does; may be called again. */
  beforeRun?: (table: Table, run: FiredRun) => Promise<void>;
}
