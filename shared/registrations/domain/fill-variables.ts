import type { FormField } from '../../events/domain/form-field.ts';
import { variableTypeOf } from '../../events/domain/variable-type-of.ts';
import type { GivenAnswers } from './registration.ts';
import { checkVariableValue, fitTogether, type VariableValue } from '../../variables/domain/variable.ts';

/**
 * Finds the variables of a person that a form's answers fill: those without a value yet. A form proves nothing, so it
 * overwrites nothing; what is no value of the variable, or too much for one person, stays an answer only.
 */
export function variablesToFill(
  fields: FormField[],
  answers: GivenAnswers,
  known: Record<string, VariableValue> = {},
): Record<string, VariableValue> {
  const filled = Object.entries(answers).flatMap(([name, answer]) => {
    const field = fields.find((one) => one.name === name);
    if (field?.variable === undefined || Object.hasOwn(known, field.variable) || answer === '') return [];
    const read = checkVariableValue(
      { type: variableTypeOf[field.type] },
      Array.isArray(answer) ? answer.join('; ') : answer,
    );
    return 'value' in read ? [[field.variable, read.value] as const] : [];
  });
  const variables = Object.fromEntries(filled);
  return fitTogether({ ...known, ...variables }) ? variables : {};
}
