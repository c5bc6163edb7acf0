import * as Calendar from 'temporal-polyfill/fns/Calendar';
import * as Duration from 'temporal-polyfill/fns/Duration';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import { isWallTime } from './wall-time.ts';

/**
 * The wall time (`YYYY-MM-DDTHH:mm`) a period of days, weeks, months or years later: `P14D`, `P1W`, `P1M`, `-P1D`.
 * A day the month does not have becomes its last one, so count a series from its start: 31 January, P1M, P2M.
 * Throws RangeError for a malformed wall time or period and for a period with a time part: hours are not wall time.
 */
export function addWallPeriod(wall: string, period: string): string {
  if (!isWallTime(wall)) throw new RangeError(`Not a wall time: ${wall}`);
  if (/T/i.test(period)) throw new RangeError(`Not a period of days, weeks, months or years: ${period}`);
  const day = PlainDate.fromString(wall.slice(0, 10), Calendar.getISO);
  const later = `${PlainDate.toString(PlainDate.add(day, Duration.fromString(period)))}${wall.slice(10)}`;
  if (!isWallTime(later)) throw new RangeError(`${period} after ${wall} is beyond the year 9999`);
  return later;
}
