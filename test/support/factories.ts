import { identityKey } from './run-jobs.ts';
import { randomBytes } from 'node:crypto';
import type * as z from 'zod';
import { type Event } from '../../shared/events/domain/event.ts';
import { EventDraft } from '../../shared/events/domain/event-draft.ts';
import { RegistrationRequest } from '../../shared/registrations/domain/registration-request.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import type { SessionDraft } from '../../shared/events/domain/session-draft.ts';
import { planEvent } from '../../shared/events/usecases/plan-event.ts';
import { planSessions } from '../../shared/events/usecases/plan-sessions.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** The instant that tests take for now, unless they say otherwise. */
export const NOW = Date.parse('2027-03-01T09:00:00Z');

export const planDeps = (table: Table) => ({
  ...{ table, now: () => NOW, random: randomBytes },
  identityKey: () => Promise.resolve(identityKey),
});

/** An organizer's act, as the history tells it. */
export const testAct = { at: new Date(NOW).toISOString(), act: 'test', actor: 'user-1', origin: 'api' };

/** An event that is stored. */
export function storedEvent(table: Table, draft: Partial<z.input<typeof EventDraft>> = {}): Promise<Event> {
  return planEvent(
    planDeps(table),
    EventDraft.parse({ title: 'How to prune a tree', timeZone: 'Europe/Berlin', ...draft }),
  );
}

/** A session that is stored; next Sunday morning unless said otherwise. */
export async function storedSession(table: Table, event: Event, draft: SessionDraft = {}): Promise<Session> {
  const [session] = await planSessions(planDeps(table), event, {
    startsAt: '2027-03-07T10:00',
    roomUrl: 'https://room.example.com/1',
    ...draft,
  });
  return session!;
}

/** A post as the endpoint reads it. */
export const post = (body: Record<string, unknown>) => RegistrationRequest.parse(body);
