import { formatValue, serialToDate } from 'hucre';

/** Signs that XML cannot hold are written as `_xHHHH_` in workbooks. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Dates that calendars of workbooks know: 1900 to 9999. */
const MOST_SERIAL = 2_958_466;

/** How a cell's style shows its number: as a date or time, or with signs and zeros around its digits (the format's code). */
export type NumberStyle = 'date' | { digits: string };

/** A whole number as spreadsheet programs write it into the file, also `1.9143E+18`. */
const WHOLE = /^-?\d+$/;
/** Digits that spreadsheet programs keep; what stands in a longer number's place behind them is nobody's. */
const KEPT_DIGITS = 15;

/**
 * A number as spreadsheets show it: 15 digits, as Excel keeps, so `0.1+0.2` is `0.3`; whole ones in full as they are
 * written, because phone numbers and ids are typed as numbers, and where they were cut, in the form that says so
 * (`1.9143E+18`); three decimals get a zero, because `1.234` as text could be a thousand and more. Dates and times as ISO
 * 8601 without a zone, since a workbook has none.
 */
export function numberText(value: string, style: NumberStyle | undefined, date1904: boolean): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (style === 'date' && number >= 0 && number < MOST_SERIAL) return dateText(number, date1904);
  const written = value.trim();
  const isLong = Math.abs(number) >= 10 ** KEPT_DIGITS;
  if (isLong) return WHOLE.test(written) ? written : written.replace(/e\+?(?=\d)/i, 'E+');
  const rounded = Number(number.toPrecision(KEPT_DIGITS));
  if (typeof style === 'object' && rounded >= 0 && Number.isInteger(rounded))
    return shownAs(style.digits, rounded);
  const text = Object.is(rounded, -0) ? '0' : String(rounded);
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text;
}

/** The library takes a point for that of decimals, also where the format says that it is a sign. */
const POINT = '\ue000';

const shownAs = (format: string, number: number): string =>
  formatValue(number, format.replaceAll('\\.', `"${POINT}"`).replaceAll(/\[[A-Za-z]{3,7}\d{0,2}\]/gu, ''))
    .replaceAll(POINT, '.')
    .trim();

function dateText(serial: number, date1904: boolean): string {
  const seconds = Math.round(serial * 86_400) / 86_400;
  const iso = serialToDate(seconds, date1904).toISOString();
  const time = iso.slice(11, 19);
  if (serial < 1) return time;
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)}T${time}`;
}
