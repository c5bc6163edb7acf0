/** Changes of what is kept of something: `set` writes, `keep` writes only where nothing stands yet, `remove` deletes. */
export interface Patch {
  set?: Record<string, unknown>;
  keep?: Record<string, unknown>;
  /** Fields to write, each with the field of the same thing whose value it gets. */
  copy?: Record<string, string>;
  remove?: string[];
  /** Members to add to sets. */
  addTo?: Record<string, string>;
  /** Members to take out of sets. */
  takeFrom?: Record<string, string>;
  /** Amounts to add to numbers. */
  increase?: Record<string, number>;
}
