import type { EventDraft } from '../domain/event-draft.ts';
import type { FormField } from '../domain/form-field.ts';
import { variableTypeOf } from '../domain/variable-type-of.ts';
import { Refusal, type FieldError } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { isTimeZone } from '../../platform/time/zone-table.ts';
import { listVariables } from '../../variables/table/variable-items.ts';

/** What is wrong with an event that reads well, by what stands elsewhere: zones, variables. */
export async function faultsOfDraft(table: Table, draft: EventDraft): Promise<FieldError[]> {
  return [
    ...(isTimeZone(draft.timeZone) ? [] : [unknownZone('timeZone')]),
    ...faultsOfRoom(draft),
    ...(await faultsOfVariables(table, draft.form.fields)),
  ];
}

/** What a room has and dates have not, and the other way round. */
function faultsOfRoom({ kind, roomUrl, registration }: EventDraft): FieldError[] {
  const fault = (field: string, message: string): FieldError => ({ field, code: 'not-supported', message });
  if (kind === 'scheduled' && roomUrl !== undefined)
    return [fault('roomUrl', 'Each session of a scheduled event has a room of its own: give it there.')];
  if (kind === 'room' && registration.closesMinutesBefore !== undefined)
    return [fault('registration.closesMinutesBefore', 'A room has no start before which it could close.')];
  return [];
}

/** A field that fills a variable must give values of its type; a variable never changes its type. */
async function faultsOfVariables(table: Table, fields: readonly FormField[]): Promise<FieldError[]> {
  if (fields.every((field) => field.variable === undefined)) return [];
  const types = new Map((await listVariables(table)).map(({ name, type }) => [name, type]));
  return fields.flatMap(({ type, variable }, index): FieldError[] => {
    if (variable === undefined || types.get(variable) === variableTypeOf[type]) return [];
    const wanted = types.get(variable);
    const field = `form.fields.${index}.variable`;
    if (wanted === undefined)
      return [{ field, code: 'unknown-variable', message: 'There is no such variable.' }];
    return [{ field, code: 'wrong-type', message: `${variable} is a ${wanted}; this field gives none.` }];
  });
}

const unknownZone = (field: string): FieldError => ({
  field,
  code: 'unknown-time-zone',
  message: 'Give an IANA time zone like Europe/Berlin.',
});

/** The refusal of a time zone that nobody knows. */
export const refuseZone = (field: string): Refusal =>
  new Refusal('invalid-input', 'There is no such time zone.', [unknownZone(field)]);
