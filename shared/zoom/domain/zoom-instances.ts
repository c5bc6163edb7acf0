import * as z from 'zod';
import type { Interval } from '../../attendance/domain/interval.ts';

/** Each time that a webinar or meeting took place, as Zoom lists them. */
const Instances = z.object({
  meetings: z.array(z.object({ uuid: z.string().min(1), start_time: z.string() })).optional(),
  webinars: z.array(z.object({ uuid: z.string().min(1), start_time: z.string() })).optional(),
});

/** Hosts open the room early, and come back when everybody was cut off. */
const AROUND_MS = 6 * 3_600_000;

/**
 * The UUIDs of the times at which a session took place, first first: those that began from six hours before its start to its end. A
 * number is used for every date of a series, and whoever was cut off begins another instance. Throws a ZodError for what is no list.
 */
export function instancesOf(body: unknown, [from, to]: Interval): string[] {
  const { meetings = [], webinars = [] } = Instances.parse(body);
  return [...meetings, ...webinars]
    .map(({ uuid, start_time: start }) => ({ uuid, at: Date.parse(start) }))
    .filter(({ at }) => at >= from - AROUND_MS && at < to)
    .toSorted((a, b) => a.at - b.at)
    .map(({ uuid }) => uuid);
}
