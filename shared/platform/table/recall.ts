import { ShortMemory, type MemoryLimits } from '../values/short-memory.ts';
import type { Table } from './table.ts';

/** In a burst an instance answers five to fifty requests a second. */
const LIMITS: MemoryLimits = { ms: 3_000, from: 15, most: 100 };

/** A table of which a public function remembers for a moment what many visitors ask for. */
export const remembering = (table: Table): Table => ({ ...table, memory: { ...LIMITS } });

type Recall<T> = (table: Table, question: string, nowMs: number, read: () => Promise<T>) => Promise<T>;

/**
 * What is read of the table, or what was read of it in the last three seconds if that is asked for all the time. Nobody is let
 * in by it: what counts is looked at again.
 */
export function recalling<T>(): Recall<T> {
  const memories = new WeakMap<MemoryLimits, ShortMemory<T>>();
  return ({ memory: limits }, question, nowMs, read) => {
    if (limits === undefined) return read();
    const memory = memories.get(limits) ?? new ShortMemory<T>(limits);
    memories.set(limits, memory);
    return memory.recall(question, nowMs, read);
  };
}
