import type { Session } from '../../events/domain/session.ts';
import { saveDeletedSession } from '../../events/table/session-items.ts';
import { wantPlans } from '../../events/table/wanted-plan-items.ts';
import { refuseRoom } from '../../events/usecases/change-session.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { hasRegistrations } from '../table/delete-session-items.ts';

/** Whoever registers at that very moment is told that the session is cancelled: the item stays for that long. */
const KEPT_DAYS = 30;

/**
 * Deletes a session that nobody ever registered for. Throws a `Refusal` where somebody did: such a session can only be
 * cancelled, so that they are told.
 */
export async function deleteSession(
  { table, now }: { table: Table; now: () => number },
  session: Session,
  seenVersion = session.version,
): Promise<void> {
  refuseRoom(session);
  if (await hasRegistrations(table, [session.id])) throw inUse();
  const at = new Date(now()).toISOString();
  const next: Session = {
    ...session,
    cancelledAt: session.cancelledAt ?? at,
    deletedAt: at,
    scheduleVersion: session.scheduleVersion + 1,
    version: session.version + 1,
  };
  await wantPlans(table, [{ eventId: session.eventId, sessionId: session.id }], at);
  const expiresAt = Math.floor(now() / 1000) + KEPT_DAYS * 24 * 3600;
  const isSeen = seenVersion === session.version;
  if (isSeen && (await saveDeletedSession(table, session, next, expiresAt))) return;
  throw new Refusal('conflict', 'Somebody changed this session in the meantime. Read it again and repeat.');
}

const inUse = (): Refusal =>
  new Refusal(
    'conflict',
    'People registered for this session, so it cannot be deleted. Cancel it: then they are told.',
  );
