import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import * as z from 'zod';
import type { BulkActionKind } from './bulk-action.ts';
import type { BulkJob } from '../domain/bulk-job.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import {
  checkVariableValue,
  fitTogether,
  GivenValue,
  VariableName,
  VariableValue,
} from '../../variables/domain/variable.ts';
import { getVariable } from '../../variables/table/variable-items.ts';
import type { BulkReader, BulkActionWork } from './bulk-action-work.ts';
import { changeWork, skipped, unchanged, type Decision } from './change-people.ts';

const SetVariable = z.strictObject({
  type: z.literal('set-variable'),
  name: VariableName,
  /** Null takes the value away. */
  value: GivenValue.nullable(),
});
type SetVariable = z.infer<typeof SetVariable>;

/** Gives people a value of a custom field. */
export const setVariableAction: BulkActionKind<SetVariable> = {
  schema: SetVariable,
  permission: 'people:write',
  isUndoable: true,
  open: openSetVariable,
  redacted: (action, { names }) =>
    typeof action.value === 'string' && names(action.value) ? { ...action, value: '(erased)' } : action,
};

/** Gives people a value of a custom field, or takes theirs away. */
async function openSetVariable(
  reader: BulkReader,
  job: BulkJob,
  { name, value }: SetVariable,
): Promise<BulkActionWork> {
  await checkValue(reader, name, value);
  return changeWork(job, {
    decide: (person) => {
      if (person.deletedAt !== undefined) return skipped('deleted');
      return valueOf(person, name) === value ? unchanged : setting(person, name, value);
    },
    takeBack: (person, mark) => {
      if (valueOf(person, name) !== value) return skipped('touched');
      const before = VariableValue.safeParse(mark.before['value']);
      return setting(person, name, before.success ? before.data : null);
    },
  });
}

async function checkValue(reader: BulkReader, name: string, value: VariableValue | null): Promise<void> {
  const variable = await getVariable(reader.table, name);
  if (!variable || variable.hiddenAt !== undefined)
    throw wrong('name', { code: 'unknown-variable', message: 'There is no such variable.' });
  const read = value === null ? { value } : checkVariableValue(variable, value);
  if ('code' in read) throw wrong('value', read);
}

const wrong = (field: string, fault: { code: FieldErrorCode; message: string }) =>
  new Refusal('invalid-input', fault.message, [{ field: `action.${field}`, ...fault }]);

const valueOf = ({ variables = {} }: Participant, name: string): VariableValue | null =>
  Object.hasOwn(variables, name) ? (variables[name] ?? null) : null;

function setting(person: Participant, name: string, value: VariableValue | null): Decision {
  const entries = new Map(Object.entries(person.variables ?? {}));
  if (value === null) entries.delete(name);
  else entries.set(name, value);
  const variables = Object.fromEntries(entries);
  if (value !== null && !fitTogether(variables)) return skipped('too-large');
  return {
    patch: entries.size === 0 ? { remove: ['variables'] } : { set: { variables } },
    before: { value: valueOf(person, name) },
    history: { kind: 'variable-set', data: { name, value } },
  };
}
