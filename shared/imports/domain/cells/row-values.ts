import type { ConsentProof } from '../../../people/domain/participant.ts';
import type { VariableValue } from '../../../variables/domain/variable.ts';
import type { LoweredWish } from '../headings/status-words.ts';

/** What the cells of a row say, read one by one. */
export interface RowValues {
  email: string;
  /** Whoever it is, as our exports name them. */
  id?: string;
  details: Record<string, string>;
  utm?: Record<string, string>;
  variables?: Record<string, VariableValue>;
  groups?: string[];
  consent?: ConsentProof;
  lowers?: LoweredWish[];
  erases?: string[];
  /** What was left out without a fault. */
  notes?: ImportNote[];
  /** What its cells take in all. */
  bytes: number;
}

/** Something that a file says and we cannot keep, which is no reason to leave the person out; counted. */
export type ImportNote =
  'locale-not-spoken' | 'time-zone-unknown' | 'id-left-out' | 'phone-cut' | 'sheet-error' | 'lines-joined';

/** What is wrong, for programs and for people. */
export type Fault = { code: string; message: string };
/** What is wrong with one cell of a row. */
export type CellFault = Fault & { index: number };
export type CellReader = (text: string, row: RowValues) => Fault | undefined;
