import * as z from 'zod';

/** Reads the settings a function needs. A missing one is named when the function starts, not when it is first used. */
export function readEnv<Name extends string>(...names: Name[]): Record<Name, string> {
  const shape = z.record(z.enum(names), z.string().min(1));
  const parsed = shape.safeParse(Object.fromEntries(names.map((name) => [name, process.env[name]])));
  if (parsed.success) return parsed.data;
  throw new Error(`Settings are missing: ${z.prettifyError(parsed.error)}`);
}
