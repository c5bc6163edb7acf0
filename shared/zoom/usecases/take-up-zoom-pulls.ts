import { sessionEnd } from '../../events/domain/session.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { firstPull } from '../domain/next-pull.ts';
import { dueZoomLinks, saveZoomLink } from '../table/zoom-link-items.ts';
import { beginZoomPull } from './begin-zoom-pull.ts';

interface Deps {
  table: Table;
  now: () => number;
}

/** Pulled in one turn of the sweeper; it comes every five minutes. */
const MOST = 200;

/**
 * Begins the pulls that are due. A session that was moved since waits for its new end; one that was cancelled is not asked for. Answers
 * how many began now.
 */
export async function takeUpZoomPulls(deps: Deps): Promise<number> {
  const { table, now } = deps;
  let begun = 0;
  for (const link of await dueZoomLinks(table, new Date(now()).toISOString(), MOST)) {
    const session = await getSession(table, link.sessionId);
    const at = new Date(now()).toISOString();
    if (!session || session.cancelledAt !== undefined || session.deletedAt !== undefined)
      await saveZoomLink(table, link, {
        ...link,
        pull: { state: 'failed', at, reason: 'The session was cancelled.' },
      });
    else if (sessionEnd(session) > now())
      await saveZoomLink(table, link, { ...link, pull: firstPull(sessionEnd(session), now()) });
    else if (await beginZoomPull(deps, link, 'system')) begun += 1;
  }
  return begun;
}
