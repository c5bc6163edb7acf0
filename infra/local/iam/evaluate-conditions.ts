import { matchPattern } from './match-pattern.ts';

/** Whether the conditions of a statement hold; `problem` = they cannot be decided here. */
export type ConditionResult = { holds: boolean } | { problem: string };

type Compare = (accepted: string, actual: string) => boolean;

const equals: Compare = (accepted, actual) => accepted === actual;
const comparisons: Record<string, { compare: Compare; negated: boolean }> = {
  StringEquals: { compare: equals, negated: false },
  StringNotEquals: { compare: equals, negated: true },
  StringLike: { compare: matchPattern, negated: false },
  StringNotLike: { compare: matchPattern, negated: true },
  Bool: { compare: (accepted, actual) => accepted.toLowerCase() === actual.toLowerCase(), negated: false },
  ArnEquals: { compare: matchPattern, negated: false },
  ArnLike: { compare: matchPattern, negated: false },
};

const forAllValues = 'ForAllValues:';

/**
 * Decides a statement's `Condition` block: all operators and all their keys must hold.
 * An operator or a key that the local cloud does not know is a problem, never silently true or false.
 */
export function evaluateConditions(
  conditions: Record<string, Record<string, string[]>>,
  keys: Record<string, string[]>,
): ConditionResult {
  for (const [operatorName, expected] of Object.entries(conditions)) {
    const comparison = comparisons[operatorName.replace(forAllValues, '')];
    if (comparison === undefined)
      return { problem: `condition operator ${operatorName} is unknown to the local cloud` };
    for (const [key, accepted] of Object.entries(expected)) {
      const actual = keys[key];
      if (actual === undefined)
        return { problem: `condition key ${key} is unknown to the local cloud for this call` };
      const fits = (value: string): boolean =>
        accepted.some((one) => comparison.compare(one, value)) !== comparison.negated;
      const holds = operatorName.startsWith(forAllValues)
        ? actual.every(fits)
        : fitsSingle(actual, fits, comparison.negated);
      if (!holds) return { holds: false };
    }
  }
  return { holds: true };
}

/** A key that the request lacks fails a positive operator and satisfies a negated one. */
function fitsSingle(actual: string[], fits: (value: string) => boolean, negated: boolean): boolean {
  return actual.length === 0 ? negated : actual.some(fits);
}
