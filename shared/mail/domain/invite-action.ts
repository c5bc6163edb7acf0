import * as z from 'zod';
import { SessionId } from '../../platform/values/ids.ts';

/** A mail to many that leads each of them to the registration page, with the session chosen. */
export const InviteAction = z.strictObject({ type: z.literal('invite'), sessionId: SessionId });
export type InviteAction = z.infer<typeof InviteAction>;
