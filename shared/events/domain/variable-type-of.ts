import type { VariableType } from '../../variables/domain/variable.ts';
import type { FormField } from './form-field.ts';

/** The type of variable that the answers to a field of the form are values of. */
export const variableTypeOf: Record<FormField['type'], VariableType> = {
  text: 'text',
  textarea: 'text',
  email: 'text',
  choice: 'text',
  choices: 'text',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
};
