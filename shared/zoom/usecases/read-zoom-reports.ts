import type { Interval } from '../../attendance/domain/interval.ts';
import type { ZoomMeeting } from '../domain/zoom-meeting.ts';
import { instancesOf } from '../domain/zoom-instances.ts';
import { staysOf, type ZoomStay } from '../domain/zoom-participants.ts';
import { instancesPath, participantsPath } from '../domain/zoom-paths.ts';
import type { ZoomClient } from './zoom-client.ts';

/** The report of one time that the webinar or meeting took place. */
export interface ZoomReport {
  uuid: string;
  stays: ZoomStay[];
}

/** What came of asking for the reports of a session: all of them, or why not yet, or why never. */
export type ReadReports =
  | { is: 'taken'; reports: ZoomReport[] }
  | { is: 'later'; afterMs: number }
  | { is: 'missing' }
  | { is: 'refused'; reason: string };

/** Answers with a page that is none are tried once more from the report's beginning. */
const TRIES = 2;

/**
 * Reads who was at each time that a session took place, page after page. `missing`: Zoom has no report of it, or not yet. `goOn` is
 * called after each page, and may throw to stop.
 */
export async function readZoomReports(
  client: ZoomClient,
  meeting: ZoomMeeting,
  span: Interval,
  goOn: () => Promise<void>,
): Promise<ReadReports> {
  const listed = await client.get(instancesPath(meeting));
  if (listed.is !== 'taken') return plain(listed);
  const reports: ZoomReport[] = [];
  for (const uuid of instancesOf(listed.body, span)) {
    const stays = await readPages(client, meeting, uuid, goOn);
    if (stays.is !== 'taken') return stays;
    reports.push({ uuid, stays: stays.stays });
  }
  return reports.length === 0 ? { is: 'missing' } : { is: 'taken', reports };
}

async function readPages(
  client: ZoomClient,
  { kind }: ZoomMeeting,
  uuid: string,
  goOn: () => Promise<void>,
): Promise<{ is: 'taken'; stays: ZoomStay[] } | Exclude<ReadReports, { is: 'taken' }>> {
  // A page's token is valid for 15 minutes: whoever comes later begins again.
  for (let tries = 0; tries < TRIES; tries += 1) {
    const stays: ZoomStay[] = [];
    let next: string | undefined;
    let isExpired = false;
    do {
      const answer = await client.get(participantsPath(kind, uuid, next));
      isExpired = answer.is === 'page-expired';
      if (isExpired) break;
      if (answer.is !== 'taken') return plain(answer);
      const page = staysOf(answer.body);
      stays.push(...page.stays);
      next = page.next;
      await goOn();
    } while (next !== undefined);
    if (!isExpired) return { is: 'taken', stays };
  }
  return { is: 'later', afterMs: 60_000 };
}

/** A page that expired where no page was asked for is one more reason to come back. */
const plain = (
  answer: Exclude<Awaited<ReturnType<ZoomClient['get']>>, { is: 'taken' }>,
): Exclude<ReadReports, { is: 'taken' }> =>
  answer.is === 'page-expired' ? { is: 'later', afterMs: 60_000 } : answer;
