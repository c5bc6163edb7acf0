import * as z from 'zod';
import { HttpsUrl } from './https-url.ts';

/** What an event's pages look like. */
export const EventLook = z.strictObject({
  picture: HttpsUrl.optional(),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #0b6650')
    .transform((colour) => colour.toLowerCase())
    .optional(),
});
export type EventLook = z.infer<typeof EventLook>;
