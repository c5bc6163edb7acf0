/** What a spreadsheet program makes of a long number: `2.2E+18`, `2,2E+18`, `5E+12`. */
const CUT_NUMBER = /^[+-]?\d(?:[.,]\d+)?e\+?\d{2,3}$/i;

/** Whether a cell holds what is left of a long number: the digits behind are lost, and it may be anybody's. */
export const isCutNumber = (text: string): boolean => CUT_NUMBER.test(text);
