import * as z from 'zod';

export const VariableType = z.enum(['text', 'number', 'boolean', 'date']);
export type VariableType = z.infer<typeof VariableType>;

/** Names that files, filters and mails use; none of them can be a property that every object has. */
export const VariableName = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9_]{0,49}$/,
    'a lower-case letter, then letters, digits and underscores, 50 at most',
  );

/** A custom field of participants, defined once and used in forms, imports, filters, exports and mails. */
export const Variable = z.object({
  name: VariableName,
  type: VariableType,
  label: z.string().trim().min(1).max(100),
  createdAt: z.string(),
  version: z.number(),
});
export type Variable = z.infer<typeof Variable>;

export const VariableValue = z.union([z.string().max(2000), z.number(), z.boolean()]);
export type VariableValue = z.infer<typeof VariableValue>;
