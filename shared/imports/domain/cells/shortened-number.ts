/** How spreadsheet programs shorten a long number: `2.2E+18`, `2,2E+18`, `5E+12`. */
const CUT_NUMBER = /^[+-]?\d(?:[.,]\d+)?e\+?\d{2,3}$/i;

/** Whether a cell holds a shortened long number: its last digits are lost, so it may be anybody's. */
export const isShortenedNumber = (text: string): boolean => CUT_NUMBER.test(text);
