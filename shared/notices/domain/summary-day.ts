import { instantsOf, wallTimeAt } from '../../platform/time/wall-time.ts';
import type { Notice } from './notice.ts';

const DAY_MS = 24 * 60 * 60_000;
const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 'yyyy-mm-dd'.length);

/**
 * The day (UTC) whose summary is due: the last one that was over at the hour that the organizer set. Undefined where it was made,
 * or where they asked after that hour.
 */
export function dueSummary(
  { mail, updatedAt, summarizedDay = '' }: Notice,
  nowMs: number,
): string | undefined {
  if (!mail?.daily) return undefined;
  const asked = lastAt(mail.daily, nowMs);
  const day = dayAt(asked - DAY_MS);
  return day > summarizedDay && Date.parse(updatedAt) <= asked ? day : undefined;
}

/** The last instant at which clocks of a zone showed a time; where they jump over it, an hour later. */
function lastAt({ at, timeZone }: NonNullable<NonNullable<Notice['mail']>['daily']>, nowMs: number): number {
  const days = [0, 1, 2].map((back) =>
    wallTimeAt(timeZone, nowMs - back * DAY_MS).slice(0, 'yyyy-mm-dd'.length),
  );
  const instants = days.map((day) => {
    const match = instantsOf(`${day}T${at}`, timeZone);
    if (match.kind === 'outside') throw new RangeError('The zone table does not cover this day.');
    return match.kind === 'one' ? match.instant : match.choices[match.kind === 'two' ? 0 : 1].instant;
  });
  return Math.max(...instants.filter((instant) => instant <= nowMs));
}
