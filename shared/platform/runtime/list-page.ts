import type * as z from 'zod';
import { Paging } from './api-shapes.ts';
import { openCursor, sealCursor } from '../access/cursor.ts';
import type { LinkKey } from '../access/link-token.ts';
import { json } from './http-function.ts';
import { readValue, type HttpReply, type HttpRequest } from './http-request.ts';

/** `?limit=&cursor=` of a list; `list` names it, filter and all, so that a cursor of another list is refused. */
export function readListPosition<P>(
  request: HttpRequest,
  keys: LinkKey[],
  list: string,
  position: z.ZodType<P>,
): { limit: number; position?: P | undefined } {
  const { limit, cursor } = readValue(
    { limit: request.query['limit'], cursor: request.query['cursor'] },
    Paging,
  );
  return { limit, position: cursor === undefined ? undefined : openCursor(keys, list, cursor, position) };
}

/** `{items, cursor?}`: no cursor means that this was the last page. */
export function listReply(keys: LinkKey[], list: string, items: unknown[], next: unknown): HttpReply {
  return json(200, { items, ...(next !== undefined && { cursor: sealPosition(keys, list, next) }) });
}

/** The cursor of a place in a list. */
export function sealPosition(keys: LinkKey[], list: string, position: unknown): string {
  const [key] = keys;
  if (!key) throw new Error('There is no key for cursors.');
  return sealCursor(key, list, position);
}
