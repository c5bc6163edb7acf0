import type { Event } from '../../events/domain/event.ts';
import {
  deleteSessions,
  getSessions,
  listSessionIds,
  putSessions,
} from '../../events/table/session-items.ts';
import { wantPlans } from '../../events/table/wanted-plan-items.ts';
import { setArchived } from '../../events/usecases/change-event.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { deleteEventItems, deleteSessionRemains, hasRegistrations } from '../table/delete-session-items.ts';

/** More are not looked through while somebody waits. */
const MOST_SESSIONS = 100;

/**
 * Deletes an event that nobody ever registered for, with all that is its own. Its door is closed first; then its sessions go,
 * by which every post is checked. Whoever came in until then brings all of it back.
 */
export async function deleteEvent(
  deps: { table: Table; now: () => number },
  event: Event,
  seenVersion?: number,
): Promise<void> {
  const { table } = deps;
  await setArchived(deps, event.id, true, seenVersion);
  const ids = await listSessionIds(table, event.id);
  const refusal = ids.length > MOST_SESSIONS ? tooLarge() : await refusalFor(table, ids);
  if (!refusal && (await takeSessionsAway(deps, event.id, ids))) {
    await deleteSessionRemains(table, ids);
    await deleteEventItems(table, event.id);
    return;
  }
  if (event.archivedAt === undefined) await setArchived(deps, event.id, false);
  throw refusal ?? hasPeople();
}

const refusalFor = async (table: Table, sessionIds: readonly string[]): Promise<Refusal | undefined> =>
  (await hasRegistrations(table, sessionIds)) ? hasPeople() : undefined;

/** False when somebody came in before they were gone: they are there again then. */
async function takeSessionsAway(
  { table, now }: { table: Table; now: () => number },
  eventId: string,
  ids: string[],
): Promise<boolean> {
  const plans = ids.map((sessionId) => ({ eventId, sessionId }));
  await wantPlans(table, plans, new Date(now()).toISOString());
  const sessions = await getSessions(table, ids);
  await deleteSessions(table, ids);
  if (!(await hasRegistrations(table, ids))) return true;
  await putSessions(table, sessions);
  return false;
}

const hasPeople = () =>
  new Refusal('conflict', 'People registered for this event. It cannot be deleted; archive it instead.');
const tooLarge = () =>
  new Refusal(
    'conflict',
    `An event of more than ${MOST_SESSIONS} sessions cannot be deleted; archive it instead.`,
  );
