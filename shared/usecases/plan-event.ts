import type { Event, EventDraft } from '../domain/event.ts';
import { newId } from '../domain/ids.ts';
import { Refusal } from '../domain/refusal.ts';
import { putEvent } from '../table/event-items.ts';
import type { Table } from '../table/table.ts';
import { isTimeZone } from '../time/zone-table.ts';

export interface PlanDeps {
  table: Table;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

/** Makes a new event. */
export async function planEvent(deps: PlanDeps, draft: EventDraft): Promise<Event> {
  if (!isTimeZone(draft.timeZone)) throw unknownZone('timeZone');
  if (draft.kind === 'room') {
    throw new Refusal('invalid-input', 'Rooms that are always open are not there yet.', [
      { field: 'kind', code: 'not-supported', message: 'Only scheduled events can be made so far.' },
    ]);
  }
  const event = {
    ...draft,
    id: newId('evt', deps.now(), deps.random),
    createdAt: new Date(deps.now()).toISOString(),
  };
  await putEvent(deps.table, event);
  return event;
}

export function unknownZone(field: string): Refusal {
  return new Refusal('invalid-input', 'There is no such time zone.', [
    { field, code: 'unknown-time-zone', message: 'Give an IANA time zone like Europe/Berlin.' },
  ]);
}
