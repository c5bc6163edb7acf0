import { beforeEach, describe, expect, it } from 'vitest';
import { BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import { ImportJob } from '../../shared/imports/domain/import-job.ts';
import type { LinkKey } from '../../shared/platform/access/link-token.ts';
import { participantIdOf } from '../../shared/people/domain/identity.ts';
import { createVariable } from '../../shared/variables/table/variable-items.ts';
import { saveJob } from '../../shared/jobs/table/job-items.ts';
import { getMailCounts } from '../../shared/mail/table/mail-count-items.ts';
import { getParticipants } from '../../shared/people/table/participant-items.ts';
import { getGroup } from '../../shared/groups/table/group-items.ts';
import { deleteGroup } from '../../shared/bulk/usecases/delete-group.ts';
import { runJob } from '../../functions/jobs/job-registry.ts';
import { MailingMessage } from '../../shared/mail/domain/mailing-message.ts';
import { sendMailing } from '../../shared/mail/usecases/send-mailing.ts';
import { NOW, planDeps } from '../support/factories.ts';
import { justBefore } from '../support/just-before.ts';
import { useJobs } from '../support/use-jobs.ts';
import { mortal } from '../support/mortal.ts';
import { bulkRunner, idsOf } from '../support/run-bulk.ts';
import { identityKey, jobDeps } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { getJob, type Job, cancelJob, isCancellable } from '../support/stored-jobs.ts';

const { aws, clock, arrive } = useJobs();
const { act, begin, group } = bulkRunner(() => aws, clock);
beforeEach(() => {
  clock.now = NOW;
  aws.take(aws.jobs);
  aws.take(aws.bulk);
  aws.mailbox.clear();
});

const stored = async (id: string): Promise<Job> => (await getJob(aws.table, id))!;
const cancel = async (id: string) => {
  const job = await stored(id);
  return cancelJob({ table: aws.table, now: () => clock.now }, job);
};
const run = (id: string) => runJob(jobDeps(aws, clock), id, { owner: 'w', mayGoOn: () => true });
/** Runs a slice in which the job is cancelled just before the first write of the given kind. */
const runAndCancel = async (id: string, command: string) => {
  const cancelled: Job[] = [];
  const client = justBefore(
    aws.table.client,
    (one) => one.constructor.name === command,
    async () => cancelled.push(await cancel(id)),
  );
  const deps = jobDeps(aws, clock, { table: { ...aws.table, client } });
  const outcome = await runJob(deps, id, { owner: 'w', mayGoOn: () => true });
  return { outcome, answered: cancelled[0]! };
};

const linkKeys: LinkKey[] = [{ id: 1, secret: Buffer.from('a link key') }];
const mailDeps = (table = aws.table) => ({
  table,
  outlet: aws.outlet,
  linkKeys,
  publicOrigin: 'https://turnout.example.com',
  from: { address: 'team@example.com', name: 'Team' },
  now: () => clock.now,
});

describe('Cancelling a mailing that is queued', () => {
  it('stops the mails that are not sent yet, and every mail is counted once', async () => {
    const people = await storedPeople(aws.table, 'queued', 60, (n) => (n === 59 ? { email: undefined } : {}));
    const id = await begin({ type: 'mail', subject: 'News', text: 'Hello' }, { ids: idsOf(people) });
    expect(await run(id)).toBe('finished');
    const messages = aws.take(aws.bulk).map((message) => MailingMessage.parse(message));
    expect(messages.map(({ participantIds }) => participantIds.length)).toEqual([25, 25, 9]);
    const [first, second, third] = messages;
    await sendMailing(mailDeps(), first!);
    // The sender of the second one dies with some of its mails sent.
    const dying = { ...aws.table, client: mortal(aws.table.client, 40, true) };
    await expect(sendMailing(mailDeps(dying), second!)).rejects.toThrow();
    const before = aws.mailbox.list().length;
    expect(before).toBeGreaterThan(25);
    expect(await isCancellable(aws.table, await stored(id))).toBe(true);
    expect(await cancel(id)).toMatchObject({ status: 'cancelled' });
    // Each of them comes twice.
    for (const message of [second!, third!, second!, first!]) await sendMailing(mailDeps(), message);
    expect(aws.mailbox.list()).toHaveLength(before);
    const { sent, unknown, stopped, notWanted, refused } = await getMailCounts(aws.table, id);
    expect(sent + unknown).toBeGreaterThanOrEqual(before);
    expect(stopped).toBeGreaterThanOrEqual(9);
    expect(sent + unknown + stopped + notWanted + refused).toBe(59);
    await expect(cancel(id)).rejects.toThrow(/over already/);
  });

  it('is refused when all of its mails are told of', async () => {
    const people = await storedPeople(aws.table, 'all-sent', 2);
    const id = await begin({ type: 'mail', subject: 'News', text: 'Hello' }, { ids: idsOf(people) });
    await run(id);
    for (const message of aws.take(aws.bulk)) await sendMailing(mailDeps(), MailingMessage.parse(message));
    expect(await isCancellable(aws.table, await stored(id))).toBe(false);
    await expect(cancel(id)).rejects.toThrow(/over already/);
  });
});

describe('Cancelling a job at work', () => {
  it('counts the rows of the block under way, which are there, and reads no more of them', async () => {
    const emails = Array.from({ length: 300 }, (_, n) => `halt${n}@example.com`);
    const id = await arrive('halt.csv', ['email', ...emails].join('\n'));
    const { outcome, answered } = await runAndCancel(id, 'BatchExecuteStatementCommand');
    expect(outcome).toBe('cancelled');
    expect(answered).toMatchObject({ status: 'running', cancelling: true });
    const job = ImportJob.parse(await stored(id));
    expect(job).toMatchObject({ status: 'cancelled', counts: { read: 125, created: 125 } });
    expect(job).not.toHaveProperty('lease');
    expect(job).not.toHaveProperty('cancelling');
    expect(job.finishedAt).toBe(new Date(NOW).toISOString());
    const found = await getParticipants(
      aws.table,
      emails.map((email) => participantIdOf(identityKey, email)),
    );
    expect(found.size).toBe(125);
    expect(await run(id)).toBe('finished-before');
    expect(aws.take(aws.jobs)).toEqual([]);
  });

  it('counts the people of the page under way', async () => {
    await createVariable(aws.table, {
      name: 'seen',
      type: 'number',
      label: 'seen',
      createdAt: new Date(NOW).toISOString(),
      version: 1,
    });
    const people = await storedPeople(aws.table, 'page', 350);
    const id = await begin({ type: 'set-variable', name: 'seen', value: 1 }, { ids: idsOf(people) });
    expect((await runAndCancel(id, 'TransactWriteCommand')).outcome).toBe('cancelled');
    const now = await getParticipants(aws.table, idsOf(people));
    const changed = [...now.values()].filter(({ variables }) => variables?.['seen'] === 1).length;
    expect(changed).toBeGreaterThan(0);
    expect(changed).toBeLessThan(350);
    const { status, counts } = BulkJob.parse(await stored(id));
    expect({ status, counts }).toMatchObject({ status: 'cancelled', counts: { chosen: changed, changed } });
  });

  it('is the same asked twice, and over at once where nobody is at work', async () => {
    const id = await arrive('twice-cancelled.csv', 'email\na@example.com\n');
    const waiting = await stored(id);
    const lease = { owner: 'w', until: new Date(NOW + 60_000).toISOString() };
    await saveJob(aws.table, { ...waiting, status: 'running', lease });
    const first = await cancel(id);
    expect(first).toMatchObject({ status: 'running', cancelling: true });
    expect(await cancel(id)).toEqual(first);

    const idle = await arrive('idle-cancelled.csv', 'email\na@example.com\n');
    expect(await cancel(idle)).toMatchObject({ status: 'cancelled' });
    expect(await run(idle)).toBe('finished-before');
  });

  it('is ended by whoever comes after a worker that died, without another row', async () => {
    const id = await arrive('died-cancelled.csv', 'email\ndied-cancelled@example.com\n');
    const lease = { owner: 'dead', until: new Date(NOW + 60_000).toISOString() };
    await saveJob(aws.table, { ...(await stored(id)), status: 'running', lease });
    await cancel(id);
    expect(await run(id)).toBe('busy');
    clock.now += 60_001;
    expect(await run(id)).toBe('cancelled');
    expect(await stored(id)).toMatchObject({ status: 'cancelled', counts: { read: 0 } });
  });

  it('also ends what would have waited for an answer, or for its next slice', async () => {
    const held = await arrive('held-cancelled.csv', 'email\na@example.com\n', { hold: 'true' });
    expect((await runAndCancel(held, 'QueryCommand')).outcome).toBe('cancelled');
    expect(await stored(held)).toMatchObject({ status: 'cancelled' });
    expect(await stored(held)).not.toHaveProperty('heldFor');
  });

  it('is refused to the one that clears up after a deleted group, which is never given up either', async () => {
    const [person] = await storedPeople(aws.table, 'dissolved', 1);
    const groupId = await group('To be dissolved');
    await act({ type: 'add-to-group', groupId }, [person!]);
    const dissolving = { ...planDeps(aws.table), now: () => clock.now };
    const { id } = (await deleteGroup(dissolving, (await getGroup(aws.table, groupId))!, 'anna'))!;
    expect(await isCancellable(aws.table, await stored(id))).toBe(false);
    await expect(cancel(id)).rejects.toThrow('The group is deleted already');
    await saveJob(aws.table, { ...(await stored(id)), idleSlices: 5 });
    expect(await run(id)).toBe('finished');
    const left = (await getParticipants(aws.table, [person!.id])).get(person!.id);
    expect([...(left?.groups ?? [])]).toEqual([]);
  });
});
