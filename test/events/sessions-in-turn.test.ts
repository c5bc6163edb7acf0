import { beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import { sessionsInTurn } from '../../shared/events/usecases/sessions-in-turn.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { wipeTable } from '../support/wipe-table.ts';

const aws = useLocalAws();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let event: Event;

beforeEach(async () => {
  await wipeTable(aws.table);
  event = await storedEvent(aws.table, { timeZone: 'Africa/Abidjan' });
});

/** When a round of the sweeper begins, who then looks at the time ahead part by part. */
const ROUND_MS = 800 * 5 * MINUTE;
const BEGIN = Math.ceil(NOW / ROUND_MS) * ROUND_MS;

/** So many sessions, each so many minutes after the one before; their ids. */
async function sessions(count: number, everyMinutes: number): Promise<string[]> {
  const startsAt = (n: number) =>
    new Date(BEGIN + DAY + n * everyMinutes * MINUTE).toISOString().slice(0, 16);
  const made = Array.from({ length: count }, (_, n) =>
    storedSession(aws.table, event, { startsAt: startsAt(n) }),
  );
  return (await Promise.all(made)).map(({ id }) => id);
}

const inTurn = (sweep: number) => sessionsInTurn(aws.table, BEGIN + sweep * 5 * MINUTE);

describe('The sweeper looks at sessions', () => {
  it('all of them, as long as there are at most 15', async () => {
    const ids = await sessions(15, 24 * 60);
    expect((await inTurn(0)).toSorted()).toEqual(ids.toSorted());
  });

  it('the next 15 each time, and the others one part of the time ahead after the other', async () => {
    const ids = await sessions(45, 24 * 60);
    const seen = new Set<string>();
    for (let sweep = 0; sweep < 55; sweep += 1) {
      const turn = await inTurn(sweep);
      expect(turn).toEqual(expect.arrayContaining(ids.slice(0, 15)));
      for (const id of turn) seen.add(id);
    }
    expect([...seen].toSorted()).toEqual(ids.toSorted());
  });

  it('the next ones also where many were over within the last day', async () => {
    const ids = await sessions(60, 30);
    const at = Math.round((1.5 * DAY) / (5 * MINUTE));
    expect(await inTurn(at)).toEqual(expect.arrayContaining(ids.slice(24, 39)));
  });

  it('of a day that has too many, at others each time', async () => {
    const ids = await sessions(60, 1);
    const seen = new Set<string>();
    for (let round = 0; round < 40; round += 1) for (const id of await inTurn(1)) seen.add(id);
    expect(seen.size).toBe(ids.length);
    expect((await inTurn(1)).length).toBe(30);
  });
});
