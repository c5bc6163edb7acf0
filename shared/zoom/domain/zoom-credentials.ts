import * as z from 'zod';

/** Where Zoom's API and its tokens are; Zoom for Government has addresses of its own. */
export const ZoomPlace = z.strictObject({
  apiUrl: z.url().default('https://api.zoom.us/v2'),
  tokenUrl: z.url().default('https://zoom.us/oauth/token'),
});
export type ZoomPlace = z.infer<typeof ZoomPlace>;

/** What a Server-to-Server OAuth app of a Zoom account is known by. */
const ZoomCredentials = z.object({
  accountId: z.string().min(1),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});
export type ZoomCredentials = z.infer<typeof ZoomCredentials>;

/** The credentials as their secret holds them, in JSON; undefined where there is none, or something else. */
export function readCredentials(secret: string | undefined): ZoomCredentials | undefined {
  try {
    return ZoomCredentials.safeParse(JSON.parse(secret ?? '')).data;
  } catch {
    return undefined;
  }
}
