/** Whether every object has such a property already (`constructor`): as a name of data it breaks what handles objects. */
export function isPropertyOfAll(name: string): boolean {
  return name in {};
}
