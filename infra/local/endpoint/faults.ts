import type { FaultRule, Faults } from '../seams/ports.ts';

interface SeededRule {
  rule: FaultRule;
  draw: () => number;
}

/**
 * Makes faults that repeat with their seed; none until `set` is called. Each rule draws from its own sequence, so the n-th
 * call that a rule matches gets the same fault in every run, whatever other calls come between.
 */
export function createFaults(): Faults {
  let seeded: SeededRule[] = [];
  return {
    set(seed, rules) {
      seeded = rules.map((rule, index) => ({ rule, draw: seedRandom(seed + index * 7919) }));
    },
    next(service, action) {
      for (const { rule, draw } of seeded) {
        if (rule.service !== service || (rule.action !== action && rule.action !== '*')) continue;
        if (draw() < rule.rate) return rule.kind;
      }
      return undefined;
    },
    rules: () => seeded.map(({ rule }) => rule),
  };
}

/** mulberry32: numbers in [0, 1) that depend on the seed alone. */
export function seedRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
