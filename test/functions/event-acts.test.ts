import { beforeAll, describe, expect, it } from 'vitest';
import { Event } from '../../shared/events/domain/event.ts';
import { eventKey } from '../../shared/events/table/event-keys.ts';
import { getItem } from '../../shared/platform/table/get-items.ts';
import { listRules } from '../../shared/rules/table/rule-items.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { organizerRoutes } from '../support/api/organizer-routes.ts';
import { callerOf, type TestRequest } from '../support/http-events.ts';
import { registered } from '../support/registrants.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let call: ReturnType<typeof callerOf>;
beforeAll(() => {
  call = callerOf(organizerRoutes(aws));
});

const ask = (act: string, eventId: string, request: TestRequest = {}) => {
  const [method = '', rest = ''] = act.split(' ');
  return call(`${method} /v1/events/{eventId}${rest}`, {
    groups: '[admin]',
    params: { eventId },
    ...request,
  });
};
const patch = (eventId: string, json: object, etag?: string) =>
  ask('PATCH', eventId, { json, ...(etag !== undefined && { headers: { 'if-match': etag } }) });
const shown = async (eventId: string) => (await ask('GET', eventId)).json();

describe('Changing an event', () => {
  it('merges what is given, takes away what is null, and leaves the rest', async () => {
    const { id } = await storedEvent(aws.table, {
      thankYouUrl: 'https://example.com/thanks',
      form: { basics: { phone: 'required' } },
      registration: { closesMinutesBefore: 10 },
    });
    const reply = await patch(id, {
      title: 'Another title',
      thankYouUrl: null,
      form: { basics: { company: 'hidden' } },
      registration: { closesMinutesBefore: null, closesAt: '2027-04-01T10:00:00+02:00' },
      look: { colour: '#AABBCC' },
    });
    expect([reply.status, reply.headers['etag']]).toEqual([200, '"2"']);
    expect(reply.json()).toMatchObject({
      title: 'Another title',
      timeZone: 'Europe/Berlin',
      form: { basics: { phone: 'required', company: 'hidden', firstName: 'optional' } },
      registration: { closesAt: '2027-04-01T08:00:00.000Z' },
      look: { colour: '#aabbcc' },
    });
    expect(reply.json()).not.toHaveProperty('thankYouUrl');
    expect(reply.json().registration).not.toHaveProperty('closesMinutesBefore');
    expect(await shown(id)).toEqual(reply.json());
  });

  it('tells all faults at once, at their places, and changes nothing', async () => {
    const consent = { name: 'terms', text: 'Old words', version: '1' };
    const { id } = await storedEvent(aws.table, { form: { consents: [consent] } });
    const reply = await patch(id, {
      kind: 'room',
      timeZone: 'Mars/Olympus',
      form: {
        consents: [{ ...consent, text: 'New words' }],
        fields: [{ name: 'a', label: 'A', type: 'text', variable: 'nothing' }],
      },
    });
    expect(reply.status).toBe(422);
    const told = reply
      .json()
      .errors.map((one: { field: string; code: string }) => `${one.field} ${one.code}`);
    expect(told).toEqual([
      'kind not-supported',
      'form.consents.0.version version-unchanged',
      'timeZone unknown-time-zone',
      'form.fields.0.variable unknown-variable',
    ]);
    expect((await patch(id, { title: null, nonsense: 1 })).json().errors).toMatchObject([
      { field: 'title' },
      { field: 'nonsense', code: 'unknown-field' },
    ]);
    expect(await shown(id)).toMatchObject({ version: 1, form: { consents: [consent] } });
  });

  it('refuses to overwrite what nobody saw', async () => {
    const { id } = await storedEvent(aws.table);
    expect((await patch(id, { title: 'One' }, '"1"')).status).toBe(200);
    expect((await patch(id, { title: 'Two' }, '"1"')).status).toBe(409);
    expect((await shown(id)).title).toBe('One');
  });

  it('shows in the lists what is changed', async () => {
    const { id } = await storedEvent(aws.table);
    await patch(id, { title: 'As the lists call it' });
    const item = await getItem(aws.table, eventKey(id));
    expect(item?.['listed']).toMatchObject({ title: 'As the lists call it' });
  });
});

describe('An event that was stored before there were forms like these', () => {
  it('reads as if it said nothing about them, and is stored so that the version before reads it', async () => {
    const { id } = await storedEvent(aws.table);
    const item = await getItem(aws.table, eventKey(id));
    expect(item?.['form']).toEqual({ fields: [] });
    const before = Event.parse({
      ...{ id, title: 'T', timeZone: 'UTC', createdAt: 'x', form: { fields: [] } },
    });
    expect(before).toMatchObject({
      ...{ version: 1, approval: false, businessOnly: false, registration: {}, sender: {}, look: {} },
      form: { basics: { phone: 'optional' }, consents: [] },
    });
  });
});

describe('An event’s answer', () => {
  it('has its page, its snippet, its dates in short and its counts', async () => {
    const event = await storedEvent(aws.table);
    expect((await shown(event.id)).sessions).toEqual({ total: 0, coming: 0 });
    const past = await storedSession(aws.table, event, { startsAt: '2027-02-01T10:00' });
    const next = await storedSession(aws.table, event, { startsAt: '2027-03-07T10:00' });
    await storedSession(aws.table, event, { startsAt: '2027-03-14T10:00' });
    const { pageUrl, embed, sessions, counts } = await shown(event.id);
    expect(sessions).toMatchObject({ total: 3, coming: 2, next: { id: next.id } });
    expect(past.id).not.toBe(next.id);
    expect(embed).toBe(`<script src="${pageUrl}/embed.js" async></script>`);
    expect(counts).toEqual({ registered: 0, waitlisted: 0, attended: 0, pending: 0 });
  });
});

describe('Deleting an event', () => {
  it('takes all of it away while nobody ever registered', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    await ask('PUT /reminders', event.id, {
      json: {
        rules: [{ anchor: 'start', offsetMinutes: -60, audience: 'registered', template: 'reminder' }],
      },
    });
    expect((await ask('DELETE', event.id)).status).toBe(204);
    expect((await ask('GET', event.id)).status).toBe(404);
    expect(await getSession(aws.table, session.id)).toBeUndefined();
    expect(await listRules(aws.table, event.id)).toEqual([]);
    expect((await ask('DELETE', event.id)).status).toBe(404);
  });

  it('is refused once somebody registered, even if they cancelled, and leaves it open', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    await registered(aws, event, session, { email: 'once@example.com' });
    const reply = await ask('DELETE', event.id);
    expect(reply.status).toBe(409);
    expect(reply.json().detail).toContain('archive');
    expect(await shown(event.id)).not.toHaveProperty('archivedAt');
  });
});

describe('Archiving an event', () => {
  it('closes it until it is opened again, and is the same however often it is asked for', async () => {
    const { id } = await storedEvent(aws.table);
    const first = (await ask('POST /archive', id)).json();
    expect(first.archivedAt).toBe(new Date(NOW).toISOString());
    expect((await ask('POST /archive', id)).json()).toEqual(first);
    const item = await getItem(aws.table, eventKey(id));
    expect(item?.['gsi2pk']).toBe('EVENTS#archived');
    const open = (await ask('POST /archive', id, { json: { archived: false } })).json();
    expect(open).not.toHaveProperty('archivedAt');
  });
});

describe('A copy', () => {
  it('has form, texts and rules of the event, and neither its sessions nor its ids', async () => {
    const event = await storedEvent(aws.table, {
      description: 'Words',
      form: { fields: [{ name: 'a', label: 'A', type: 'text' }], basics: { phone: 'hidden' } },
    });
    await storedSession(aws.table, event);
    await ask('PUT /reminders', event.id, {
      json: {
        rules: [{ anchor: 'start', offsetMinutes: -60, audience: 'registered', template: 'reminder' }],
      },
    });
    await ask('PUT /handovers', event.id, {
      json: {
        rules: [
          {
            ...{ name: 'N', anchor: 'end', offsetMinutes: 5, audience: 'all' },
            destination: { type: 'webhook', url: 'https://example.com/hook' },
          },
        ],
      },
    });
    const reply = await ask('POST /copy', event.id, { json: { title: 'The copy' } });
    expect(reply.status).toBe(201);
    const copy = reply.json();
    expect(copy).toMatchObject({ title: 'The copy', description: 'Words', form: event.form });
    expect([copy.id === event.id, copy.sessions.total]).toEqual([false, 0]);
    const timed = async (id: string) =>
      (await listRules(aws.table, id)).map(({ kind, offsetMinutes }) => `${kind} ${offsetMinutes}`);
    expect(await timed(copy.id)).toEqual(await timed(event.id));
    const ids = [...(await listRules(aws.table, event.id)), ...(await listRules(aws.table, copy.id))];
    expect(new Set(ids.map(({ id }) => id)).size).toBe(4);
  });
});

describe('A preview', () => {
  it('is the page that the draft would have, and stores nothing', async () => {
    const preview = (json: object) =>
      call('POST /v1/events/preview', { groups: '[admin]', json, query: { lang: 'de' } });
    const reply = await preview({
      ...{ title: 'Only a <draft>', timeZone: 'Europe/Berlin' },
      form: { consents: [{ name: 'terms', text: 'I agree to it', version: '1' }] },
    });
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(reply.body).toContain('Only a &lt;draft&gt;');
    expect(reply.body).toContain('name="consents.terms"');
    expect(reply.body).toContain('10:00');
    expect((await preview({ title: '', timeZone: 'Nowhere' })).status).toBe(422);
  });
});
