import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { peopleRoutes } from '../../functions/people/routes.ts';
import { getRunDestination } from '../../shared/table/run-destination-items.ts';
import type { Table } from '../../shared/table/table.ts';
import { NOW } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { startLocalAws, type LocalAws } from '../support/local-aws.ts';
import { mortal } from '../support/mortal.ts';
import { linkKeys } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { personId, storedPeople } from '../support/stored-people.ts';

let aws: LocalAws;
beforeAll(async () => {
  aws = await startLocalAws();
  await storedPeople(aws.table, 'handed', 1);
});
afterAll(() => aws.stop());
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

const handOver = (table: Table, key: string, url = 'https://crm.example.com/') =>
  callerOf(
    peopleRoutes({
      table,
      identityKey: () => Promise.resolve(identityKey),
      linkKeys: () => Promise.resolve(linkKeys),
      roleClaim: 'cognito:groups',
      exemptHosts: [],
      fileDays: { uploads: 90, reports: 30, exports: 7 },
      now: () => NOW,
      random: randomBytes,
    }),
  )('POST /v1/participants/actions', {
    groups: '[admin]',
    headers: { 'idempotency-key': key },
    json: { action: { type: 'hand-over', url }, ids: [personId('handed', 0)] },
  });

describe('A hand-over that is asked for again with its Idempotency-Key', () => {
  it.each([1, 2])(
    'tells the secret that its deliveries are signed with, whatever broke at call %i',
    async (atCall) => {
      for (const afterEffect of [false, true]) {
        const key = `key-${atCall}-${String(afterEffect)}`;
        const dying = { ...aws.table, client: mortal(aws.table.client, atCall, afterEffect) };
        expect((await handOver(dying, key)).status).toBe(atCall === 1 ? 500 : 202);
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
      [1, true],
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
