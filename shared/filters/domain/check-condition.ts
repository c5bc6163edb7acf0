import * as z from 'zod';
import type { PartContext } from './part-context.ts';
import type { CheckedFilter, RegistrationScope } from './checked-filter.ts';
import { checkVariableCondition } from './check-variable-condition.ts';
import { isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import {
  choiceFields,
  isChoiceField,
  isMomentField,
  isTextField,
  VARIABLE_PREFIX,
  type TextField,
} from './filter-fields.ts';
import { listed, ranged, readTextValue, takesOp, tell, textOps } from './check-value.ts';
import type { FilterCondition } from './filter.ts';
import { digitsOf, foldForSearch } from '../../platform/values/text/fold-text.ts';
import { EventId, SessionId } from '../../platform/values/ids.ts';
import { AttendanceState } from '../../registrations/domain/registration.ts';

const SessionOrEvent = z.union([SessionId, EventId], { error: 'must be the id of a session or an event' });

/** Checks one condition; undefined, with an error reported, when something is wrong with it. */
export function checkCondition(condition: FilterCondition, context: PartContext): CheckedFilter | undefined {
  const { field } = condition;
  if (isChoiceField(field)) {
    const { value } = choiceFields[field];
    return listed(condition, context, value, (values) => ({
      on: 'choice',
      field,
      values: new Set(values),
      negated: condition.op === 'notIn',
    }));
  }
  if (isTextField(field)) return checkText(field, condition, context);
  if (isMomentField(field)) {
    return ranged(condition, context, 'moment', (range) => ({ on: 'moment', field, range }));
  }
  if (field.startsWith(VARIABLE_PREFIX)) return checkVariableCondition(condition, context);
  return checkRegistrationCondition(condition, context);
}

function checkText(
  field: TextField,
  condition: FilterCondition,
  context: PartContext,
): CheckedFilter | undefined {
  if (!takesOp(condition, textOps, context)) return undefined;
  const read = readTextValue(condition, context);
  if (read === undefined) return undefined;
  if (read.op === 'exists') return { on: 'exists', field, wanted: read.wanted };
  const { op, text } = read;
  if (field === 'phone') {
    const digits = digitsOf(text);
    if (digits === '')
      return tell(context, 'value', 'invalid-value', 'Phones are compared by their digits: give some.');
    return { on: 'phone', op, digits };
  }
  // Organizers call the network a messenger, and so do many files, whatever stands in `channel`.
  if (op === 'eq' && field === 'messenger')
    return {
      on: 'any',
      parts: [
        { on: 'text', field, op, value: foldForSearch(text) },
        { on: 'choice', field: 'channel', values: new Set([text.trim().toLowerCase()]), negated: false },
      ],
    };
  if (op !== 'eq' || (field !== 'email' && field !== 'externalId'))
    return { on: 'text', field, op, value: foldForSearch(text) };
  if (field === 'externalId') return { on: 'external-id', value: text.normalize('NFC').trim() };
  const email = parseEmail(text);
  return isEmailFault(email)
    ? tell(context, 'value', 'invalid-value', email.message)
    : { on: 'email', key: email.key };
}

function checkRegistrationCondition(
  condition: FilterCondition,
  context: PartContext,
): CheckedFilter | undefined {
  const { scope } = context;
  switch (condition.field) {
    case 'registered':
      return listed(condition, context, SessionOrEvent, (ids) => ({
        on: 'registered',
        ids,
        negated: condition.op === 'notIn',
      }));
    case 'webinarDate':
      // The dates of one `all` are about the same session: after the 1st and before the 8th is one week.
      return ranged(condition, context, 'moment', (range) => ({
        on: 'webinar-date',
        scope: context.isDirect ? scope : { ...scope, dates: [range] },
      }));
    case 'attendance':
      if (!hasScope(scope)) return tellScope(condition, context);
      return listed(
        condition,
        context,
        AttendanceState,
        (states) => ({ on: 'attendance', states: new Set(AttendanceState.array().parse(states)), scope }),
        ['in'],
      );
    case 'attendanceShare':
      if (!hasScope(scope)) return tellScope(condition, context);
      return ranged(condition, context, 'share', (range) => ({ on: 'attendance-share', range, scope }));
    default:
      return tell(context, 'field', 'unknown-field', `There is no field "${condition.field}" to filter by.`);
  }
}

const hasScope = ({ ids, dates }: RegistrationScope): boolean => ids !== undefined || dates.length > 0;

function tellScope({ field }: FilterCondition, context: PartContext): CheckedFilter | undefined {
  return tell(
    context,
    'field',
    'needs-sessions',
    `${field} says nothing without its sessions: put a "registered" or a "webinarDate" condition beside it in the same "all".`,
  );
}
