import * as z from 'zod';

/** A multipart upload that grows slice by slice. */
export const OpenUpload = z.object({
  key: z.string(),
  uploadId: z.string(),
  parts: z.array(z.object({ number: z.number(), etag: z.string() })),
});
export type OpenUpload = z.infer<typeof OpenUpload>;
