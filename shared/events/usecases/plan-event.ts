import type { Event, EventDraft, FormField } from '../domain/event.ts';
import { variableTypeOf } from '../domain/variable-type-of.ts';
import { newId } from '../../platform/values/ids.ts';
import { Refusal, type FieldError } from '../../platform/problems/refusal.ts';
import { putEvent } from '../table/event-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { listVariables } from '../../variables/table/variable-items.ts';
import { isTimeZone } from '../../platform/time/zone-table.ts';

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
  await checkFormVariables(deps.table, draft.form.fields);
  const event = {
    ...draft,
    id: newId('evt', deps.now(), deps.random),
    createdAt: new Date(deps.now()).toISOString(),
  };
  await putEvent(deps.table, event);
  return event;
}

/** A field that fills a variable must give values of its type; a variable never changes its type. */
async function checkFormVariables(table: Table, fields: FormField[]): Promise<void> {
  if (fields.every((field) => field.variable === undefined)) return;
  const types = new Map((await listVariables(table)).map(({ name, type }) => [name, type]));
  const errors = fields.flatMap(({ type, variable }, index): FieldError[] => {
    if (variable === undefined || types.get(variable) === variableTypeOf[type]) return [];
    const wanted = types.get(variable);
    const field = `form.fields.${index}.variable`;
    if (wanted === undefined)
      return [{ field, code: 'unknown-variable', message: 'There is no such variable.' }];
    return [{ field, code: 'wrong-type', message: `${variable} is a ${wanted}; this field gives none.` }];
  });
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some fields need another look.', errors);
}

export function unknownZone(field: string): Refusal {
  return new Refusal('invalid-input', 'There is no such time zone.', [
    { field, code: 'unknown-time-zone', message: 'Give an IANA time zone like Europe/Berlin.' },
  ]);
}
