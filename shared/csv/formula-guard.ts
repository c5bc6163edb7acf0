/**
 * Makes a cell harmless in a spreadsheet: a text that would be read as a formula gets a leading `'`.
 * Signs: = + - @ TAB CR LF NUL and their full-width forms, also behind spaces, BOM or invisible characters
 * (OWASP "CSV injection", ASVS 1.2.10). A text of apostrophes before such a sign gets one more, so that
 * `stripFormulaGuard` is the exact inverse. `+49 170 …` stays readable as `'+49 170 …`.
 */
export const addFormulaGuard = (cell: string): string => (needsGuard.test(cell) ? `'${cell}` : cell);

/** Takes off what `addFormulaGuard` put on, and nothing else. The importer calls it for each cell. */
export const stripFormulaGuard = (cell: string): string =>
  cell.startsWith("'") && needsGuard.test(cell) ? cell.slice(1) : cell;

const needsGuard = /^'*[\s\p{Cf}\p{Cc}]*[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]/u;
