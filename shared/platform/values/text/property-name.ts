/**
 * Whether every object has a property of this name already (`constructor`): as a name of data it breaks code that handles
 * objects.
 */
export function isPropertyOfAll(name: string): boolean {
  return name in {};
}
