import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { serveEvents } from '../../functions/events/serve-events.ts';
import { reactionsTo } from '../../functions/dispatcher/reactions.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { setArchived } from '../../shared/events/usecases/change-event.ts';
import { cancelSession } from '../../shared/events/usecases/change-session.ts';
import { ConfirmationMessage, sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { optOutOfEvent } from '../../shared/people/usecases/change-wishes.ts';
import { readChange } from '../../shared/platform/table/read-change.ts';
import { registrationId } from '../../shared/registrations/domain/registration.ts';
import { offersOf } from '../../shared/registrations/table/waiting-list/offer-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { answerOffer } from '../../shared/registrations/usecases/waiting-list/answer-offer.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { takeUpOffers } from '../../shared/registrations/usecases/waiting-list/take-up-offers.ts';
import { noDestinations } from '../support/memory-secrets.ts';
import { NOW, planDeps, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { confirmationDeps, idOf, linkKeys, registered } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { allocate, seatFaults } from '../support/seats/seat-world.ts';
import { TestQueue } from '../support/test-queue.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const MINUTE = 60_000;
const LATER = NOW + MINUTE;
let now = NOW;
let event: Event;
let session: Session;
let count = 0;
let position: string | undefined;

const mailOf = (who: string) => `${who}${count}@example.com`;
const of = (who: string) => getRegistration(aws.table, session.id, idOf(mailOf(who)));
const works = () => allocate(aws.table, session, () => now);
const cancel = async (who: string) => cancelRegistration(aws.table, (await of(who))!, testAct);

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

/** Ann has the only seat; Bob, Cleo and Dan wait. */
beforeEach(async () => {
  now = NOW;
  count += 1;
  event = await storedEvent(aws.table, { waitlist: { deadlineMinutes: 60 } });
  session = await storedSession(aws.table, event, { capacity: 1 });
  for (const who of ['ann', 'bob', 'cleo', 'dan']) await comes(who);
  now = LATER;
});

/** What the stream has told since: the mails that it brings about are sent. */
async function mails(): Promise<string[]> {
  const sent: string[] = [];
  for (let more = true; more;) {
    const { records, position: next } = await aws.stream.read(position, 1000);
    position = next;
    more = records.length > 0;
    for (const record of records) {
      const { confirmations } = reactionsTo(readChange(record));
      const about = confirmations.flatMap((one) => ConfirmationMessage.safeParse(one).data ?? []);
      for (const message of about.filter(({ sessionId }) => sessionId === session.id))
        sent.push(
          `${message.kind} ${await sendConfirmation(
            confirmationDeps(aws, () => now),
            message,
          )}`,
        );
    }
  }
  return sent;
}
const lastTo = (who: string) =>
  aws.mailbox
    .list()
    .filter(({ to }) => to.includes(mailOf(who)))
    .at(0)!;

describe('The mail of a place that is offered', () => {
  it('names until when, in the zone of whoever reads it, and is sent once', async () => {
    await mails();
    await cancel('ann');
    await works();
    expect(await mails()).toEqual(['offer sent']);
    await works();
    expect(await mails()).toEqual([]);
    const { subject, text } = lastTo('bob');
    expect(subject).toBe('A place is free for you: How to prune a tree');
    expect(text).toContain('until Monday, 1 March 2027, 05:01 (New York, UTC−5)');
    expect(text).toMatch(/https:\/\/turnout\.example\.com\/w\/[\w-]+/);
  });

  it('is not sent once the place was taken, given away, or is lost; who lost it is told, and who took it', async () => {
    await mails();
    await cancel('ann');
    await works();
    const registration = (await of('bob'))!;
    const deps = { table: aws.table, now: () => now };
    await answerOffer(deps, { session, registration }, 'take');
    expect(await mails()).toEqual(['offer stale', 'confirmation sent']);
    await cancel('bob');
    await works();
    now += 61 * MINUTE;
    await works();
    expect(await mails()).toEqual(['offer stale', 'cancellation sent', 'offer sent']);
    const { subject, text } = lastTo('cleo');
    expect(subject).toBe('Your place was given on: How to prune a tree');
    expect(text).toContain(`/e/${event.id}?session=${session.id}`);
  });
});

describe('Who is asked', () => {
  it('is not whom no mail reaches: they have the place at once', async () => {
    await optOutOfEvent(aws.table, idOf(mailOf('bob')), event.id, testAct.at);
    await cancel('ann');
    await works();
    expect(await of('bob')).toMatchObject({ status: 'registered' });
  });

  it('is not who came while there was room', async () => {
    const roomy = await storedSession(aws.table, event, { capacity: 2, startsAt: '2027-03-08T10:00' });
    await comes('eve', roomy);
    expect((await getRegistration(aws.table, roomy.id, idOf(mailOf('eve'))))?.status).toBe('registered');
    expect(await offersOf(aws.table, roomy.id, {})).toEqual([]);
  });
});

describe('The sweeper', () => {
  const sweep = async () => {
    const queue = new TestQueue(() => now);
    const taken = await takeUpOffers({ table: aws.table, seats: queue.queue, now: () => now });
    const mine = queue.bodies.filter((body) => (body as { sessionId: string }).sessionId === session.id);
    return { queue, taken, mine };
  };

  it('sends for the allocator a second after a place lapses, if that is before it comes again', async () => {
    await cancel('ann');
    await works();
    expect((await sweep()).mine).toEqual([]);
    now += 56 * MINUTE;
    const { queue, mine } = await sweep();
    expect(mine).toEqual([{ sessionId: session.id }]);
    expect(queue.nextVisibleAt()).toBe(LATER + 60 * MINUTE + 1000);
    now += 5 * MINUTE;
    expect((await sweep()).mine).toEqual([{ sessionId: session.id }]);
    await works();
    expect((await sweep()).mine).toEqual([]);
    expect([(await of('bob'))?.status, (await of('cleo'))?.offer !== undefined]).toEqual(['cancelled', true]);
  });

  it('has nothing more to do with the places of a session that is cancelled', async () => {
    await cancel('ann');
    await works();
    await cancelSession({ table: aws.table, now: () => now }, session);
    now += 61 * MINUTE;
    await works();
    expect((await sweep()).mine).toEqual([]);
    expect((await of('bob'))?.status).toBe('waitlisted');
  });
});

describe('Organizers', () => {
  const call = (routeKey: string, who?: string, query: Record<string, string> = {}) => {
    const deps = {
      ...{ ...planDeps(aws.table), now: () => now, random: randomBytes },
      identityKey: () => Promise.resolve(identityKey),
      linkKeys: () => Promise.resolve(linkKeys),
      ...{
        roleClaim: 'cognito:groups',
        publicOrigin: 'https://events.example.com',
        exemptHosts: [],
        ...noDestinations(),
      },
    };
    const ids =
      who === undefined
        ? {}
        : { registrationId: registrationId({ sessionId: session.id, participantId: idOf(mailOf(who)) }) };
    const params = { sessionId: session.id, ...ids };
    return callerOf(serveEvents(deps))(routeKey, { groups: '[member]', params, query });
  };
  const list = 'GET /v1/sessions/{sessionId}/registrations';
  const line = async (query: Record<string, string> = {}) => {
    const { items, cursor } = (await call(list, undefined, { status: 'waitlisted', ...query })).json();
    const people = items.map(({ email, place, offeredUntil }: Record<string, unknown>) => [
      String(email).replace(/\d*@.*/, ''),
      place ?? offeredUntil,
    ]);
    return { people, cursor };
  };
  const moveUp = (who: string) =>
    call('POST /v1/sessions/{sessionId}/registrations/{registrationId}/move-up', who);

  it('see the line in its order, page by page, and before it who is asked', async () => {
    expect((await line()).people).toEqual([
      ['bob', 1],
      ['cleo', 2],
      ['dan', 3],
    ]);
    await cancel('ann');
    await works();
    const until = new Date(LATER + 60 * MINUTE).toISOString();
    expect(await line()).toEqual({
      people: [
        ['bob', until],
        ['cleo', 1],
        ['dan', 2],
      ],
      cursor: undefined,
    });
    const seen: unknown[] = [];
    let query: Record<string, string> = {};
    for (let at = 0; at < 3; at += 1) {
      const { people, cursor } = await line({ limit: '1', ...query });
      seen.push(...people);
      query = { cursor: String(cursor) };
    }
    expect(seen).toEqual((await line()).people);
    await cancel('cleo');
    expect((await line()).people).toEqual([
      ['bob', until],
      ['dan', 1],
    ]);
  });

  it('move somebody to the front, who is told nothing by it, and gets the next place', async () => {
    await mails();
    for (const time of [1, 2])
      expect([time, (await moveUp('dan')).json()]).toMatchObject([time, { place: 1 }]);
    await works();
    expect((await line()).people).toEqual([
      ['dan', 1],
      ['bob', 2],
      ['cleo', 3],
    ]);
    expect(await moveUp('cleo').then((reply) => reply.json())).toMatchObject({
      place: 1,
      status: 'waitlisted',
    });
    expect(await mails()).toEqual([]);
    await cancel('ann');
    await works();
    expect((await of('cleo'))?.offer).toBeDefined();
    expect((await moveUp('cleo')).json()).toMatchObject({ offeredUntil: (await of('cleo'))?.offer?.until });
    expect(await seatFaults(aws.table, session)).toEqual([]);
  });

  it('give nobody a seat beyond the capacity, nor a place in what is over, cancelled or archived', async () => {
    expect((await moveUp('ann')).json()).toMatchObject({ status: 'registered' });
    await cancel('cleo');
    expect((await moveUp('cleo')).status).toBe(409);
    await setArchived(planDeps(aws.table), event.id, true);
    expect((await moveUp('dan')).status).toBe(409);
    await setArchived(planDeps(aws.table), event.id, false);
    now = Date.parse('2027-03-07T11:00:00Z');
    expect((await moveUp('dan')).status).toBe(409);
    now = LATER;
    await cancelSession({ table: aws.table, now: () => now }, session);
    expect((await moveUp('dan')).status).toBe(409);
  });

  it('take the deadline away with null, and then who waits has the place at once', async () => {
    const { status } = await callerOf(
      serveEvents({
        ...{ ...planDeps(aws.table), random: randomBytes },
        identityKey: () => Promise.resolve(identityKey),
        linkKeys: () => Promise.resolve(linkKeys),
        ...{
          roleClaim: 'cognito:groups',
          publicOrigin: 'https://events.example.com',
          exemptHosts: [],
          ...noDestinations(),
        },
      }),
    )('PATCH /v1/events/{eventId}', {
      groups: '[member]',
      params: { eventId: event.id },
      json: { waitlist: { deadlineMinutes: null } },
    });
    expect(status).toBe(200);
    await cancel('ann');
    await works();
    expect((await of('bob'))?.status).toBe('registered');
  });
});
