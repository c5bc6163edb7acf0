import type { Table } from '../../platform/table/table.ts';
import type { FiredRun } from '../domain/rule-run.ts';

/** What a capability says of the rules that it carries out. */
export interface RuleKind {
  /** What rules, fires and runs call it. */
  name: string;
  /** How long after its moment a fire still does what it was for, in milliseconds. */
  latenessAllowed: number;
  /** What must be there before a run of the kind is; may come again. */
  beforeRun?: (table: Table, run: FiredRun) => Promise<void>;
}
