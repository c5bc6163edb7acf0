/** These properties of an object, also where they are undefined. */
export function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K>;
export function pick(from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}
