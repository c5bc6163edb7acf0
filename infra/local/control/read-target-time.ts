import * as z from 'zod';

const ClockRequest = z.union(
  [z.strictObject({ advance: z.string() }), z.strictObject({ at: z.iso.datetime() })],
  {
    error: 'Say {"advance":"PT2H"} or {"at":"2027-03-21T09:00:00Z"}.',
  },
);

/**
 * Reads the time that the clock is to be set to, in milliseconds since the epoch; throws `RangeError` when it is in the
 * past.
 */
export async function readTargetTime(body: unknown, now: number): Promise<number> {
  const request = ClockRequest.parse(body);
  const target = 'at' in request ? Date.parse(request.at) : await add(request.advance, now);
  if (target < now) throw new RangeError(`The clock does not go back; it is ${new Date(now).toISOString()}.`);
  return target;
}

/** Loaded when first used, because it would slow the start. */
async function add(duration: string, now: number): Promise<number> {
  const { Temporal } = await import('temporal-polyfill');
  const from = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC');
  return from.add(Temporal.Duration.from(duration)).epochMilliseconds;
}
