import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { placeEvent } from '../../shared/events/usecases/place-event.ts';
import { optInsOf, withoutOptIns } from '../../shared/people/domain/wish-changes.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { participantKey } from '../../shared/people/table/person-keys.ts';
import { optInToEvent, optOutOfEvent } from '../../shared/people/usecases/change-wishes.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { storedPeople } from '../support/stored-people.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const DAY_MS = 24 * 60 * 60_000;
const inDays = (days: number) => new Date(NOW + days * DAY_MS).toISOString();

/** An event that is over by then, of three days before, as the lists show it. */
async function overBy(days: number): Promise<string> {
  const event = await storedEvent(aws.table);
  await storedSession(aws.table, event, { startsAt: `${inDays(days - 3).slice(0, 10)}T10:00` });
  await placeEvent({ table: aws.table, now: () => NOW + days * DAY_MS }, event.id);
  return event.id;
}

async function stored(id: string) {
  const person = (await getParticipant(aws.table, id))!;
  const Key = participantKey(id);
  const { Item } = await aws.table.client.send(new GetCommand({ TableName: aws.table.name, Key }));
  const bytes = JSON.stringify(Item, (_, value: unknown) =>
    value instanceof Set ? [...value] : value,
  ).length;
  return { person, bytes };
}

it('A person opts into event after event for years, and their item does not grow', async () => {
  const [person] = await storedPeople(aws.table, 'loyal', 1);
  const allowed = (eventId: string, days: number) => optInToEvent(aws.table, person!, eventId, inDays(days));
  const refused = await overBy(10);
  await optOutOfEvent(aws.table, person!.id, refused, inDays(0));
  const coming = (await storedEvent(aws.table)).id;
  await allowed(coming, 0);
  const most: number[] = [];
  for (let year = 0; year < 3; year += 1) {
    const events = await Promise.all(Array.from({ length: 20 }, () => overBy(10 + year * 450)));
    for (const event of events) await allowed(event, year * 450);
    most.push((await stored(person!.id)).bytes);
  }
  const end = await stored(person!.id);
  expect(end.person.liftedEvents?.size).toBeLessThan(40);
  expect(end.person.liftedEvents).toContain(coming);
  expect(end.person.optedOutEvents).toEqual(new Set([refused]));
  expect(most[2]! - most[1]!).toBeLessThan(100);
}, 60_000);

it('An opt-in to an event that was over less than 13 months ago, or is to come, is kept', async () => {
  const [person] = await storedPeople(aws.table, 'recent', 1);
  const events = await Promise.all(Array.from({ length: 20 }, () => overBy(10)));
  const coming = (await storedEvent(aws.table)).id;
  for (const event of [...events, coming]) await optInToEvent(aws.table, person!, event, inDays(0));
  await optInToEvent(aws.table, person!, (await storedEvent(aws.table)).id, inDays(400));
  expect((await stored(person!.id)).person.liftedEvents?.size).toBe(22);
  await optInToEvent(aws.table, person!, (await storedEvent(aws.table)).id, inDays(405));
  const { liftedEvents } = (await stored(person!.id)).person;
  expect(liftedEvents?.size).toBe(3);
  expect(liftedEvents).toContain(coming);
});

it('Opt-ins are forgotten at every address, and no opt-out at any', () => {
  const words = {
    optedOutEvents: new Set(['a']),
    liftedEvents: new Set(['b']),
    sparedEvents: new Set(['c']),
  };
  const wish = { ...words, formerWishes: { par_1: words } };
  expect(optInsOf(wish)).toEqual(new Set(['b', 'c']));
  const left = withoutOptIns(wish, new Set(['a', 'b', 'c']));
  for (const one of [left, left.formerWishes!['par_1']!]) {
    expect(one.optedOutEvents).toEqual(new Set(['a']));
    expect([one.liftedEvents, one.sparedEvents]).toEqual([undefined, undefined]);
  }
});
