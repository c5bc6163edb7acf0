import * as z from 'zod';
import { isPropertyOfAll } from '../../platform/values/text/property-name.ts';
import { VariableName } from '../../variables/domain/variable.ts';
import { FormCondition } from './form-condition.ts';

/** The name of a question or a consent: what posts and exports call it. */
export const FormName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, {
    error: 'letters, digits and _, beginning with a letter, 40 at most',
    abort: true,
  })
  .refine((name) => !isPropertyOfAll(name), 'is a word that programs use themselves');

/** A question of an event's own. `choice` takes one of its choices, `choices` several. */
export const FormField = z.strictObject({
  name: FormName,
  label: z.string().trim().min(1).max(200),
  type: z.enum(['text', 'email', 'number', 'boolean', 'choice', 'date', 'textarea', 'choices']),
  required: z.boolean().default(false),
  choices: z.array(z.string().trim().min(1).max(200)).min(1).max(100).optional(),
  /** Asked only of those who gave this answer before. */
  showWhen: FormCondition.optional(),
  /** The variable of the person that the answer fills, where it has no value yet. */
  variable: VariableName.optional(),
});
export type FormField = z.infer<typeof FormField>;
