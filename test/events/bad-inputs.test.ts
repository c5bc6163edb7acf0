import { beforeAll, describe, expect, it } from 'vitest';
import { servePages } from '../../functions/pages/serve-pages.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { listSessionIds } from '../../shared/events/table/session-items.ts';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { makeLinkToken, type LinkPurpose } from '../../shared/platform/access/link-token.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { organizerRoutes } from '../support/api/organizer-routes.ts';
import { callerOf } from '../support/http-events.ts';
import { linkKeys, publicOrigin, registered } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let event: Event;
let room: Event;
let session: Session;

beforeAll(async () => {
  event = await storedEvent(aws.table);
  room = await storedEvent(aws.table, { kind: 'room', roomUrl: 'https://room.example.com/open' });
  session = await storedSession(aws.table, event);
});

const send = (key: string, json: unknown, params: Record<string, string>) =>
  callerOf(organizerRoutes(aws))(key, { groups: '[admin]', json, params });
const at = '2027-03-21T10:00';
const question = (name: string, showWhen?: object) => ({
  name,
  label: name,
  type: 'text',
  ...(showWhen && { showWhen }),
});

/** What is wrong, what is sent, and at which fields it is told with which codes. */
const wrong: [string, string, unknown, [field: string, code: string][]][] = [
  ...(
    [
      [
        '10,000 sessions as a series',
        { first: { startsAt: at }, count: 10_000, every: 'P1D' },
        [['count', 'too-big']],
      ],
      ['10,000 dates', { dates: Array(10_000).fill({ startsAt: at }) }, [['dates', 'too-big']]],
      ['an end before its start', { startsAt: at, durationMinutes: -60 }, [['durationMinutes', 'too-small']]],
      ['an end at its start', { startsAt: at, durationMinutes: 0 }, [['durationMinutes', 'too-small']]],
      ['an unknown zone', { startsAt: at, timeZone: 'Mars/North' }, [['timeZone', 'unknown-time-zone']]],
      ['a skipped wall time', { startsAt: '2027-03-28T02:30' }, [['startsAt', 'time-does-not-exist']]],
      ['one that comes twice', { startsAt: '2027-10-31T02:30' }, [['startsAt', 'time-exists-twice']]],
      [
        'links that are not https',
        {
          startsAt: at,
          ...{ roomUrl: 'http://room.example.com', moderatorUrl: 'room', replayUrl: 'javascript:alert(1)' },
        },
        ['moderatorUrl', 'replayUrl', 'roomUrl'].map((field) => [field, 'custom']),
      ],
    ] as [string, unknown, [string, string][]][]
  ).map(([what, body, told]): (typeof wrong)[number] => [
    what,
    'POST /v1/events/{eventId}/sessions',
    body,
    told,
  ]),
  ...(
    [
      [
        'a condition that waits for itself',
        { form: { fields: [question('a', { field: 'a', equals: 'x' })] } },
        [['form.fields.0.showWhen.field', 'condition-circle']],
      ],
      [
        'two that wait for each other',
        {
          form: {
            fields: [question('a', { field: 'b', equals: 'x' }), question('b', { field: 'a', equals: 'x' })],
          },
        },
        [
          ['form.fields.0.showWhen.field', 'condition-circle'],
          ['form.fields.1.showWhen.field', 'condition-circle'],
        ],
      ],
      [
        'a window that closes before it opens',
        { registration: { opensAt: '2027-03-02T09:00:00Z', closesAt: '2027-03-01T09:00:00Z' } },
        [['registration.closesAt', 'custom']],
      ],
      ['a redirect that is not https', { thankYouUrl: 'javascript:alert(1)' }, [['thankYouUrl', 'custom']]],
    ] as [string, object, [string, string][]][]
  ).map(([what, body, told]): (typeof wrong)[number] => [
    what,
    'POST /v1/events',
    { title: 'Wrong', timeZone: 'UTC', ...body },
    told,
  ]),
];

describe('What is wrong', () => {
  it.each(wrong)('is told at its field and plans nothing: %s', async (_what, key, body, told) => {
    const reply = await send(key, body, { eventId: event.id });
    expect(reply.status).toBe(422);
    const errors = reply.json().errors as { field: string; code: string }[];
    expect(errors.map(({ field, code }) => [field, code]).sort()).toEqual(told.toSorted());
    expect(await listSessionIds(aws.table, event.id)).toEqual([session.id]);
  });

  it.each(['reminders', 'handovers'])('is a rule of a room, which would never happen: %s', async (kind) => {
    const webhook = { type: 'webhook', url: 'https://crm.example.com/hook' };
    const rule = { offsetMinutes: 5, ...(kind === 'handovers' && { destination: webhook }) };
    const put = (rules: object[]) =>
      send(`PUT /v1/events/{eventId}/${kind}`, { rules }, { eventId: room.id });
    const refused = await put([rule, rule]);
    expect(refused.json().errors.map(({ field }: { field: string }) => field)).toEqual([
      'rules.0.anchor',
      'rules.1.anchor',
    ]);
    expect((await put([])).status).toBe(200);
  });
});

describe('Script', () => {
  it('in every text is shown as text, and a link to script in Markdown is none', async () => {
    const script = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'';
    const named = {
      ...{ name: 'q', label: script, type: 'choice', required: true, choices: [script, 'b'] },
    };
    const made = await send(
      'POST /v1/events',
      {
        ...{ title: script, timeZone: 'UTC', thankYouText: script, sender: { name: script } },
        description: `${script} [click](javascript:alert(1)) [data](data:text/html;base64,PHNjcmlwdD4=)`,
        form: { fields: [named], consents: [{ name: 'c', text: script, version: '1', required: true }] },
      },
      {},
    );
    expect(made.status).toBe(201);
    const { id } = made.json() as { id: string };
    await send('POST /v1/events/{eventId}/sessions', { startsAt: at, name: script }, { eventId: id });
    const page = await callerOf(pages(), pageOfError)('GET /e/{eventId}', { params: { eventId: id } });
    expect(page.status).toBe(200);
    expect(page.body).not.toMatch(/<script>alert|<img src=x|<a [^>]*href="(?:javascript|data):/);
    expect(page.body.match(/&lt;script&gt;alert/g)!.length).toBeGreaterThan(4);
  });
});

const pages = () =>
  servePages({
    table: aws.table,
    linkKeys: () => Promise.resolve(linkKeys),
    identityKey: () => Promise.resolve(identityKey),
    publicOrigin,
    now: () => NOW,
  });

describe('A token', () => {
  const doors = { join: 'j', confirm: 'c', preferences: 'u', waitlist: 'w', registrations: 'r' } as const;
  const purposes = Object.keys(doors) as (keyof typeof doors)[];
  const pairs = purposes.flatMap((purpose) =>
    purposes.filter((door) => door !== purpose).map((door) => [purpose, door] as const),
  );

  it.each(pairs)('for %s opens no other door: %s', async (purpose, door) => {
    const { participantId } = await registered(aws, event, session, { email: 'token@example.com' });
    const target = { sessionId: session.id, participantId, linkEpoch: 1, email: 'token@example.com' };
    const open = async (as: LinkPurpose, path: string) =>
      (
        await callerOf(pages(), pageOfError)(`GET /${path}/{token}`, {
          params: { token: makeLinkToken(linkKeys[0]!, as, target) },
        })
      ).status;
    expect(await open(purpose, doors[door])).toBe(404);
  });
});
