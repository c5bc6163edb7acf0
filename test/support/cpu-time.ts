/**
 * Milliseconds of the processor that something took: what a loaded machine takes longer for is no work of ours.
 * For limits that tell a line from a square, twenty times wider than what is measured.
 */
export function cpuMsOf(act: () => void): number {
  const begun = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}
