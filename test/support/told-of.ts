import type * as z from 'zod';

/** What a schema says against a value: `path: message` of each fault; `taken` where it says nothing. */
export function toldOf(schema: z.ZodType, value: unknown): string {
  const { error } = schema.safeParse(value);
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') ?? 'taken';
}

/** Of some lengths, those of which a text, a list or a number is taken. */
export function takenOf(schema: z.ZodType, lengths: number[], make: (length: number) => unknown): number[] {
  return lengths.filter((length) => schema.safeParse(make(length)).success);
}
