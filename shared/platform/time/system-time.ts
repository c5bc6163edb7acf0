const clock = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
  timeZone: 'UTC',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/**
 * The machine's own time in milliseconds, to the second: for what other machines compare with their clocks, such as the
 * time of a signature. A process may be given another `Date`, which what the product decides goes by; `Intl` reads the
 * system's clock whatever `Date` says (ECMA-402, 11.5.6: `%Date.now%`). A monotonic clock would not do: it may stand
 * still while a function is frozen.
 */
export function systemTime(): number {
  const parts = new Map(clock.formatToParts().map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? Number.NaN;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}
