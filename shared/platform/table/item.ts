import * as z from 'zod';

/** Version of the shapes in the table; a reader that meets a newer one must not guess. */
export const SCHEMA_VERSION = 1;

/** What every item carries. The entity is the kind of item, as the key file of its capability lists it. */
export const stamp = (entity: string): { entity: string; v: number } => ({ entity, v: SCHEMA_VERSION });

/**
 * Reads a row back through its schema. An unknown entity or version is a defect of ours and fails loudly;
 * the message names the place, never the person.
 */
export function readItem<T>(schema: z.ZodType<T>, entity: string, item: Record<string, unknown>): T {
  const place = `${String(item['pk']).split('#')[0] ?? ''} item`;
  if (item['entity'] !== entity || item['v'] !== SCHEMA_VERSION) {
    throw new Error(
      `Expected a ${entity} of version ${SCHEMA_VERSION} in ${place}, found ${String(item['entity'])} ${String(item['v'])}.`,
    );
  }
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  throw new Error(`A ${entity} in ${place} does not read: ${z.prettifyError(parsed.error)}`);
}
