import type { VariableType } from '../../variables/domain/variable.ts';
import type { FormField } from './event.ts';

/** The type of variable that the answers to a field of the form are values of. */
export const variableTypeOf: Record<FormField['type'], VariableType> = {
  text: 'text',
  textarea: 'text',
  email: 'text',
  choice: 'text',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
};
