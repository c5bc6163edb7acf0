import { patchWish } from '../table/participant-items.ts';
import type { Table } from '../table/table.ts';

/*
 * What a person wants, changed by the person. Each is one conditional write of the wish alone: nothing that
 * runs at the same time can lose it, and doing it twice is the same as once.
 */

export async function optOutOfEverything(table: Table, participantId: string, now: string): Promise<void> {
  await patchWish(table, participantId, { keep: { optedOutAt: now }, remove: ['liftedEvents'] });
}

export async function optOutOfEvent(table: Table, participantId: string, eventId: string): Promise<void> {
  await patchWish(table, participantId, {
    addTo: { optedOutEvents: eventId },
    takeFrom: { liftedEvents: eventId },
  });
}

/** Lifts an opt-out for one event only: the act behind a confirm link. */
export async function optInToEvent(table: Table, participantId: string, eventId: string): Promise<void> {
  await patchWish(table, participantId, {
    addTo: { liftedEvents: eventId },
    takeFrom: { optedOutEvents: eventId },
  });
}

/** The provider says that the address does not exist. The first word stands. */
export async function recordBounce(table: Table, participantId: string, at: string): Promise<void> {
  await patchWish(table, participantId, { keep: { bouncedAt: at } });
}

/** The person called a mail spam. */
export async function recordComplaint(table: Table, participantId: string, at: string): Promise<void> {
  await patchWish(table, participantId, { keep: { complainedAt: at } });
}
