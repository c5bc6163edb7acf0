import { sessionChangeBetween, type SessionChange } from '../../events/domain/session-change.ts';
import { Session } from '../../events/domain/session.ts';
import type { TableChange } from '../../platform/table/read-change.ts';

/**
 * Tells registrants about a session that was rescheduled or cancelled; for a new or removed one there is nothing to tell.
 */
export function announceSessionChange({ before, after }: TableChange): {
  schedules: { news: SessionChange }[];
} {
  const change = before && after && sessionChangeBetween(Session.parse(before), Session.parse(after));
  return { schedules: change ? [{ news: change }] : [] };
}
