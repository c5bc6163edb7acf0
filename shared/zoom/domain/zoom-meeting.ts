import * as z from 'zod';

/** What Zoom calls what a session takes place in: webinars and meetings have reports of their own. */
export const ZoomKind = z.enum(['webinar', 'meeting']);
export type ZoomKind = z.infer<typeof ZoomKind>;

/** The number by which Zoom knows a webinar or meeting: 9 to 12 digits, shown in groups ("847 5984 1045"). */
export const ZoomNumber = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{9,12}$/, 'is the number of a Zoom webinar or meeting: 9 to 12 digits'));

/** The webinar or meeting at Zoom in which a session takes place. */
export const ZoomMeeting = z.object({ kind: ZoomKind, number: ZoomNumber });
export type ZoomMeeting = z.infer<typeof ZoomMeeting>;
