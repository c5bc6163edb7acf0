import type { Event, EventDraft } from '../domain/event.ts';
import { newId } from '../../platform/values/ids.ts';
import { Refusal, type FieldError } from '../../platform/problems/refusal.ts';
import { putEvent } from '../table/event-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { faultsOfDraft } from './faults-of-draft.ts';

export interface PlanDeps {
  table: Table;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

const noRooms: FieldError = {
  field: 'kind',
  code: 'not-supported',
  message: 'Only scheduled events can be made so far.',
};

/** Makes a new event. */
export async function planEvent(deps: PlanDeps, draft: EventDraft): Promise<Event> {
  const errors = [...(draft.kind === 'room' ? [noRooms] : []), ...(await faultsOfDraft(deps.table, draft))];
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some fields need another look.', errors);
  const event = {
    ...draft,
    id: newId('evt', deps.now(), deps.random),
    createdAt: new Date(deps.now()).toISOString(),
    version: 1,
  };
  await putEvent(deps.table, event);
  return event;
}
