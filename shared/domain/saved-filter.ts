import * as z from 'zod';
import { Filter } from './filter.ts';
import { SavedFilterId } from './ids.ts';

export const SavedFilterName = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(100)
      .regex(/^\P{Cc}*$/u, 'must not contain control characters'),
  );

/** A filter under a name of its own. */
export const SavedFilter = z.object({
  id: SavedFilterId,
  name: SavedFilterName,
  filter: Filter,
  createdAt: z.string(),
  createdBy: z.string(),
  version: z.number(),
});
export type SavedFilter = z.infer<typeof SavedFilter>;
