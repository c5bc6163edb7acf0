/** Lambda answers 6 MB at most; the rest is for headers and for what Base64 or escapes add. */
export const RESPONSE_BYTES = 4_500_000;

/** How many of the items fit into so many bytes of JSON, in their order, and what they take. */
export function capResponse(items: readonly unknown[], room: number): { count: number; bytes: number } {
  let bytes = 0;
  for (const [index, item] of items.entries()) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (bytes + size > room) return { count: index, bytes };
    bytes += size;
  }
  return { count: items.length, bytes };
}
