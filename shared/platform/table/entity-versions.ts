/** How the shape of one kind of item has changed. */
export interface EntityVersion {
  /** The newest shape that readers know; they take the one before, too, and fail loudly at any other. */
  newest: number;
  /** The shape that is written: the newest, or while a deployment brings it in, the one before. */
  written: number;
}

/**
 * The entities whose shape has changed since the first deployment; all others are of version 1. A change takes two
 * deployments, because functions of both run side by side for a while, and each may have to be taken back:
 *
 * 1. `{ newest: n, written: n - 1 }`: its schema reads both shapes (what is new has a default, or the schema is a union,
 *    as an update of some attributes stamps an item without touching the others), and the old one is written.
 * 2. `{ newest: n, written: n }`, once 1 runs everywhere.
 *
 * The version after that waits until no item of `n - 1` is left.
 */
export const entityVersions: Readonly<Record<string, EntityVersion>> = {
  // In one step: no stage ran before it. Items of version 1 are read, put in doubt and counted anew.
  counts: { newest: 2, written: 2 },
};
