import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { servePeople } from '../../functions/people/serve-people.ts';
import { getParticipants } from '../../shared/people/table/participant-items.ts';
import { getRunDestination } from '../../shared/handovers/table/run-destination-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { NOW } from '../support/factories.ts';
import { organizerDeps } from '../support/api/organizer-routes.ts';
import { callerOf } from '../support/http-events.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { mortal } from '../support/mortal.ts';
import { idsOf } from '../support/run-bulk.ts';
import { jobDeps, runToEnd, type TestClock } from '../support/run-jobs.ts';
import { personId, storedPeople } from '../support/stored-people.ts';

const aws = useLocalAws();
beforeAll(async () => {
  await storedPeople(aws.table, 'handed', 1);
});
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

const callOn = (table: Table) => callerOf(servePeople({ ...organizerDeps(aws), table }));
const ask = (json: object, headers: Record<string, string> = {}) =>
  callOn(aws.table)('POST /v1/participants/actions', { groups: '[admin]', headers, json });
const handOver = (table: Table, key: string, url = 'https://crm.example.com/') =>
  callOn(table)('POST /v1/participants/actions', {
    groups: '[admin]',
    headers: { 'idempotency-key': key },
    json: { action: { type: 'hand-over', url }, ids: [personId('handed', 0)] },
  });

describe('A hand-over that is asked for again with its Idempotency-Key', () => {
  it.each([1, 2, 3])(
    'tells the secret that its deliveries are signed with, whatever broke at call %i',
    async (atCall) => {
      for (const afterEffect of [false, true]) {
        const key = `key-${atCall}-${String(afterEffect)}`;
        const dying = { ...aws.table, client: mortal(aws.table.client, atCall, afterEffect) };
        expect((await handOver(dying, key)).status).toBe(atCall < 3 ? 500 : 202);
        for (let time = 0; time < 2; time += 1) {
          const reply = await handOver(aws.table, key);
          expect(reply.status, reply.body).toBe(202);
          const { id, secret } = reply.json();
          expect(secret).toMatch(/^whsec_/);
          expect((await getRunDestination(aws.table, id))?.secret).toBe(secret);
        }
      }
    },
  );

  it('goes where its job says, though the one that broke said elsewhere', async () => {
    for (const [atCall, afterEffect] of [
      [1, false],
      [2, false],
      [2, true],
    ] as const) {
      const key = `elsewhere-${atCall}-${String(afterEffect)}`;
      const dying = { ...aws.table, client: mortal(aws.table.client, atCall, afterEffect) };
      await handOver(dying, key, 'https://first.example.com/');
      const answers = [];
      for (const url of ['https://second.example.com/', 'https://first.example.com/']) {
        const reply = await handOver(aws.table, key, url);
        const { id, action } = reply.json();
        if (reply.status === 202) expect((await getRunDestination(aws.table, id))?.url).toBe(action.url);
        answers.push(reply.status);
      }
      expect(answers.toSorted()).toEqual([202, 422]);
    }
  });
});

describe('An action with a count that is asked for again with its Idempotency-Key', () => {
  it('is the job that it was, also once that has changed whom it counted', async () => {
    const people = await storedPeople(aws.table, 'asked-twice', 12);
    const filter = {
      all: [
        { field: 'email', op: 'startsWith', value: 'asked-twice' },
        { field: 'status', op: 'in', value: ['active'] },
      ],
    };
    const block = { action: { type: 'block' }, all: true, filter, expect: 12 };
    const first = await ask(block, { 'idempotency-key': 'twice' });
    expect(first.status, first.body).toBe(202);
    const clock: TestClock = { now: NOW };
    await runToEnd(() => jobDeps(aws, clock), clock, first.json().id);
    const again = await ask(block, { 'idempotency-key': 'twice' });
    expect(again.status, again.body).toBe(202);
    expect(again.json()).toMatchObject({ id: first.json().id, counts: { changed: people.length } });
    expect((await ask({ ...block, expect: 11 }, { 'idempotency-key': 'twice' })).status).toBe(422);
    expect((await ask(block, { 'idempotency-key': 'thrice' })).status).toBe(409);
  });
});

describe('A filter, with people who are left out of it, that is more than a job can keep', () => {
  const filter = (parts: number) => ({
    any: Array.from({ length: parts }, (_, n) => ({
      ...{ field: 'lastName', op: 'eq', value: `${n} ${'x'.repeat(1_900)}` },
    })),
  });
  const left = (count: number) => Array.from({ length: count }, (_, n) => personId('left-out', n));
  const mail = { type: 'mail', subject: 'x', text: '\u0436'.repeat(20_000) };

  it.each([{ type: 'block' }, { type: 'export' }, mail])(
    'is refused with what it may be at most: $type',
    async (action) => {
      const asked = { action, all: true, filter: filter(145), exclude: left(5_000) };
      for (const dryRun of [false, true]) {
        const reply = await ask({ ...asked, dryRun });
        expect(reply.status, reply.body).toBe(422);
        expect(reply.json().errors).toMatchObject([
          { field: 'exclude', code: 'too-large', message: expect.stringContaining('320 kB') },
        ]);
      }
      for (const [parts, excluded] of [
        [145, 400],
        [60, 5_000],
      ] as const) {
        const fits = { ...asked, filter: filter(parts), exclude: left(excluded) };
        const reply = await ask(fits);
        expect(reply.status, reply.body).toBe(202);
      }
    },
  );
});

describe('An action whose people take too long to count', () => {
  const clock: TestClock = { now: NOW };
  /** Each look at the time finds that the organizer has waited long enough. */
  const askInAHurry = async (json: object) => {
    let time = 0;
    const hurry = vi.spyOn(performance, 'now').mockImplementation(() => (time += 60_000));
    const reply = await ask(json).finally(() => {
      hurry.mockRestore();
    });
    expect(reply.status, reply.body).toBe(202);
    return reply.json().id as string;
  };
  const finish = (id: string, mayGoOn: boolean) =>
    runToEnd(
      () => jobDeps(aws, clock),
      clock,
      id,
      () => mayGoOn,
    );
  const filterOf = (name: string) => ({ field: 'email', op: 'startsWith', value: name });

  it.each([true, false])(
    'changes nobody when there are quite another number of them by then, in one slice: %s',
    async (isOneSlice) => {
      const name = `counted-${String(isOneSlice)}`;
      const people = await storedPeople(aws.table, name, 20);
      const erase = { action: { type: 'erase' }, all: true, filter: filterOf(name) };
      const wrong = await finish(await askInAHurry({ ...erase, expect: 3 }), isOneSlice);
      expect(wrong).toMatchObject({
        status: 'failed',
        reason: 'conflict',
        detail: expect.stringContaining('The number of people is 20 now, not 3.'),
        counts: { changed: 0 },
      });
      expect((await getParticipants(aws.table, idsOf(people))).size).toBe(20);
      const right = await finish(await askInAHurry({ ...erase, expect: 20 }), isOneSlice);
      expect(right).toMatchObject({ status: 'done', counts: { chosen: 20, changed: 20 } });
    },
  );
});
