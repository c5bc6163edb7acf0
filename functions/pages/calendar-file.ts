import { calendarOf } from '../../shared/calendar/domain/calendar-entry.ts';
import { registrantEntry } from '../../shared/calendar/domain/registrant-entry.ts';
import { isAlwaysOpen } from '../../shared/events/domain/room.ts';
import { pageTexts } from '../../shared/pages/texts/page-texts-by-locale.ts';
import { makeLinkToken } from '../../shared/platform/access/link-token.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import type { PageDeps } from './deps.ts';
import { brokenLink, follow } from './find-linked.ts';
import { localeOf } from './message-reply.ts';

const ENDING = '.ics';

/** A registrant's date as a file for their calendar; one that they gave up, or that was cancelled, is cancelled there. */
export async function showCalendar(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const { file = '' } = request.params;
  if (!file.endsWith(ENDING)) throw brokenLink();
  const token = file.slice(0, -ENDING.length);
  const found = await follow(deps, { ...request, params: { ...request.params, token } }, 'calendar');
  const [key] = await deps.linkKeys();
  if (!found || !key || isAlwaysOpen(found.session)) throw brokenLink();
  const { event, participant, registration } = found;
  // Who waits, or has to confirm, has no date yet.
  if (registration.status !== 'registered' && registration.status !== 'cancelled') throw brokenLink();
  const { email = '', id, addressId = id } = participant;
  const joinUrl = `${deps.publicOrigin}/j/${makeLinkToken(key, 'join', { ...registration, addressId, email })}`;
  const entry = registrantEntry(found, {
    joinUrl,
    label: pageTexts[localeOf(request, event.locale)].mine.join,
    nowMs: deps.now(),
  });
  return {
    status: 200,
    headers: {
      'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'content-disposition': 'attachment; filename="date.ics"',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    },
    body: calendarOf('PUBLISH', [entry]),
  };
}
