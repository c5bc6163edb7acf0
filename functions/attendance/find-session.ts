import type { Session } from '../../shared/events/domain/session.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { readId, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { SessionId } from '../../shared/platform/values/ids.ts';
import type { AttendanceDeps } from './deps.ts';

/** The session that a request names. */
export async function findSession({ table }: AttendanceDeps, request: HttpRequest): Promise<Session> {
  const session = await getSession(table, readId(request, 'sessionId', SessionId));
  if (!session || session.deletedAt !== undefined)
    throw new Refusal('not-found', 'There is no such session.');
  return session;
}
