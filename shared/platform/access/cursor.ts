import { createHmac, timingSafeEqual } from 'node:crypto';
import type * as z from 'zod';
import type { LinkKey } from './link-token.ts';
import { Refusal } from '../problems/refusal.ts';

const MAC_BYTES = 12;

/**
 * Makes the cursor of a list's page: the place where it stopped, sealed. `list` names the list with its filter, so that no
 * cursor works on another list.
 */
export function sealCursor(key: LinkKey, list: string, position: unknown): string {
  const body = Buffer.from(JSON.stringify(position));
  return Buffer.concat([macOf(key, list, body), body]).toString('base64url');
}

/** Opens a cursor of this list; refuses a changed or foreign one. */
export function openCursor<T>(keys: LinkKey[], list: string, cursor: string, position: z.ZodType<T>): T {
  const bytes = Buffer.from(cursor, 'base64url');
  const mac = bytes.subarray(0, MAC_BYTES);
  const body = bytes.subarray(MAC_BYTES);
  const genuine =
    mac.length === MAC_BYTES && keys.some((key) => timingSafeEqual(macOf(key, list, body), mac));
  if (!genuine)
    throw new Refusal('invalid-cursor', 'This cursor does not belong to this list. Start again without one.');
  return position.parse(JSON.parse(body.toString()));
}

function macOf(key: LinkKey, list: string, body: Uint8Array): Buffer {
  return createHmac('sha256', key.secret)
    .update(`cursor\n${list}\n`)
    .update(body)
    .digest()
    .subarray(0, MAC_BYTES);
}
