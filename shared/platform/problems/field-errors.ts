import type * as z from 'zod';
import type { FieldErrorCode } from './field-error-codes.ts';
import type { FieldError } from './refusal.ts';

/** zod's issues in the product's form: one entry per field, with a sentence and a stable code. */
export function fieldErrors(error: z.ZodError, prefix = ''): FieldError[] {
  return reportedIssues(error.issues).flatMap((issue) => {
    const path = [...(prefix === '' ? [] : [prefix]), ...issue.path.map(String)];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: [...path, key].join('.'),
        code: 'unknown-field' as const,
        message: 'There is no such field.',
      }));
    }
    return [{ field: path.join('.'), code: issueCode(issue), message: sentence(issue.message) }];
  });
}

/**
 * What to report of a union without a message of its own: the faults of the one form that was meant, which is the one that
 * needs the fewest changes. A form of another type altogether, or one that is refused as a whole, was not meant; when two
 * are equally near, nobody knows which.
 */
export function reportedIssues(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.message !== 'Invalid input') return [issue];
    const possible = issue.errors.filter((form) => form.length > 0 && !form.some(isOfTheWhole));
    const ranked = possible.map((form) => ({ form, distance: distanceOf(form) }));
    const [first, second] = ranked.sort((a, b) => a.distance - b.distance);
    if (!first || first.distance === second?.distance) return [issue];
    return reportedIssues(first.form.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })));
  });
}

const isOfTheWhole = ({ path, code }: z.core.$ZodIssue): boolean =>
  path.length === 0 && code !== 'unrecognized_keys';

/** A field that the form does not have speaks more against it than one of its own that is missing or wrong. */
function distanceOf(form: readonly z.core.$ZodIssue[]): number {
  const unknown = form.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  );
  const wrong = new Set(form.flatMap(({ path }) => (path.length === 0 ? [] : [String(path[0])])));
  return 2 * unknown.length + wrong.size;
}

const codes = {
  invalid_type: 'invalid-type',
  too_big: 'too-big',
  too_small: 'too-small',
  invalid_format: 'invalid-format',
  not_multiple_of: 'not-multiple-of',
  unrecognized_keys: 'unknown-field',
  invalid_union: 'invalid-union',
  invalid_key: 'invalid-key',
  invalid_element: 'invalid-element',
  invalid_value: 'invalid-value',
  custom: 'custom',
} as const satisfies Record<z.core.$ZodIssue['code'], FieldErrorCode>;

function issueCode(issue: z.core.$ZodIssue): FieldErrorCode {
  const own: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return isOwnCode(own) ? own : codes[issue.code];
}

/** Rules name codes of the list. It stays out of what runs, which must be small; tests hold every answer against it. */
const isOwnCode = (word: unknown): word is FieldErrorCode => typeof word === 'string';

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
