import type { Event } from '../domain/event.ts';
import type { EventDraft } from '../domain/event-draft.ts';
import { newId } from '../../platform/values/ids.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { roomSession } from '../domain/room.ts';
import { putEvent } from '../table/event-items.ts';
import { putSessions } from '../table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { faultsOfDraft } from './faults-of-draft.ts';

export interface PlanDeps {
  table: Table;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

/** Makes a new event; a room with the session that it is. */
export async function planEvent(deps: PlanDeps, draft: EventDraft): Promise<Event> {
  const errors = await faultsOfDraft(deps.table, draft);
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some fields need another look.', errors);
  const event = {
    ...draft,
    id: newId('evt', deps.now(), deps.random),
    createdAt: new Date(deps.now()).toISOString(),
    version: 1,
  };
  // First: without its event nobody finds it, and an event without it takes nobody in.
  if (event.kind === 'room') await putSessions(deps.table, [roomSession(event)]);
  await putEvent(deps.table, event);
  return event;
}
