import { sessionChangeBetween, type SessionChange } from '../../events/domain/session-change.ts';
import { Session } from '../../events/domain/session.ts';
import type { TableChange } from '../../platform/table/read-change.ts';

/** Registrants hear of a session that has another time or is cancelled; of a new or removed one there is nothing to tell. */
export function announceSessionChange({ before, after }: TableChange): {
  schedules: { news: SessionChange }[];
} {
  const news = before && after && sessionChangeBetween(Session.parse(before), Session.parse(after));
  return { schedules: news ? [{ news }] : [] };
}
