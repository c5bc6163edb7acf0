/** How programs shorten a long number: `2.2E+18`, `2,2E+18`, `5E+12`, `1914310000010100224.0`. */
const CUT_NUMBER = /^[+-]?(?:\d(?:[.,]\d+)?e\+?\d{2,3}|\d{16,}[.,]0+)$/i;

/** Whether a cell holds a shortened long number: its last digits are lost, so it may be anybody's. */
export const isShortenedNumber = (text: string): boolean => CUT_NUMBER.test(text);

/** An id of which a program made a decimal number, as it does of columns with gaps: `12345.0`. */
export const asWholeNumber = (text: string): string => text.replace(/^(-?\d{1,15})\.0$/u, '$1');
