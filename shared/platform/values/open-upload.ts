import * as z from 'zod';

/** A multipart upload that grows part by part, by as many workers one after another as it takes. */
export const OpenUpload = z.object({
  key: z.string(),
  uploadId: z.string(),
  parts: z.array(z.object({ number: z.number(), etag: z.string() })),
});
export type OpenUpload = z.infer<typeof OpenUpload>;
