import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkKey } from '../../platform/access/link-token.ts';
import type { Memo } from './presence.ts';

const NUMBER_BYTES = 4;
const BODY_BYTES = 4 * NUMBER_BYTES;
const MAC_BYTES = 12;

/** A memo as a page is given it: sealed, and good with the token of the same link only. */
export function sealMemo(key: LinkKey, token: string, { since, last, notedAt, notes }: Memo): string {
  const body = Buffer.alloc(BODY_BYTES);
  for (const [index, number] of [since, last, notedAt, notes].entries())
    body.writeUInt32BE(number, index * NUMBER_BYTES);
  return Buffer.concat([body, macOf(key, token, body)]).toString('base64url');
}

/** A genuine memo; undefined for anything else, which is as good as none. */
export function openMemo(keys: readonly LinkKey[], token: string, text: string): Memo | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== BODY_BYTES + MAC_BYTES) return undefined;
  const body = bytes.subarray(0, BODY_BYTES);
  const mac = bytes.subarray(BODY_BYTES);
  if (!keys.some((key) => timingSafeEqual(macOf(key, token, body), mac))) return undefined;
  const numberAt = (index: number) => body.readUInt32BE(index * NUMBER_BYTES);
  return { since: numberAt(0), last: numberAt(1), notedAt: numberAt(2), notes: numberAt(3) };
}

function macOf(key: LinkKey, token: string, body: Uint8Array): Buffer {
  return createHmac('sha256', key.secret)
    .update(`presence\n${token}\n`)
    .update(body)
    .digest()
    .subarray(0, MAC_BYTES);
}
