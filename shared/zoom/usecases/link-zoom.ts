import { sessionEnd, type Session } from '../../events/domain/session.ts';
import type { Table } from '../../platform/table/table.ts';
import { firstPull } from '../domain/next-pull.ts';
import type { ZoomLink } from '../domain/zoom-link.ts';
import type { ZoomMeeting } from '../domain/zoom-meeting.ts';
import { dropZoomLink, getZoomLink, saveZoomLink } from '../table/zoom-link-items.ts';

interface Deps {
  table: Table;
  now: () => number;
}

/** Says in which webinar or meeting a session takes place; its report is pulled after the end. The same again changes nothing. */
export async function linkZoom(
  { table, now }: Deps,
  session: Session,
  meeting: ZoomMeeting,
  linkedBy: string,
): Promise<ZoomLink> {
  for (;;) {
    const before = await getZoomLink(table, session.id);
    if (before && before.meeting.kind === meeting.kind && before.meeting.number === meeting.number)
      return before;
    const after = {
      sessionId: session.id,
      meeting,
      linkedBy,
      linkedAt: new Date(now()).toISOString(),
      pull: firstPull(sessionEnd(session), now()),
    };
    if (await saveZoomLink(table, before, after)) return { ...after, version: (before?.version ?? 0) + 1 };
  }
}

/** Forgets where a session takes place. What was pulled stays. */
export async function unlinkZoom(table: Table, sessionId: string): Promise<void> {
  for (;;) {
    const before = await getZoomLink(table, sessionId);
    if (!before || (await dropZoomLink(table, before))) return;
  }
}
