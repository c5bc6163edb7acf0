import type { Key } from '../key.ts';

/** One change of the counts of a session or group, as one stream record tells it. */
export interface CountRecord {
  /** The counts of one shard. */
  key: Key;
  /** What is counted, in a fixed order; at most eight. */
  columns: readonly string[];
  /** The sort key of the item that changed. */
  item: string;
  /** The stream record's sequence number, a decimal of up to 40 digits. */
  sequence: string;
  /** When the change was written, by the table's clock: seconds since the epoch. */
  at: number;
  /** What the item added to the counts before and after: a bit for each column. */
  before: number;
  after: number;
  /** Where things are also counted by what they are (a day, a source, …): what this one was counted under before and after. */
  labels?: { before: readonly string[]; after: readonly string[] };
}

/** The bits of those of the columns that something adds one to. */
export const bitsOf = <C extends string>(columns: readonly C[], adds: (column: C) => boolean): number =>
  columns.reduce((bits, column, index) => (adds(column) ? bits | (1 << index) : bits), 0);

/** How changes from some bits to others move each count. */
export function movesOf(
  columns: readonly string[],
  changes: readonly { before: number; after: number }[],
): Record<string, number> {
  const bit = (bits: number, index: number): number => (bits >> index) & 1;
  return Object.fromEntries(
    columns.map((column, index) => [
      column,
      changes.reduce((sum, { before, after }) => sum + bit(after, index) - bit(before, index), 0),
    ]),
  );
}
