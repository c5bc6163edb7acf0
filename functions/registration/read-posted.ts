import type { Event } from '../../shared/events/domain/event.ts';
import { log } from '../../shared/platform/runtime/log.ts';
import {
  mediaType,
  PUBLIC_BODY,
  readJson,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { isForm, readForm } from '../../shared/platform/runtime/read-form.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { readFormFields } from '../../shared/registrations/domain/registration-request.ts';
import { normalizePost } from '../../shared/registrations/domain/normalize-post.ts';
import * as z from 'zod';

/** The posted body: the fields of a form, if it was one, and the same in the shape that JSON has. */
export interface Posted {
  form?: URLSearchParams;
  body: unknown;
}

/**
 * The charset of forms that do not name theirs and are not UTF-8: the usual old one for pages in the event's language.
 */
const oldCharset = (locale: Event['locale']): string => (locale === 'ru' ? 'windows-1251' : 'windows-1252');

/** Reads the body of a registration in any format that landing pages send. */
export function readPosted(request: HttpRequest, event: Event): Posted {
  if (isForm(request)) {
    const form = readForm(request, oldCharset(event.locale));
    const { body, ignored } = readFormFields(form, event.form);
    if (ignored > 0) log.info('form fields ignored', { eventId: event.id, ignored });
    return { form, body };
  }
  const type = mediaType(request);
  if (type === 'application/json' || type.endsWith('+json'))
    return { body: normalizePost(readJson(request, z.unknown(), PUBLIC_BODY), event.form.fields) };
  throw new Refusal(
    'unsupported-media-type',
    'Post JSON (application/json) or an HTML form (application/x-www-form-urlencoded or multipart/form-data).',
  );
}

/**
 * Whether the caller is a script that expects data, and not a browser that expects a page. A redirect to a page of another
 * site would look like a failure to a script, though all went well. Programs that are no browsers get what forms get,
 * unless they ask for JSON.
 */
export function asksForData({ headers }: HttpRequest): boolean {
  const accept = headers['accept'] ?? '';
  const takesPages = accept.includes('text/html');
  if (accept.includes('application/json') && !takesPages) return true;
  const mode = headers['sec-fetch-mode'];
  if (headers['origin'] === undefined) return false;
  return mode === undefined ? accept !== '' && !takesPages : mode !== 'navigate';
}
