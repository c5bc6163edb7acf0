import * as z from 'zod';
import { entityVersions, type EntityVersion } from './entity-versions.ts';

const FIRST: EntityVersion = { newest: 1, written: 1 };

const versionOf = (entity: string, versions: Record<string, EntityVersion>): EntityVersion =>
  versions[entity] ?? FIRST;

/** What every item carries. The entity is the kind of item, as the key file of its capability lists it. */
export const stamp = (entity: string, versions = entityVersions): { entity: string; v: number } => ({
  entity,
  v: versionOf(entity, versions).written,
});

/**
 * Reads a row back through its schema, in its entity's newest version or the one before. An unknown entity or version is
 * a defect of ours and fails loudly; the message names the place, never the person.
 */
export function readItem<T>(
  schema: z.ZodType<T>,
  entity: string,
  item: Record<string, unknown>,
  versions = entityVersions,
): T {
  const place = `${String(item['pk']).split('#')[0] ?? ''} item`;
  const { newest } = versionOf(entity, versions);
  const known = newest === 1 ? [1] : [newest - 1, newest];
  if (item['entity'] !== entity || !known.some((version) => version === item['v'])) {
    throw new Error(
      `Expected a ${entity} of version ${known.join(' or ')} in ${place}, found ${String(item['entity'])} ${String(item['v'])}.`,
    );
  }
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  throw new Error(`A ${entity} in ${place} does not read: ${z.prettifyError(parsed.error)}`);
}
