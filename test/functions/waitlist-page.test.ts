import { beforeEach, describe, expect, it } from 'vitest';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { servePages } from '../../functions/pages/serve-pages.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { cancelSession, changeSession } from '../../shared/events/usecases/change-session.ts';
import { setArchived } from '../../shared/events/usecases/change-event.ts';
import { pageTexts } from '../../shared/pages/texts/page-texts-by-locale.ts';
import { makeLinkToken, type LinkPurpose } from '../../shared/platform/access/link-token.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { NOW, planDeps, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { idOf, linkKeys, registered, registrationDeps } from '../support/registrants.ts';
import { allocate, registrationsIn, seatFaults } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const MINUTE = 60_000;
let now = NOW;
let event: Event;
let session: Session;
let count = 0;
let name = '';

const call = (routeKey: string, request: Parameters<ReturnType<typeof callerOf>>[1]) =>
  callerOf(servePages(registrationDeps(aws, () => now)), pageOfError)(routeKey, request);
const mailOf = (who: string) => `${who}-${name}@example.com`;
const registrationOf = (who: string) => getRegistration(aws.table, session.id, idOf(mailOf(who)));
const tokenOf = (who: string, purpose: LinkPurpose = 'waitlist', of = session) =>
  makeLinkToken(linkKeys[0]!, purpose, {
    ...{ sessionId: of.id, participantId: idOf(mailOf(who)), linkEpoch: 1, email: mailOf(who) },
  });
const get = (who = 'bob', method = 'GET') =>
  call(`${method} /w/{token}`, { params: { token: tokenOf(who) } });
const press = (answer: string, who = 'bob') =>
  call('POST /w/{token}', { params: { token: tokenOf(who) }, form: `answer=${answer}` });
const cancel = async (who: string) => cancelRegistration(aws.table, (await registrationOf(who))!, testAct);
const works = () => allocate(aws.table, session, () => now);
const change = (draft: Parameters<typeof changeSession>[3]) =>
  changeSession({ ...planDeps(aws.table), now: () => now }, event, session, draft);

/** Each a moment later than those before. */
const comes = (who: string, to = session) =>
  registered(
    aws,
    event,
    to,
    { email: mailOf(who), timeZone: 'America/New_York' },
    'confirmation',
    (now += 1),
  );

/** Ann has the only seat, Bob waits for one, and Cleo after him. */
beforeEach(async () => {
  now = NOW;
  name = `n${(count += 1)}`;
  event = await storedEvent(aws.table, { waitlist: { deadlineMinutes: 60 } });
  session = await storedSession(aws.table, event, { capacity: 1 });
  for (const who of ['ann', 'bob', 'cleo']) await comes(who);
  now = NOW + MINUTE;
});

const offered = async () => {
  await cancel('ann');
  await works();
};
const { waiting, messages } = pageTexts.en;
const said = {
  waits: messages.waitlisted.title,
  asks: waiting.offeredTitle,
  taken: waiting.takenTitle,
  left: messages['waitlist-left'].title,
  lapsed: messages['place-lapsed'].title,
  over: messages['waiting-over'].title,
  cancelled: messages['waiting-cancelled'].title,
};
type Said = [status: number, said: keyof typeof said];

/** What stands when somebody looks, takes, and gives the place away; and what becomes of the registration then. */
const states: Record<
  string,
  { come: () => Promise<unknown>; look: Said; take: [...Said, string]; decline: [...Said, string] }
> = {
  'waits in line': {
    come: () => Promise.resolve(),
    look: [200, 'waits'],
    take: [200, 'waits', 'waitlisted'],
    decline: [200, 'left', 'cancelled'],
  },
  'is offered a place': {
    come: offered,
    look: [200, 'asks'],
    take: [200, 'taken', 'registered'],
    decline: [200, 'left', 'cancelled'],
  },
  'took the place': {
    come: () => offered().then(() => press('take')),
    look: [200, 'taken'],
    take: [200, 'taken', 'registered'],
    decline: [200, 'taken', 'registered'],
  },
  'gave the place away': {
    come: () => offered().then(() => press('decline')),
    look: [410, 'left'],
    take: [410, 'left', 'cancelled'],
    decline: [200, 'left', 'cancelled'],
  },
  'comes late, before anybody noticed': {
    come: () => offered().then(() => (now += 60 * MINUTE)),
    look: [410, 'lapsed'],
    take: [410, 'lapsed', 'cancelled'],
    decline: [410, 'lapsed', 'cancelled'],
  },
  'comes late, when the place was given on': {
    come: async () => {
      await offered();
      now += 61 * MINUTE;
      await works();
    },
    look: [410, 'lapsed'],
    take: [410, 'lapsed', 'cancelled'],
    decline: [410, 'lapsed', 'cancelled'],
  },
  'is offered a place in a session that begins sooner than was said': {
    come: async () => {
      await offered();
      await change({ startsAt: '2027-03-01T10:20', timeZone: 'Europe/Berlin' });
      now += 21 * MINUTE;
    },
    look: [410, 'lapsed'],
    take: [410, 'lapsed', 'cancelled'],
    decline: [410, 'lapsed', 'cancelled'],
  },
  'is offered a place in an event that is archived': {
    come: () => offered().then(() => setArchived(planDeps(aws.table), event.id, true)),
    look: [200, 'asks'],
    take: [200, 'taken', 'registered'],
    decline: [200, 'left', 'cancelled'],
  },
  'is offered a place in a session that is cancelled': {
    come: async () => {
      await offered();
      await cancelSession({ table: aws.table, now: () => now }, session);
    },
    look: [410, 'cancelled'],
    take: [410, 'cancelled', 'waitlisted'],
    decline: [410, 'cancelled', 'waitlisted'],
  },
  'waits until the session is over': {
    come: () => Promise.resolve((now += 30 * 24 * 60 * MINUTE)),
    look: [410, 'over'],
    take: [410, 'over', 'waitlisted'],
    decline: [410, 'over', 'waitlisted'],
  },
  'was cancelled by the organizer': {
    come: () => cancel('bob'),
    look: [410, 'left'],
    take: [410, 'left', 'cancelled'],
    decline: [200, 'left', 'cancelled'],
  },
  'had the place at once': {
    come: async () => {
      event = await storedEvent(aws.table);
      session = await storedSession(aws.table, event, { capacity: 1 });
      await comes('bob');
    },
    look: [200, 'taken'],
    take: [200, 'taken', 'registered'],
    decline: [200, 'taken', 'registered'],
  },
};

describe.each(Object.entries(states))('The page of somebody who %s', (_, { come, look, take, decline }) => {
  it('tells so, and changes nothing', async () => {
    await come();
    const before = await registrationsIn(aws.table, session);
    const [status, what] = look;
    for (const method of ['GET', 'GET', 'HEAD']) {
      const reply = await get('bob', method);
      expect([reply.status, method === 'HEAD' || reply.body.includes(said[what])]).toEqual([status, true]);
      expect(reply.headers['cache-control']).toBe('no-store');
    }
    expect(await registrationsIn(aws.table, session)).toEqual(before);
  });

  it.each(['take', 'decline'] as const)(
    'does what is right when they press %s, once and twice',
    async (answer) => {
      await come();
      const [status, what, ends] = answer === 'take' ? take : decline;
      for (const time of [1, 2]) {
        const reply = await press(answer);
        const isFirst = time === 1 ? status : reply.status;
        expect([isFirst, reply.body.includes(said[what])]).toEqual([status, true]);
      }
      expect((await registrationOf('bob'))?.status).toBe(ends);
    },
  );
});

describe('A waiting list', () => {
  it('tells each where they stand, by the link of the mail and by the join link', async () => {
    expect((await get('bob')).body).toContain('Your place in line: 1st');
    expect((await get('cleo')).body).toContain('Your place in line: 2nd');
    const join = await call('GET /j/{token}', { params: { token: tokenOf('cleo', 'join') } });
    expect([join.status, join.body.includes('2nd'), join.body.includes('<form')]).toEqual([200, true, false]);
    await press('decline', 'bob');
    expect((await get('cleo')).body).toContain('Your place in line: 1st');
  });

  it('offers a place to the next when one is given away, and to nobody who comes meanwhile', async () => {
    await offered();
    await comes('dan');
    expect((await get('bob')).body).toContain('Monday, 1 March 2027, 05:01 (New York, UTC−5)');
    await press('decline', 'bob');
    await works();
    expect((await get('cleo')).body).toContain(said.asks);
    expect((await get('dan')).body).toContain('Your place in line: 1st');
    expect(await seatFaults(aws.table, session)).toEqual([]);
  });

  it('lets whoever let a place lapse come back, at its end', async () => {
    await offered();
    now += 61 * MINUTE;
    await works();
    await comes('bob');
    expect(await registrationOf('bob')).toMatchObject({ status: 'waitlisted', linkEpoch: 2 });
    expect((await registrationOf('bob'))?.lapsedAt).toBeUndefined();
    expect((await get('bob')).status).toBe(404);
    expect((await get('cleo')).body).toContain(said.asks);
  });

  it('asks nobody in the last minutes before the start, and gives the seat at once', async () => {
    now = Date.parse(session.startsAtUtc) - 5 * MINUTE + 1;
    await offered();
    expect((await registrationOf('bob'))?.status).toBe('registered');
  });

  it('holds a place no longer than until the start', async () => {
    now = Date.parse(session.startsAtUtc) - 20 * MINUTE;
    await offered();
    expect((await registrationOf('bob'))?.offer?.until).toBe(new Date(session.startsAtUtc).toISOString());
  });

  it('keeps a place as long as was said when the session is moved there and back', async () => {
    await offered();
    const { startsAt } = session;
    session = await change({ startsAt: '2027-03-01T10:20' });
    await works();
    session = await change({ startsAt });
    now += 30 * MINUTE;
    await works();
    expect((await press('take')).status).toBe(200);
    expect((await registrationOf('bob'))?.status).toBe('registered');
    now += 60 * MINUTE;
    await works();
    expect(await seatFaults(aws.table, session)).toEqual([]);
  });

  it('gives its places to all where the capacity is taken away, whoever was asked', async () => {
    await offered();
    session = await change({ capacity: null });
    await works();
    now += 61 * MINUTE;
    await works();
    const all = await Promise.all(['bob', 'cleo'].map(registrationOf));
    expect(all.map((one) => one?.status)).toEqual(['registered', 'registered']);
  });
});

describe('A link of a waiting list', () => {
  const follow = (token: string) =>
    Promise.all(
      ['GET', 'POST'].map((method) =>
        call(`${method} /w/{token}`, {
          params: { token },
          ...(method === 'POST' && { form: 'answer=take' }),
        }),
      ),
    );

  it('of another purpose, another event or nobody leads nowhere', async () => {
    await offered();
    const other = await storedSession(aws.table, await storedEvent(aws.table), { capacity: 1 });
    const forged = `${tokenOf('bob').slice(0, -2)}AA`;
    for (const token of [
      tokenOf('bob', 'join'),
      tokenOf('bob', 'confirm'),
      tokenOf('bob', 'waitlist', other),
      forged,
    ])
      for (const reply of await follow(token))
        expect([reply.status, reply.body.includes(messages['not-found'].title)]).toEqual([404, true]);
    expect((await registrationOf('bob'))?.status).toBe('waitlisted');
  });

  it('needs a word of what to do', async () => {
    await offered();
    const params = { token: tokenOf('bob') };
    for (const form of ['', 'answer=both', 'take=1'])
      expect((await call('POST /w/{token}', { params, form })).status).toBe(422);
    expect((await registrationOf('bob'))?.status).toBe('waitlisted');
  });
});
