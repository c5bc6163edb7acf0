import type { Utm } from '../../people/domain/participant.ts';
import type { Table } from '../../platform/table/table.ts';
import { campaignTags } from '../../registrations/domain/campaign-tags.ts';
import { dayOf } from '../domain/tallied-registration.ts';
import { isVisit } from '../domain/visit.ts';
import { addVisit } from '../table/visit-items.ts';

/** Counts a look at the page of an event, if a person looks. By which link they came is kept, nothing about them. */
export async function noteVisit(
  { table, now }: { table: Table; now: () => number },
  visit: {
    eventId: string;
    headers: Record<string, string | undefined>;
    /** The session that the link names. */
    sessionId?: string | undefined;
    utm: Utm;
  },
): Promise<void> {
  if (!isVisit(visit.headers)) return;
  const day = dayOf(new Date(now()).toISOString());
  await addVisit(table, visit.eventId, { day, sessionId: visit.sessionId, utm: campaignTags(visit.utm) });
}
