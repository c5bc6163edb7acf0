import * as z from 'zod';
import { SavedMappingId } from '../../platform/values/ids.ts';
import { ImportMapping } from './import-mapping.ts';

/** A saved mapping, for files that come again and again. */
export const SavedMapping = z.object({
  id: SavedMappingId,
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}*$/u, 'must not contain control characters'),
  mapping: ImportMapping,
  createdAt: z.string(),
});
export type SavedMapping = z.infer<typeof SavedMapping>;
