import { beforeAll, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import { listSessionsOf, type ListPlace, type SessionList } from '../../shared/events/table/session-list.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const DAYS = 9;
let event: Event;
/** Five are over: the clock says the sixth day, noon. */
const nowMs = Date.parse('2027-03-15T12:00:00Z');
const names: string[] = [];

beforeAll(async () => {
  expect(NOW).toBeLessThan(nowMs);
  event = await storedEvent(aws.table);
  for (let day = 0; day < DAYS; day += 1) {
    const name = `day ${day}`;
    await storedSession(aws.table, event, { name, startsAt: `2027-03-${10 + day}T10:00` });
    names.push(name);
  }
});

const pageAt = (list: SessionList, place: ListPlace | undefined, limit: number) =>
  listSessionsOf(aws.table, { eventId: event.id, list, nowMs }, place, limit);

describe('A list of sessions', () => {
  it.each<[SessionList, () => string[]]>([
    ['all', () => names.toReversed()],
    ['coming', () => names.slice(6)],
    ['past', () => names.slice(0, 6).toReversed()],
  ])('is read page by page both ways, whatever their length: %s', async (list, expected) => {
    for (const limit of [1, 2, 3, 4, 20]) {
      const pages: Awaited<ReturnType<typeof pageAt>>[] = [];
      for (let place: ListPlace | undefined; ;) {
        const page = await pageAt(list, place, limit);
        pages.push(page);
        place = page.next;
        if (!place) break;
      }
      const shown = pages.flatMap(({ sessions }) => sessions.map(({ name }) => name));
      expect(shown).toEqual(expected());
      expect(pages.length).toBe(Math.ceil(shown.length / limit));
      expect(pages[0]?.previous).toBeUndefined();
      for (const [at, page] of pages.entries()) {
        if (at === 0) continue;
        const back = await pageAt(list, page.previous, limit);
        expect(back.sessions).toEqual(pages[at - 1]?.sessions);
        expect(back.previous === undefined).toBe(at === 1);
        expect((await pageAt(list, back.next, limit)).sessions).toEqual(page.sessions);
      }
    }
  });
});
