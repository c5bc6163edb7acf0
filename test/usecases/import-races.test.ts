import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ImportJob } from '../../shared/domain/import-job.ts';
import { participantIdOf } from '../../shared/domain/identity.ts';
import { cancelRegistration } from '../../shared/table/change-registrations.ts';
import { getItems } from '../../shared/table/get-items.ts';
import { seatsKey } from '../../shared/table/keys.ts';
import { getRegistration } from '../../shared/table/registration-items.ts';
import { runJob } from '../../shared/usecases/run-job.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { justBefore } from '../support/just-before.ts';
import { startLocalAws, type LocalAws } from '../support/local-aws.ts';
import { arrive, identityKey, jobDeps, runToEnd, type TestClock } from '../support/run-jobs.ts';

let aws: LocalAws;
let clock: TestClock;
beforeAll(async () => {
  aws = await startLocalAws();
});
afterAll(() => aws.stop());
beforeEach(() => {
  clock = { now: NOW };
});

const idOf = (email: string) => participantIdOf(identityKey, email);
/** The checkpoint that moves the cursor behind a block that registered so many. */
const isCheckpoint =
  (registered: number) =>
  ({ input }: { input: { ExpressionAttributeValues?: Record<string, unknown> } }) =>
    input.ExpressionAttributeValues?.[':u_registered'] === registered;

describe('A session that an import fills', () => {
  it('keeps the seat of everybody who has one, when somebody cancels before a block is done again', async () => {
    const session = await storedSession(aws.table, await storedEvent(aws.table), { capacity: 3 });
    const id = await arrive(aws, 'seats.csv', 'email\nstays@example.com\nleaves@example.com\n', {
      session: session.id,
    });
    const leave = async () => {
      const leaving = await getRegistration(aws.table, session.id, idOf('leaves@example.com'));
      await cancelRegistration(aws.table, leaving!, []);
      throw new Error('The worker dies.');
    };
    const client = justBefore(aws.table.client, isCheckpoint(2), leave);
    const dying = jobDeps(aws, clock, { table: { ...aws.table, client } });
    await expect(runJob(dying, id, { owner: 'first', mayGoOn: () => true })).rejects.toThrow('dies');
    const job = ImportJob.parse(await runToEnd(() => jobDeps(aws, clock), clock, id));
    expect(job).toMatchObject({ status: 'done', registered: 2, counts: { created: 2 } });
    expect((await getItems(aws.table, [seatsKey(session.id)]))[0]?.['taken']).toBe(1);
  });
});
