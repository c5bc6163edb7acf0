import { describe, expect, it } from 'vitest';
import { adapters } from '../../shared/destinations/domain/adapters/adapters.ts';
import type { CrmType } from '../../shared/destinations/domain/destination.ts';
import { FieldSource, valueOf } from '../../shared/destinations/domain/field-source.ts';
import { HandedOver } from '../../shared/destinations/domain/handed-over.ts';
import type { Ask, Talk } from '../../shared/destinations/domain/talk.ts';
import type { VendorAnswer } from '../../shared/platform/values/vendor-exchange.ts';

const ann = {
  ...{ id: 'par_1', email: 'Ann@example.com', firstName: 'Ann', lastName: 'Lee', status: 'active' },
  variables: { 'city.home': 'Rome', size: 3, vip: true },
};
const body = (participant: object = {}) =>
  HandedOver.parse({
    type: 'registration.handed_over',
    timestamp: '2027-03-21T10:00:00Z',
    data: {
      event: { id: 'evt_1', title: 'How to prune' },
      registration: { answers: { topics: ['Roses', 'Oaks'] } },
      attendance: { state: 'attended', seconds: 3000 },
      participant: { ...ann, ...participant },
    },
  });

/** Settings with one mapped field, called Webinar there. */
const fields = [{ to: 'Webinar', from: 'event.title' }];
const settings: Record<CrmType, object> = {
  getresponse: { list: 'Webinars', tags: ['webinar'], fields },
  activecampaign: { baseUrl: 'https://acme.api-us1.com', list: 'Webinars', tags: ['webinar'], fields },
  hubspot: { list: 'Webinars', fields },
  mailchimp: { list: 'Webinars', tags: ['webinar'], fields },
  brevo: { list: 'Webinars', fields },
};
const keys: Partial<Record<CrmType, string>> = { mailchimp: `${'a'.repeat(32)}-us21` };

/** What each system tells of its lists, fields and tags. */
const named: [path: RegExp, json: unknown][] = [
  [/\/campaigns\?/, [{ campaignId: 'C1', name: 'webinars' }]],
  [/\/custom-fields\?/, [{ customFieldId: 'F1', name: 'webinar' }]],
  [/getresponse\.com\/v3\/tags\?/, [{ tagId: 'T1', name: 'webinar' }]],
  [/\/api\/3\/lists\?/, { lists: [{ id: '3', name: 'Webinars' }] }],
  [/\/api\/3\/fields\?/, { fields: [{ id: '7', title: 'Webinar' }] }],
  [/\/api\/3\/tags\?/, { tags: [{ id: '9', tag: 'webinar' }] }],
  [/\/properties\/contacts$/, { results: [{ name: 'webinar_title', label: 'Webinar' }] }],
  [/\/crm\/v3\/lists\/object-type-id/, { list: { listId: 5 } }],
  [/\/3\.0\/lists\?/, { lists: [{ id: 'L1', name: 'Webinars' }] }],
  [
    /\/merge-fields\?/,
    {
      merge_fields: [
        { tag: 'FNAME', name: 'First name' },
        { tag: 'WEB', name: 'Webinar' },
      ],
    },
  ],
  [/\/contacts\/lists\?/, { lists: [{ id: 12, name: 'Webinars' }] }],
  [/\/contacts\/attributes$/, { attributes: [{ name: 'WEBINAR' }, { name: 'PRENOM' }] }],
];
const found = (call: Ask): VendorAnswer | undefined => {
  const json = named.find(([path]) => path.test(call.url))?.[1];
  return json === undefined ? undefined : ok(json);
};
const ok = (json: unknown, status = 200) => ({
  status,
  body: json === undefined ? '' : JSON.stringify(json),
  durationMs: 1,
});

type Replies = (call: Ask, nth: number) => VendorAnswer;

/** Holds a talk in which lookups find what there is, and all else is answered by `reply`. */
function hold(talk: Talk, reply: Replies) {
  const asked: Ask[] = [];
  for (let step = talk.next(); ;) {
    if (step.done) return { end: step.value, asked, said: asked.filter(({ isLookup }) => !isLookup) };
    asked.push(step.value);
    const nth = asked.filter(({ isLookup }) => !isLookup).length;
    step = talk.next((step.value.isLookup && found(step.value)) || reply(step.value, nth));
  }
}
const handOver = (type: CrmType, reply: Replies, participant: object = {}, tags: string[] = []) =>
  hold(adapters[type].handOver(settings[type], keys[type] ?? 'key', body(participant), tags), reply);
const lines = (calls: Ask[]) =>
  calls.map(({ method, url, json }) => [`${method} ${new URL(url).pathname}`, json]);
const types = Object.keys(adapters) as CrmType[];
/** An answer with which the talk is content, whatever it asks. */
const content: Replies = ({ method, url }) => {
  if (url.endsWith('/contactLists') && method === 'GET') return ok({ contactLists: [] });
  return ok({ id: '1', contact: { id: '1' }, tagId: 'T2', tag: { id: '8' } }, method === 'POST' ? 201 : 200);
};

describe('A person is handed over', () => {
  it('to GetResponse by one post, with fields and tags by their ids', () => {
    const { end, said } = handOver('getresponse', () => ok(undefined, 202));
    expect(end).toEqual({ outcome: 'delivered' });
    expect(lines(said)).toEqual([
      [
        'POST /v3/contacts',
        {
          ...{ email: 'Ann@example.com', name: 'Ann Lee', campaign: { campaignId: 'C1' } },
          customFieldValues: [{ customFieldId: 'F1', value: ['How to prune'] }],
          tags: [{ tagId: 'T1' }],
        },
      ],
    ]);
    expect(said[0]!.headers).toEqual({ 'x-auth-token': 'api-key key' });
  });

  it('to GetResponse as a change of what is there, when they are on the list already', () => {
    const { end, said } = handOver('getresponse', ({ url }, nth) =>
      nth === 1
        ? ok({ code: 1008 }, 409)
        : url.includes('query')
          ? ok([
              { contactId: 'X9', email: 'hann@example.com' },
              { contactId: 'X1', email: 'ann@example.com' },
            ])
          : ok(undefined, 202),
    );
    expect(end).toEqual({ outcome: 'delivered' });
    expect(lines(said).slice(1)).toEqual([
      ['GET /v3/contacts', undefined],
      [
        'POST /v3/contacts/X1/custom-fields',
        { customFieldValues: [{ customFieldId: 'F1', value: ['How to prune'] }] },
      ],
      ['POST /v3/contacts/X1/tags', { tags: [{ tagId: 'T1' }] }],
    ]);
  });

  it('to GetResponse later, when it has them and does not show them yet', () => {
    const { end } = handOver('getresponse', (_, nth) => (nth === 1 ? ok({}, 409) : ok([])));
    expect(end).toMatchObject({ outcome: 'later' });
  });

  it('to ActiveCampaign by sync, tag and list; tags that are new are made', () => {
    const { end, said } = handOver('activecampaign', content, {}, ['vip']);
    expect(end).toEqual({ outcome: 'delivered' });
    expect(lines(said)).toEqual([
      ['POST /api/3/tags', { tag: { tag: 'vip', tagType: 'contact', description: '' } }],
      [
        'POST /api/3/contact/sync',
        {
          contact: {
            ...{ email: 'Ann@example.com', firstName: 'Ann', lastName: 'Lee', phone: undefined },
            fieldValues: [{ field: '7', value: 'How to prune' }],
          },
        },
      ],
      ['POST /api/3/contactTags', { contactTag: { contact: '1', tag: '9' } }],
      ['POST /api/3/contactTags', { contactTag: { contact: '1', tag: '8' } }],
      ['GET /api/3/contacts/1/contactLists', undefined],
      ['POST /api/3/contactLists', { contactList: { list: '3', contact: '1', status: 1 } }],
    ]);
  });

  it('to HubSpot as a change, as somebody new, and as a change after all when another was quicker', () => {
    const properties = { firstname: 'Ann', lastname: 'Lee', webinar_title: 'How to prune' };
    const change = ['PATCH /crm/v3/objects/contacts/Ann%40example.com', { properties }];
    const make = [
      'POST /crm/v3/objects/contacts',
      { properties: { email: 'Ann@example.com', ...properties } },
    ];
    const join = ['PUT /crm/v3/lists/5/memberships/add', ['1']];
    const talk = (...statuses: number[]) =>
      lines(handOver('hubspot', (_, nth) => ok({ id: '1' }, statuses[nth - 1])).said);
    expect(talk(200, 200)).toEqual([change, join]);
    expect(talk(404, 201, 200)).toEqual([change, make, join]);
    expect(talk(404, 409, 200, 200)).toEqual([change, make, change, join]);
  });

  it('to Mailchimp at the MD5 of the address, new ones as subscribed, and with tags', () => {
    const { end, said } = handOver('mailchimp', content);
    expect(end).toEqual({ outcome: 'delivered' });
    // echo -n ann@example.com | md5sum
    const member = 'https://us21.api.mailchimp.com/3.0/lists/L1/members/257c57037d384ae37ea27a07e8a01665';
    expect(said.map(({ url }) => url)).toEqual([`${member}?skip_merge_validation=true`, `${member}/tags`]);
    expect(lines(said).map(([, json]) => json)).toEqual([
      {
        ...{ email_address: 'Ann@example.com', status_if_new: 'subscribed' },
        merge_fields: { FNAME: 'Ann', WEB: 'How to prune' },
      },
      { tags: [{ name: 'webinar', status: 'active' }] },
    ]);
  });

  it('to Brevo by one upsert, with the attributes that the account has', () => {
    const { end, said } = handOver('brevo', () => ok(undefined, 204));
    expect(end).toEqual({ outcome: 'delivered' });
    expect(lines(said)).toEqual([
      [
        'POST /v3/contacts',
        {
          ...{ email: 'Ann@example.com', listIds: [12], updateEnabled: true },
          attributes: { PRENOM: 'Ann', WEBINAR: 'How to prune' },
        },
      ],
    ]);
  });
});

describe('Nobody is subscribed again', () => {
  it.each(['unsubscribed', 'bounced', 'complained'])('who is %s with us', (status) => {
    const none: Replies = ({ url }) =>
      url.includes('query') ? ok([]) : content({ url, method: 'GET', headers: {} }, 1);
    expect(handOver('getresponse', none, { status }).end).toMatchObject({ outcome: 'failed' });
    expect(lines(handOver('getresponse', none, { status }).said)).toEqual([['GET /v3/contacts', undefined]]);
    expect(JSON.stringify(handOver('activecampaign', content, { status }).said)).not.toContain(
      'contactLists',
    );
    expect(handOver('mailchimp', content, { status }).said[0]!.json).toMatchObject({
      status_if_new: 'unsubscribed',
    });
    expect(handOver('brevo', content, { status }).said[0]!.json).toMatchObject({ listIds: undefined });
  });

  it('who has left the list at ActiveCampaign, or is on it', () => {
    const { end, said } = handOver('activecampaign', (call, nth) =>
      call.url.endsWith('/contactLists')
        ? ok({ contactLists: [{ list: '3', status: '2' }] })
        : content(call, nth),
    );
    expect(end).toEqual({ outcome: 'delivered' });
    expect(said.at(-1)!.method).toBe('GET');
  });
});

describe('Whatever goes wrong at a system', () => {
  it.each(types)('%s: is told by its answer', (type) => {
    const end = (answer: VendorAnswer) => handOver(type, () => answer).end;
    const said = (status: number) => ok({ message: 'Because.' }, status);
    expect(end(said(400))).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(/400: Because/),
    });
    expect(end(said(422))).toMatchObject({ outcome: 'failed' });
    for (const status of [401, 403, 410])
      expect(end(said(status))).toMatchObject({ outcome: 'switched-off' });
    expect(end(said(429))).toMatchObject({ outcome: 'later', retryAfter: '10' });
    expect(end({ ...said(429), retryAfter: '3' })).toMatchObject({ retryAfter: '3' });
    expect(end(said(500))).toMatchObject({ outcome: 'later', isOverloaded: false });
    expect(end(said(503))).toMatchObject({ outcome: 'later', isOverloaded: true });
    expect(end(said(302))).toMatchObject({ outcome: 'failed' });
    expect(end({ error: 'timeout', message: 'slow', durationMs: 9 })).toMatchObject({ outcome: 'later' });
    expect(end({ error: 'refused-address', message: 'no', durationMs: 0 })).toMatchObject({
      outcome: 'failed',
    });
  });

  it('an overloaded Mailchimp answers a bare 403, and is asked again', () => {
    const bare: VendorAnswer = { status: 403, body: '<html>Forbidden</html>', durationMs: 1 };
    expect(handOver('mailchimp', () => bare).end).toMatchObject({ outcome: 'later', isOverloaded: true });
  });

  it.each(['getresponse', 'activecampaign', 'hubspot'] as const)(
    '%s: an answer that cannot be read is asked again',
    (type) => {
      const { end } = handOver(type, ({ method }) => ({
        ...{ status: method === 'POST' && type === 'getresponse' ? 409 : 200, durationMs: 1 },
        body: '{"a":'.padEnd(5000, 'x'),
      }));
      expect(end).toMatchObject({ outcome: 'later', reason: expect.stringContaining('cannot be read') });
    },
  );

  it.each(types)('%s: a field that was renamed is named, with what to do', (type) => {
    const renamed = { ...settings[type], fields: [{ to: 'Seminar', from: 'event.title' }] };
    const { end } = hold(adapters[type].handOver(renamed, keys[type] ?? 'key', body(), []), content);
    expect(end).toEqual({ outcome: 'failed', reason: expect.stringMatching(/“Seminar”.*renamed.*settings/) });
  });

  it.each(types)(
    '%s: a test finds the key refused, and a list that is gone, without handing anybody over',
    (type) => {
      const check = (replaced: object, reply: Replies) =>
        hold(adapters[type].check(replaced, keys[type] ?? 'key'), reply);
      expect(check(settings[type], content)).toMatchObject({ end: { outcome: 'delivered' }, said: [] });
      const elsewhere = { ...settings[type], list: 'Nowhere' };
      if (type === 'hubspot') named.unshift([/name\/Nowhere/, undefined]);
      const gone = check(elsewhere, () => ok({ message: 'no' }, 404)).end;
      if (type === 'hubspot') named.shift();
      else expect(gone).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('Nowhere') });
    },
  );

  it.each(types)('%s: somebody without an address cannot be told apart there', (type) => {
    expect(handOver(type, content, { email: undefined }).end).toMatchObject({ outcome: 'failed' });
  });
});

describe('A field that is mapped', () => {
  it.each([
    ['event.title', 'How to prune'],
    ['participant.variables.city.home', 'Rome'],
    ['participant.variables.size', 3],
    ['participant.variables.vip', true],
    ['participant.variables.none', undefined],
    ['registration.answers.topics', ['Roses', 'Oaks']],
    ['attendance.seconds', 3000],
    ['participant.variables.__proto__', undefined],
    ['participant.variables.constructor', undefined],
    ['session.name', undefined],
  ])('%s holds %j', (source, value) => {
    expect(FieldSource.safeParse(source).success).toBe(true);
    expect(valueOf(body(), source)).toEqual(value);
  });

  it.each([
    '',
    'title',
    'event',
    'event.secret',
    'participant.variables.',
    'data.event.title',
    'participant.constructor',
  ])('cannot be "%s"', (source) => {
    expect(FieldSource.safeParse(source).success).toBe(false);
  });
});

describe('The address of an API', () => {
  const faults = (type: CrmType, baseUrl: string, exempt: string[] = []) =>
    adapters[type].faultsOf({ ...settings[type], baseUrl }, 'key', exempt).map(({ field }) => field);

  it.each([
    ['activecampaign', 'https://acme.api-us1.com'],
    ['getresponse', 'https://api3.getresponse360.com/v3'],
    ['hubspot', 'https://api-eu1.hubapi.com'],
    ['mailchimp', 'https://us6.api.mailchimp.com/3.0'],
    ['brevo', 'https://api.brevo.com/v3'],
  ] as const)('of %s may be %s', (type, url) => {
    expect(faults(type, url)).toEqual([]);
  });

  it.each([
    'http://acme.api-us1.com',
    'https://evil.example/api-us1.com',
    'https://acme.api-us1.com.evil.example',
    'https://api-us1.com@evil.example',
    'https://10.0.0.1',
    'https://127.0.0.1:9001',
    'https://169.254.169.254/latest',
    'https://localhost',
    'nowhere',
  ])('cannot be %s', (url) => {
    for (const type of types) expect(faults(type, url), type).toEqual(['settings.baseUrl']);
  });

  it('may be a host that the stage exempts', () => {
    expect(faults('brevo', 'http://127.0.0.1:3999', ['127.0.0.1'])).toEqual([]);
  });

  it('is in the key of Mailchimp, so a key must tell its data centre', () => {
    expect(adapters.mailchimp.faultsOf(settings.mailchimp, 'abc', [])).toMatchObject([{ field: 'secret' }]);
    expect(adapters.mailchimp.faultsOf(settings.mailchimp, keys.mailchimp, [])).toEqual([]);
  });
});
