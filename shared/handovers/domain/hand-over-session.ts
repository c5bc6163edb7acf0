import type { Session } from '../../events/domain/session.ts';
import { pick } from '../../platform/values/pick.ts';

/** A session as webhooks tell it. */
export const handOverSession = (session: Session) =>
  pick(session, ['id', 'name', 'startsAt', 'timeZone', 'startsAtUtc', 'durationMinutes']);
