import type { Event } from '../../shared/events/domain/event.ts';
import type { EventLook } from '../../shared/events/domain/event-look.ts';
import { pickLocale } from '../../shared/pages/locale.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import { pageHeaders } from '../../shared/pages/page-headers.ts';
import type { Locale } from '../../shared/platform/values/locale.ts';
import type { MessageKind, MessagePageInput } from '../../shared/pages/page-inputs.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';

/** The language of a page about an event. */
export function localeOf(request: HttpRequest, eventLocale?: Locale): Locale {
  return pickLocale(eventLocale, request.headers['accept-language'], request.query['lang']);
}

/** A page that nobody may frame; `look` is that of the event, if the page has it. */
export function page(body: string, status = 200, look?: EventLook): HttpReply {
  return { status, headers: pageHeaders({ look }), body };
}

/** A page with one message. */
export function messageReply(
  request: HttpRequest,
  status: number,
  kind: MessageKind,
  event?: Pick<Event, 'title' | 'locale' | 'look'>,
  offer?: MessagePageInput['offer'],
): HttpReply {
  const locale = localeOf(request, event?.locale);
  const { title, look } = event ?? {};
  return page(messagePage({ locale, kind, title, look, offer }), status, look);
}
