import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { servePages } from '../../functions/pages/serve-pages.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { campaignTags } from '../../shared/registrations/domain/campaign-tags.ts';
import { isVisit } from '../../shared/statistics/domain/visit.ts';
import { addVisit, visitsOn } from '../../shared/statistics/table/visit-items.ts';
import { eventStatistics, sessionStatistics } from '../../shared/statistics/usecases/show-statistics.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { registrationDeps } from '../support/registrants.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const browser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0 Safari/537.36';
const today = '2027-03-01';
let event: Event;
let session: Session;
let now = NOW;

const call = callerOf(servePages(registrationDeps(aws, () => now)), pageOfError);
const look = (
  query: Record<string, string> = {},
  headers: Record<string, string> = { 'user-agent': browser },
  method = 'GET',
) => call(`${method} /e/{eventId}`, { params: { eventId: event.id }, query, headers });
const deps = () => ({ table: aws.table, now: () => now });
const visits = async () => (await eventStatistics(deps(), event, {})).visits;

beforeEach(async () => {
  now = NOW;
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
});
afterEach(() => {
  aws.faults.set(1, []);
  vi.restoreAllMocks();
});

describe('A visit', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['a browser', { 'user-agent': browser }, true],
    ['a browser that shows the page in a frame', { 'user-agent': browser, 'sec-fetch-dest': 'iframe' }, true],
    [
      'a script of another site that shows the form',
      { 'user-agent': browser, 'sec-fetch-dest': 'empty' },
      true,
    ],
    [
      'a browser that loads the page ahead',
      { 'user-agent': browser, 'sec-purpose': 'prefetch;prerender' },
      false,
    ],
    ['an older browser that does so', { 'user-agent': browser, purpose: 'prefetch' }, false],
    [
      'a browser that takes the page for a picture',
      { 'user-agent': browser, 'sec-fetch-dest': 'image' },
      false,
    ],
    ['nobody says who', {}, false],
    ['a loader', { 'user-agent': 'curl/8.5.0' }, false],
    [
      'a search engine',
      { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
      false,
    ],
    [
      'one that looks like a telephone',
      { 'user-agent': `${browser.replace('X11', 'Android')} (compatible; bingbot/2.0)` },
      false,
    ],
    [
      'a messenger that shows a preview',
      { 'user-agent': 'Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)' },
      false,
    ],
    ['another one', { 'user-agent': 'TelegramBot (like TwitterBot)' }, false],
  ])('is one of a browser that shows the page: %s', (_who, headers, isOne) => {
    expect(isVisit(headers)).toBe(isOne);
  });

  it('costs one write unit, however long the tags of its link are', async () => {
    const long = '😀'.repeat(500);
    const utm = campaignTags({ source: long, medium: long, campaign: long });
    const counting = aws.countingTable();
    for (let n = 0; n < 20; n += 1)
      await addVisit(counting.table, event.id, { day: today, sessionId: session.id, utm });
    expect(counting.writes()).toBe(20);
  });

  it('goes to any of 16 keys, so that a crowd heats none', async () => {
    let sixteenth = 0;
    vi.spyOn(Math, 'random').mockImplementation(() => ((sixteenth += 1) % 16) / 16);
    for (let n = 0; n < 32; n += 1) await addVisit(aws.table, event.id, { day: today });
    const parts = await visitsOn(aws.table, event.id, { from: today, to: today });
    expect(parts.map((part) => part.visits)).toEqual(Array.from({ length: 16 }, () => 2));
  });
});

describe('Looking at the registration page', () => {
  it('is counted by day, by the session of the link and by its tags, and nothing else of it is kept', async () => {
    await look();
    await look({ session: session.id, utm_source: ' vk ', utm_medium: 'cpc', utm_term: 'a@example.com' });
    now += 24 * 3_600_000;
    await look({ session: session.id, utm_source: 'vk', utm_medium: 'cpc' });
    await look({ session: 'ses_anything' });
    expect(await eventStatistics(deps(), event, {})).toEqual({
      ...{ from: today, to: '2027-03-02', visits: 4, registrations: 0, rate: 0 },
      ...{ confirmed: 0, waiting: 0, pending: 0, cancelled: 0, attended: 0 },
      byDay: [
        { day: today, visits: 2, registrations: 0 },
        { day: '2027-03-02', visits: 2, registrations: 0 },
      ],
      bySource: [],
      byUtm: [
        { source: 'vk', medium: 'cpc', visits: 2, registrations: 0 },
        { visits: 2, registrations: 0 },
      ],
      byCountry: [],
    });
    expect((await sessionStatistics(deps(), session, { from: '2027-03-02' })).visits).toBe(1);
    const kept = await visitsOn(aws.table, event.id, { from: today, to: '2027-03-02' });
    expect(JSON.stringify(kept)).not.toMatch(/example\.com|Chrome/);
  });

  it('is not counted for robots, nor for who asks for the head only', async () => {
    await look({}, { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' });
    await look({}, {});
    await look({}, { 'user-agent': browser }, 'HEAD');
    expect(await visits()).toBe(0);
  });

  it('shows the page where counting fails', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    aws.faults.set(1, [{ service: 'dynamodb', action: 'UpdateItem', kind: 'throttle', rate: 1 }]);
    const reply = await look();
    aws.faults.set(1, []);
    expect([reply.status, reply.body.includes(event.title)]).toEqual([200, true]);
    expect(await visits()).toBe(0);
  });
});
