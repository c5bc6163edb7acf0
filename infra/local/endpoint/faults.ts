import type { Faults } from '../ports.ts';

/** Faults that repeat with their seed; none until `set` is called. */
export function createFaults(): Faults {
  return { set() {}, next: () => undefined, rules: () => [] };
}
