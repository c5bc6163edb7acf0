import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { serveEvents } from '../../functions/events/serve-events.ts';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { servePages } from '../../functions/pages/serve-pages.ts';
import { serveRegistration } from '../../functions/registration/serve-registration.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { changeEvent, setArchived } from '../../shared/events/usecases/change-event.ts';
import { cancelSession } from '../../shared/events/usecases/change-session.ts';
import { makeLinkToken, type LinkPurpose } from '../../shared/platform/access/link-token.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { noDestinations } from '../support/memory-secrets.ts';
import { NOW, planDeps, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { idOf, linkKeys, registered } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { allocate, seatFaults } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const START = Date.parse('2027-03-07T09:00:00Z');
const ROOM = 'https://room.example.com/1';

/** An event with one date that has a seat to spare (or none), one far away, and people who came while all was open. */
interface World {
  event: Event;
  session: Session;
  other: Session;
  now: number;
  /** Asked to confirm. */
  asked: string;
  /** Has a place. */
  seated: string;
  /** Has a place on the other date. */
  elsewhere: string;
}

const states = {
  'not yet open': (world: World) =>
    changeEvent(depsAt(world), world.event.id, {
      registration: { opensAt: new Date(START - 60_000).toISOString() },
    }),
  scheduled: () => undefined,
  live: (world: World) => (world.now = START + 60_000),
  full: () => undefined,
  ended: (world: World) => (world.now = START + 3 * 3_600_000),
  cancelled: (world: World) => cancelSession(depsAt(world), world.session),
  archived: (world: World) => setArchived(depsAt(world), world.event.id, true),
} satisfies Record<string, (world: World) => unknown>;
type State = keyof typeof states;

const depsAt = ({ now }: Pick<World, 'now'>) => ({ ...planDeps(aws.table), now: () => now });

let number = 0;
async function worldIn(state: State): Promise<World> {
  number += 1;
  const event = await storedEvent(aws.table);
  const session = await storedSession(aws.table, event, { capacity: state === 'full' ? 1 : 5 });
  const other = await storedSession(aws.table, event, { startsAt: '2027-06-06T10:00' });
  const at = (name: string) => `${name}-${number}@example.com`;
  const world = { event, session, other, now: NOW, asked: at('a'), seated: at('s'), elsewhere: at('e') };
  await registered(aws, event, session, { email: world.seated });
  await registered(aws, { ...event, doubleOptIn: true }, session, { email: world.asked });
  await registered(aws, event, other, { email: world.elsewhere });
  await states[state](world);
  return world;
}

const statusOf = async ({ session, now }: World, email: string) => {
  await allocate(aws.table, session, () => now);
  return (await getRegistration(aws.table, session.id, idOf(email)))?.status ?? 'none';
};
const routesAt = (world: World) => ({
  ...depsAt(world),
  identityKey: () => Promise.resolve(identityKey),
  linkKeys: () => Promise.resolve(linkKeys),
  ...{
    roleClaim: 'cognito:groups',
    publicOrigin: 'https://x.example',
    exemptHosts: [],
    ...noDestinations(),
    random: randomBytes,
  },
});
async function page(
  world: World,
  route: string,
  email: string,
  session: Session,
  form?: Record<string, string>,
) {
  const purposes: Record<string, LinkPurpose> = {
    r: 'registrations',
    c: 'confirm',
    u: 'preferences',
    j: 'join',
  };
  const purpose = purposes[/\/(\w)\//.exec(route)?.[1] ?? ''] ?? 'join';
  const registration = (await getRegistration(aws.table, session.id, idOf(email)))!;
  const token = makeLinkToken(linkKeys[0]!, purpose, { ...registration, email });
  return callerOf(servePages(routesAt(world)), pageOfError)(route, {
    params: { token },
    ...(form && { form: new URLSearchParams(form).toString() }),
  });
}

/** What somebody does at a door: the status of the answer, and how they are registered for the date then. */
const doors: Record<string, (world: World) => Promise<[number, string]>> = {
  register: async (world) => {
    const email = `new-${world.seated}`;
    const reply = await callerOf(serveRegistration(routesAt(world)))(
      'POST /v1/events/{eventId}/registrations',
      {
        params: { eventId: world.event.id },
        json: { email, sessionIds: [world.session.id] },
      },
    );
    return [reply.status, await statusOf(world, email)];
  },
  confirm: async (world) => {
    const { status } = await page(world, 'POST /c/{token}', world.asked, world.session, {});
    return [status, await statusOf(world, world.asked)];
  },
  preferences: async (world) => {
    const form = { action: 'unsubscribe-event' };
    const { status } = await page(world, 'POST /u/{token}', world.seated, world.session, form);
    return [status, await statusOf(world, world.seated)];
  },
  join: async (world) => {
    const { status, body } = await page(world, 'GET /j/{token}', world.seated, world.session);
    return [status, body.includes(ROOM) ? 'in the room' : 'outside'];
  },
  'change date': async (world) => {
    const form = { action: 'change', date: world.other.id, to: world.session.id, wait: 'yes' };
    const { status } = await page(world, 'POST /r/{token}', world.elsewhere, world.other, form);
    return [status, await statusOf(world, world.elsewhere)];
  },
  cancel: async (world) => {
    const form = { action: 'cancel', date: world.session.id };
    const { status } = await page(world, 'POST /r/{token}', world.seated, world.session, form);
    return [status, await statusOf(world, world.seated)];
  },
  'hand over': async (world) => {
    const email = `colleague-${world.seated}`;
    const form = { action: 'hand-over', date: world.session.id, email };
    const { status } = await page(world, 'POST /r/{token}', world.seated, world.session, form);
    return [status, await statusOf(world, email)];
  },
  'by hand': async (world) => {
    const email = `hand-${world.seated}`;
    const reply = await callerOf(serveEvents(routesAt(world)))(
      'POST /v1/sessions/{sessionId}/registrations',
      {
        params: { sessionId: world.session.id },
        json: { email },
        groups: '[member]',
      },
    );
    return [reply.status, await statusOf(world, email)];
  },
};

const open = ['not yet open', 'scheduled', 'live', 'full', 'ended', 'cancelled', 'archived'] as const;
/** What each door answers, state by state, in the order above. */
const table: Record<keyof typeof doors, [number, string][]> = {
  register: [
    [409, 'none'],
    [202, 'registered'],
    [202, 'registered'],
    [202, 'waitlisted'],
    [409, 'none'],
    [409, 'none'],
    [409, 'none'],
  ],
  confirm: [
    [200, 'registered'],
    [200, 'registered'],
    [200, 'registered'],
    [200, 'waitlisted'],
    [410, 'pending'],
    [410, 'pending'],
    [410, 'pending'],
  ],
  preferences: open.map(() => [200, 'registered']),
  join: [
    [200, 'outside'],
    [200, 'outside'],
    [200, 'in the room'],
    [200, 'outside'],
    [200, 'outside'],
    [200, 'outside'],
    [200, 'outside'],
  ],
  'change date': [
    [409, 'none'],
    [200, 'registered'],
    [200, 'registered'],
    [200, 'waitlisted'],
    [409, 'none'],
    [409, 'none'],
    [409, 'none'],
  ],
  cancel: [
    [200, 'cancelled'],
    [200, 'cancelled'],
    [200, 'cancelled'],
    [200, 'cancelled'],
    [409, 'registered'],
    [409, 'registered'],
    [200, 'cancelled'],
  ],
  'hand over': [
    [200, 'registered'],
    [200, 'registered'],
    [200, 'registered'],
    [200, 'registered'],
    [409, 'none'],
    [409, 'none'],
    [409, 'none'],
  ],
  'by hand': [
    [201, 'registered'],
    [201, 'registered'],
    [201, 'registered'],
    [201, 'waitlisted'],
    [409, 'none'],
    [409, 'none'],
    [409, 'none'],
  ],
};
const cells = Object.entries(table).flatMap(([door, row]) =>
  row.map(([status, outcome], at) => [door, open[at]!, status, outcome] as const),
);

it.each(cells)('To %s while it is %s is answered by %i: %s', async (door, state, status, outcome) => {
  const world = await worldIn(state);
  expect(await doors[door]!(world)).toEqual([status, outcome]);
});

it.each(open.map((state) => [state, state !== 'ended' && state !== 'cancelled'] as const))(
  'Who waits moves up while it is %s: %s',
  async (state, isUp) => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event, { capacity: 1 });
    const [first, second] = [`first-${(number += 1)}@example.com`, `second-${number}@example.com`];
    for (const email of [first, second]) await registered(aws, event, session, { email });
    const world: World = {
      event,
      session,
      other: session,
      now: NOW,
      asked: '',
      seated: first,
      elsewhere: '',
    };
    await states[state](world);
    await cancelRegistration(
      aws.table,
      (await getRegistration(aws.table, session.id, idOf(first)))!,
      testAct,
    );
    await allocate(aws.table, session, () => world.now);
    const found = await getRegistration(aws.table, session.id, idOf(second));
    expect(found?.status).toBe(isUp ? 'registered' : 'waitlisted');
    if (isUp) expect(await seatFaults(aws.table, session)).toEqual([]);
  },
);
