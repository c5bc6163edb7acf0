import * as z from 'zod';
import { Filter } from './filter.ts';
import { SavedFilterId } from '../../platform/values/ids.ts';
import { plainText } from '../../platform/values/text/plain-text.ts';

export const SavedFilterName = plainText(100, 1);

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
