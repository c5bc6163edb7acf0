/** Does `work` for each entry, at most `atOnce` at a time. The first error ends it, after those under way. */
export async function inParallel<T>(
  entries: readonly T[],
  atOnce: number,
  work: (entry: T) => Promise<void>,
): Promise<void> {
  const queue = entries.values();
  const worker = async () => {
    for (const entry of queue) await work(entry);
  };
  const results = await Promise.allSettled(Array.from({ length: Math.min(atOnce, entries.length) }, worker));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
