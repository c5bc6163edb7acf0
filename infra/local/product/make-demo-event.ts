import * as z from 'zod';

const EventAnswer = z.looseObject({ id: z.string() });
const EventList = z.looseObject({ items: z.array(z.unknown()) });

/**
 * Makes an event with three weekly sessions and two reminders of each, through the product's own API, when there is no
 * event yet. Answers the path of its registration page; undefined when there was an event already.
 */
export async function makeDemoEvent(url: string, token: string, now: number): Promise<string | undefined> {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  const { items } = EventList.parse(await call('GET', '/v1/events?limit=1'));
  if (items.length > 0) return undefined;
  const event = await call('POST', '/v1/events', {
    title: 'Getting started with Turnout',
    description:
      'A demo event, made at the first start of the local cloud. Register: the mail lands in the inbox.',
    timeZone: 'Europe/Berlin',
  });
  const { id } = EventAnswer.parse(event);
  await call('POST', `/v1/events/${id}/sessions`, {
    first: { startsAt: `${inAWeek(now)}T18:00`, durationMinutes: 60, roomUrl: 'https://example.org/room' },
    count: 3,
    every: 'P1W',
  });
  await call('PUT', `/v1/events/${id}/reminders`, {
    rules: [
      { anchor: 'start', offsetMinutes: -24 * 60 },
      { anchor: 'start', offsetMinutes: -60, template: 'last-call' },
    ],
  });
  return `/e/${id}`;
}

function inAWeek(now: number): string {
  return new Date(now + 7 * 86_400_000).toISOString().slice(0, 10);
}
