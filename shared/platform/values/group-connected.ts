/** Puts rows into one list that share a key, directly or by way of other rows; each list keeps their order. */
export function groupConnected<R>(rows: R[], keysOf: (row: R) => string[]): R[][] {
  const links = new Map<string, string>();
  const end = (key: string): string => {
    let at = key;
    for (let next = links.get(at); next !== undefined; next = links.get(at)) at = next;
    return at;
  };
  const endOf = (row: R): string => end(keysOf(row)[0] ?? '');
  for (const row of rows) {
    for (const key of keysOf(row)) if (end(key) !== endOf(row)) links.set(end(key), endOf(row));
  }
  return [...Map.groupBy(rows, endOf).values()];
}
