import type { ConsentProof } from '../../../people/domain/participant.ts';
import type { VariableValue } from '../../../variables/domain/variable.ts';
import type { RestrictingWish } from '../headings/status-words.ts';

/** The values of a row, read cell by cell. */
export interface RowValues {
  email: string;
  /** Whoever it is, as our exports name them. */
  id?: string;
  details: Record<string, string>;
  utm?: Record<string, string>;
  variables?: Record<string, VariableValue>;
  groups?: string[];
  consent?: ConsentProof;
  restricts?: RestrictingWish[];
  erases?: string[];
  /** What was left out without a fault. */
  notes?: ImportNote[];
  /** What its cells take in all. */
  bytes: number;
}

/** A value that we cannot store, and that is no reason to leave the person out; it is counted. */
export type ImportNote =
  | 'locale-not-spoken'
  | 'time-zone-unknown'
  | 'id-left-out'
  | 'phone-cut'
  | 'sheet-error'
  | 'lines-joined'
  | 'letters-lost';

/** What is wrong, for programs and for people. */
export type Fault = { code: string; message: string };
/** What is wrong with one cell of a row. */
export type CellFault = Fault & { index: number };
export type CellReader = (text: string, row: RowValues) => Fault | undefined;
