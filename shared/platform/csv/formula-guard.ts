/**
 * An apostrophe or none, blanks or invisible signs or none, then a sign that starts a formula: = + - @ TAB CR LF NUL
 * or a full-width form (OWASP "CSV injection", ASVS 5.0 1.2.10).
 */
const FORMULA = /^'*[\s\p{Cf}\p{Cc}]*[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]/u;

/**
 * Makes a cell harmless in a spreadsheet: a text that would be taken for a formula gets a leading `'`. A text of
 * apostrophes before such a sign gets one more, so that `stripFormulaGuard` is the exact inverse.
 * `+49 170 …` stays readable as `'+49 170 …`.
 */
export const addFormulaGuard = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/**
 * Takes off what `addFormulaGuard` put on, and the formula `="0171"` by which programs keep spreadsheets from reading a
 * text as a number. The importer calls it for each cell.
 */
export const stripFormulaGuard = (cell: string): string => {
  if (cell.startsWith("'")) return FORMULA.test(cell) ? cell.slice(1) : cell;
  return TEXT_FORMULA.exec(cell)?.[1] ?? cell;
};

const TEXT_FORMULA = /^="([^"]*)"$/u;
