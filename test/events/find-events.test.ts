import { beforeAll, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import type { EventState } from '../../shared/events/domain/event-place.ts';
import { titleSearch } from '../../shared/events/domain/title-search.ts';
import { findEvents, type EventSearchPlace } from '../../shared/events/usecases/find-events.ts';
import { placeEvent } from '../../shared/events/usecases/place-event.ts';
import { planSessions } from '../../shared/events/usecases/plan-sessions.ts';
import { NOW, planDeps, storedEvent } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();

/** An event with one session, as it stands in the lists. */
async function eventAt(title: string, startsAt?: string): Promise<Event> {
  const event = await storedEvent(aws.table, { title });
  const deps = planDeps(aws.table);
  if (startsAt !== undefined) await planSessions(deps, event, { startsAt });
  await placeEvent(deps, event.id);
  return event;
}

/** The titles of a whole list, page by page, and how many pages it took. */
async function titles(search: { state?: EventState; q?: string }, limit = 2) {
  const found: string[] = [];
  let pages = 0;
  for (let place: EventSearchPlace | undefined, more = true; more; more = place !== undefined) {
    const page = await findEvents(aws.table, { q: '', ...search }, place, limit);
    expect(page.events.length).toBeLessThanOrEqual(limit);
    found.push(...page.events.map(({ title }) => title));
    place = page.next;
    pages += 1;
  }
  return { found, pages };
}

beforeAll(async () => {
  await eventAt('Apples in May', '2027-05-01T10:00');
  await eventAt('Pears in April', '2027-04-01T10:00');
  await eventAt('Some day');
  await eventAt('Apples in January', '2027-01-01T10:00');
  await eventAt('Pears in February', '2027-02-01T10:00');
  await eventAt('Étude: l’été des poires', '2027-06-01T10:00');
});

describe('The list of events by state', () => {
  it('has those to come with the next one first and those without a date last, whatever the size of its pages', async () => {
    const coming = ['Pears in April', 'Apples in May', 'Étude: l’été des poires', 'Some day'];
    for (const limit of [1, 2, 3, 4, 5])
      expect((await titles({ state: 'coming' }, limit)).found).toEqual(coming);
  });

  it('has those that are over with the latest first', async () => {
    expect((await titles({ state: 'past' })).found).toEqual(['Pears in February', 'Apples in January']);
    expect((await titles({ state: 'room' })).found).toEqual([]);
  });

  it('ends with its last event, without a page of nothing', async () => {
    expect((await titles({ state: 'coming' }, 2)).pages).toBe(2);
  });

  it('goes on after an event that moved on meanwhile', async () => {
    const first = await findEvents(aws.table, { state: 'coming', q: '' }, undefined, 1);
    await placeEvent(
      { table: aws.table, now: () => Date.parse('2027-04-02T00:00:00Z') },
      first.events[0]!.id,
    );
    const second = await findEvents(aws.table, { state: 'coming', q: '' }, first.next, 1);
    expect(second.events.map(({ title }) => title)).toEqual(['Apples in May']);
    await placeEvent({ table: aws.table, now: () => NOW }, first.events[0]!.id);
  });
});

describe('The search of events by title', () => {
  it('finds those that hold each word, in a state or in all of them, one after the other', async () => {
    expect((await titles({ q: 'apples' })).found).toEqual(['Apples in May', 'Apples in January']);
    expect((await titles({ q: 'in PEAR', state: 'past' })).found).toEqual(['Pears in February']);
    expect((await titles({ q: 'apples pears' })).found).toEqual([]);
  });

  it('finds page by page what it finds at once', async () => {
    const all = (await titles({ q: 'in' }, 50)).found;
    expect(all).toHaveLength(4);
    for (const limit of [1, 2, 3]) expect((await titles({ q: 'in' }, limit)).found).toEqual(all);
  });

  it('reads what is typed without accents and with other signs', () => {
    expect(titleSearch("etude l'ete")('Étude: l’été des poires')).toBe(true);
    expect(titleSearch('ёлка')('Елка и шары')).toBe(true);
    expect(titleSearch('  two   words ')('Words of two')).toBe(true);
    expect(titleSearch('words')('World')).toBe(false);
  });
});
