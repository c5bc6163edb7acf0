const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What a merge patch (RFC 7396) makes of a value: null takes a field away, objects are merged field by field, everything
 * else is replaced whole.
 */
export function mergePatch(value: unknown, patch: unknown): unknown {
  if (!isPlain(patch)) return patch;
  const merged = new Map<string, unknown>(Object.entries(isPlain(value) ? value : {}));
  for (const [name, part] of Object.entries(patch)) {
    if (part === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), part));
  }
  return Object.fromEntries(merged);
}
