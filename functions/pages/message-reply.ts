import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { pickLocale } from '../../shared/pages/locale.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import { pageHeaders } from '../../shared/pages/page-headers.ts';
import type { Locale } from '../../shared/platform/values/locale.ts';
import type { MessageKind, MessagePageInput } from '../../shared/pages/page-inputs.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { log } from '../../shared/platform/runtime/log.ts';
import { statusOf } from '../../shared/platform/runtime/problem.ts';

/** The language of a page about an event. */
export function localeOf(request: HttpRequest, eventLocale?: Locale): Locale {
  return pickLocale(eventLocale, request.headers['accept-language'], request.query['lang']);
}

/** A page that only our own origin may frame. */
export function page(body: string, status = 200): HttpReply {
  return { status, headers: pageHeaders({ embeddable: false }), body };
}

/** A page with one message. */
export function messageReply(
  request: HttpRequest,
  status: number,
  kind: MessageKind,
  event?: { title: string; locale: Locale },
  offer?: MessagePageInput['offer'],
): HttpReply {
  const locale = localeOf(request, event?.locale);
  return page(messagePage({ locale, kind, title: event?.title, offer }), status);
}

/** The page for what was refused or failed: a sentence that helps, never a stack trace. */
export function pageOfError(error: unknown, request: HttpRequest): HttpReply {
  if (!(error instanceof Refusal)) {
    log.error('page failed', error);
    return messageReply(request, 500, 'failed');
  }
  const status = statusOf(error);
  if (error.code === 'too-large') return messageReply(request, status, 'too-large');
  return messageReply(request, status, error.code === 'not-found' ? 'not-found' : 'bad-request');
}
