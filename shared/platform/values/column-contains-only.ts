/** Whether a column has filled cells and each of them passes the test. */
export function columnContainsOnly(
  rows: string[][],
  index: number,
  isIt: (cell: string) => boolean,
): boolean {
  const cells = rows.flatMap((row) => row[index]?.trim() ?? []).filter((cell) => cell !== '');
  return cells.length > 0 && cells.every(isIt);
}
