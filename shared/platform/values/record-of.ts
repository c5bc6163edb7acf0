/** An object with a value for each name. */
export function recordOf<K extends string, V>(names: readonly K[], make: (name: K) => V): Record<K, V>;
export function recordOf<V>(names: readonly string[], make: (name: string) => V): Record<string, V> {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}
