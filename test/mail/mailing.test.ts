import { randomBytes } from 'node:crypto';
import {
  AccountSendingPausedException,
  MessageRejected,
  SESServiceException,
  type SESClient,
} from '@aws-sdk/client-ses';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { idDigits, newId } from '../../shared/platform/values/ids.ts';
import { makePersonToken, type LinkKey } from '../../shared/platform/access/link-token.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { saveJob } from '../../shared/jobs/table/job-items.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { insertRegistrations } from '../../shared/registrations/table/insert-registrations.ts';
import { getMailCounts } from '../../shared/mail/table/mail-count-items.ts';
import { newBulkJob } from '../../shared/bulk/usecases/begin-bulk.ts';
import { openWork } from '../../shared/bulk/usecases/bulk-action.ts';
import { bulkActions } from '../../shared/registries/bulk-actions.ts';
import { optOutOfEverything } from '../../shared/people/usecases/change-wishes.ts';
import { chunks } from '../../shared/platform/values/chunks.ts';
import { listHistory } from '../../shared/history/table/list-history.ts';
import { patchWish } from '../../shared/people/table/participant-items.ts';
import { openPersonLink } from '../../shared/registrations/usecases/open-person-link.ts';
import { mergeInto } from '../../shared/people/usecases/merge-into.ts';
import { MailingMessage } from '../../shared/mail/domain/mailing-message.ts';
import { sendMailing } from '../../shared/mail/usecases/send-mailing.ts';
import type { MailDeps } from '../../shared/mail/usecases/registrant-mail.ts';
import { onMailFeedback } from '../../shared/mail/usecases/on-mail-feedback.ts';
import { NOW, planDeps, storedEvent } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { mortal } from '../support/mortal.ts';
import { bulkRunner, idsOf } from '../support/run-bulk.ts';
import { dyingWorkers, identityKey, jobDeps, type TestClock } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { getJob } from '../support/stored-jobs.ts';

const aws = useLocalAws();
const clock: TestClock = { now: NOW };
const { begin, finish, act } = bulkRunner(() => aws, clock);
const linkKeys: LinkKey[] = [{ id: 1, secret: Buffer.from('a link key') }];
beforeEach(() => {
  aws.faults.set(0, []);
  clock.now = NOW;
  aws.mailbox.clear();
  aws.take(aws.bulk);
});

const mailDeps = (table = aws.table) => ({
  table,
  outlet: aws.outlet,
  linkKeys,
  publicOrigin: 'https://turnout.example.com',
  from: { address: 'team@example.com', name: 'Team' },
  now: () => clock.now,
});
const planned = () => ({ ...planDeps(aws.table), identityKey, now: () => clock.now });
const messages = () => aws.take(aws.bulk).map((message) => MailingMessage.parse(message));
const mailed = () =>
  aws.mailbox
    .list()
    .flatMap((mail) => mail.to)
    .sort();
const mail = { type: 'mail', subject: 'News', text: 'Dear {{firstName|friend}}' };

describe('A mailing', () => {
  it('is queued for those who may be written to, and sent to those who still may then', async () => {
    const people = await storedPeople(aws.table, 'mail', 30, (n) => ({
      ...(n === 0 && { optedOutAt: '2027-01-01T00:00:00.000Z' }),
      ...(n === 1 && { bouncedAt: '2027-01-01T00:00:00.000Z' }),
      ...(n === 2 && { email: undefined }),
    }));
    const job = await act(mail, people);
    expect(job).toMatchObject({
      counts: { chosen: 30, changed: 27, skipped: 3 },
      reasons: { unsubscribed: 1, bounced: 1, 'no-email': 1 },
    });
    await optOutOfEverything(aws.table, people[3]!.id, new Date(NOW).toISOString());
    const queued = messages();
    expect(queued.map(({ participantIds }) => participantIds.length)).toEqual([25, 2]);
    for (const message of queued) await sendMailing(mailDeps(), message);
    expect(mailed()).toHaveLength(26);
    expect(mailed()).not.toContain('mail3@example.com');
    // Every message comes twice.
    for (const message of queued) await sendMailing(mailDeps(), message);
    expect(mailed()).toHaveLength(26);
    expect(await getMailCounts(aws.table, job.id)).toEqual({
      sent: 26,
      notWanted: 1,
      refused: 0,
      unknown: 0,
      stopped: 0,
    });
  });

  it('is told with the subject that was sent, whatever the person is called by now, until they are erased', async () => {
    const [person] = await storedPeople(aws.table, 'told', 1, () => ({ firstName: 'Rosalind' }));
    await act({ ...mail, subject: 'News for {{firstName}}' }, [person!]);
    for (const message of messages()) await sendMailing(mailDeps(), message);
    await patchWish(aws.table, person!.id, { set: { firstName: 'Rose' } });
    const { entries } = await listHistory(aws.table, { ...person!, firstName: 'Rose' }, undefined, 10);
    const subjects = entries.flatMap(({ kind, data }) => (kind === 'mail' ? [data?.['subject']] : []));
    expect(subjects).toEqual(['News for Rosalind']);
    await act({ type: 'erase' }, [person!]);
    const { Items } = await aws.table.client.send(new ScanCommand({ TableName: aws.table.name }));
    const left = Items!.filter((item) => JSON.stringify(item).includes('Rosalind'));
    expect(left.map(({ pk }) => String(pk))).toEqual([]);
  });

  it('goes out once also when the job or the sender is killed', async () => {
    const people = await storedPeople(aws.table, 'killed', 30);
    const id = await begin(mail, { ids: idsOf(people) });
    const deaths = [3, 2].map((atCall) => ({ atCall, afterEffect: false }));
    const deps = dyingWorkers(aws, clock, deaths);
    const job = await finish(id, deps);
    expect(job.counts).toMatchObject({ chosen: 30, changed: 30 });
    const queued = messages();
    const [first] = queued;
    const dying = { ...aws.table, client: mortal(aws.table.client, 20, true) };
    await expect(sendMailing(mailDeps(dying), first!)).rejects.toThrow();
    for (const message of queued) await sendMailing(mailDeps(), message);
    const { sent, unknown } = await getMailCounts(aws.table, job.id);
    expect(new Set(mailed()).size).toBe(mailed().length);
    expect(sent + unknown).toBe(30);
    expect(mailed().length).toBeGreaterThanOrEqual(sent);
  });

  it.each([1, 2, 3, 4, 5])(
    'loses no mail and leaves none unknown when answers are lost, seed %i',
    async (seed) => {
      const people = await storedPeople(aws.table, `answers${seed}`, 60);
      const job = await act(mail, people);
      const queued = messages();
      const lost = ['UpdateItem', 'TransactWriteItems'].map((action) => ({
        service: 'dynamodb',
        action,
        kind: 'timeout-after-success' as const,
        rate: 0.3,
      }));
      aws.faults.set(seed, lost);
      // As the queue would: what fails comes again.
      for (let receive = 0; receive < 5 && queued.length > 0; receive += 1)
        for (const message of queued.splice(0))
          await sendMailing(mailDeps(), message).catch(() => queued.push(message));
      aws.faults.set(seed, []);
      expect(queued).toEqual([]);
      expect(new Set(mailed()).size).toBe(60);
      expect(mailed()).toHaveLength(60);
      expect(await getMailCounts(aws.table, job.id)).toMatchObject({ sent: 60, unknown: 0 });
    },
  );

  it('that is cancelled sends nothing of what is still queued', async () => {
    const people = await storedPeople(aws.table, 'cancelled', 3);
    const job = await act(mail, people);
    await saveJob(aws.table, { ...(await getJob(aws.table, job.id))!, status: 'cancelled' });
    for (const message of messages()) await sendMailing(mailDeps(), message);
    expect(mailed()).toEqual([]);
    expect(await getMailCounts(aws.table, job.id)).toMatchObject({ sent: 0, notWanted: 0, stopped: 3 });
  });

  it('goes out once to two who turn out to be one, before, between and after their mails', async () => {
    const merged = async (name: string, between: (first: MailingMessage) => Promise<unknown>) => {
      const [one, other] = await storedPeople(aws.table, name, 2);
      const job = await act(mail, [one!, other!]);
      aws.take(aws.bulk);
      const message = (id: string) => ({ mailing: { jobId: job.id }, participantIds: [id] });
      await between(message(one!.id));
      await mergeInto(planned(), { otherId: one!.id, survivorId: other!.id, by: 'anna', origin: 'api' });
      for (const { id } of [one!, other!, one!]) await sendMailing(mailDeps(), message(id));
      expect(mailed()).toHaveLength(1);
      expect(await getMailCounts(aws.table, job.id)).toMatchObject({ sent: 1, unknown: 0 });
      aws.mailbox.clear();
    };
    await merged('unsent', () => Promise.resolve());
    await merged('sent', (first) => sendMailing(mailDeps(), first));
  });

  it('is counted by its mails, also when its page comes again with one person fewer', async () => {
    const people = await storedPeople(aws.table, 'again', 30);
    const job = await act(mail, people);
    const ids = messages().flatMap(({ participantIds }) => participantIds);
    const send = (participantIds: string[]) =>
      sendMailing(mailDeps(), { mailing: { jobId: job.id }, participantIds });
    await send(ids.slice(0, 25));
    for (const part of [ids.slice(1, 26), ids.slice(26)]) await send(part);
    expect(mailed()).toHaveLength(30);
    expect(await getMailCounts(aws.table, job.id)).toEqual({
      sent: 30,
      notWanted: 0,
      refused: 0,
      unknown: 0,
      stopped: 0,
    });
  });

  it('counts a mail as sent when the provider tells so of one that was given up', async () => {
    const [person] = await storedPeople(aws.table, 'told-late', 1);
    const job = await act(mail, [person!]);
    const [message] = messages();
    const dying = { ...aws.table, client: mortal(aws.table.client, 3, true) };
    await expect(sendMailing(mailDeps(dying), message!)).rejects.toThrow();
    await sendMailing(mailDeps(), message!);
    expect(await getMailCounts(aws.table, job.id)).toMatchObject({ sent: 0, unknown: 1 });
    const tags = { message: [`mailing-${idDigits(job.id)}-${idDigits(person!.id)}`] };
    const told = { eventType: 'Send', mail: { messageId: 'ses-1', tags } };
    for (let time = 0; time < 2; time += 1) await onMailFeedback(planned(), told);
    expect(await getMailCounts(aws.table, job.id)).toMatchObject({ sent: 1, unknown: 0 });
  });

  const failing = (error: Error) => ({
    outlet: { ...aws.outlet, client: { send: () => Promise.reject(error) } as unknown as SESClient },
  });
  const answered = { $metadata: { httpStatusCode: 400 }, message: '' };
  it.each<[string, () => Partial<MailDeps>]>([
    ['a sender that is not verified', () => ({ from: { address: 'team@elsewhere.org', name: 'Team' } })],
    ['a configuration set that is gone', () => ({ outlet: { ...aws.outlet, configurationSet: 'gone' } })],
    ['an account that was paused', () => failing(new AccountSendingPausedException(answered))],
    [
      'an account that was suspended',
      () => failing(new MessageRejected({ ...answered, message: 'Sending suspended for this account.' })),
    ],
    [
      'a right that was taken away',
      () =>
        failing(
          new SESServiceException({
            name: 'AccessDenied',
            $fault: 'client',
            $metadata: { httpStatusCode: 403 },
          }),
        ),
    ],
  ])('fails at %s, and goes out once that is mended', async (name, broken) => {
    const [person] = await storedPeople(aws.table, name.replaceAll(' ', '-'), 1);
    const job = await act(mail, [person!]);
    const [message] = messages();
    await expect(sendMailing({ ...mailDeps(), ...broken() }, message!)).rejects.toThrow();
    expect(await getMailCounts(aws.table, job.id)).toMatchObject({ sent: 0, refused: 0, unknown: 0 });
    await sendMailing(mailDeps(), message!);
    expect(mailed()).toEqual([person!.email]);
    expect(await getMailCounts(aws.table, job.id)).toMatchObject({ sent: 1, refused: 0, unknown: 0 });
  });

  it('gives up an address that the provider cannot read', async () => {
    const people = await storedPeople(aws.table, 'unreadable', 1);
    const job = await act(mail, people);
    const refusal = new SESServiceException({
      ...answered,
      name: 'InvalidParameterValue',
      $fault: 'client',
      message: 'Local address contains control or whitespace',
    });
    for (const message of messages()) await sendMailing({ ...mailDeps(), ...failing(refusal) }, message);
    expect(await getMailCounts(aws.table, job.id)).toMatchObject({ sent: 0, refused: 1 });
  });

  it.each([
    [400, 'InvalidParameterValue', { refused: 1, unknown: 0 }],
    [499, 'MessageRejected', { refused: 1, unknown: 0 }],
    [500, 'InvalidParameterValue', { refused: 0, unknown: 1 }],
    [503, 'ServiceUnavailable', { refused: 0, unknown: 1 }],
    [undefined, 'TimeoutError', { refused: 0, unknown: 1 }],
  ])('that the provider answers with %s (%s) is told of as it is, and not sent again', async (...given) => {
    const [httpStatusCode, name, expected] = given;
    const people = await storedPeople(aws.table, `answer-${httpStatusCode ?? 'none'}-`, 1);
    const job = await act(mail, people);
    const [message] = messages();
    const answer = new SESServiceException({
      ...{ name, message: '', $fault: 'server' },
      $metadata: httpStatusCode === undefined ? {} : { httpStatusCode },
    });
    await sendMailing({ ...mailDeps(), ...failing(answer) }, message!).catch(() => undefined);
    for (let time = 0; time < 2; time += 1) await sendMailing(mailDeps(), message!);
    expect(mailed()).toEqual([]);
    expect(await getMailCounts(aws.table, job.id)).toMatchObject({ sent: 0, ...expected });
  });

  it.each([
    ['asks for what nobody has', { text: '{{nickname}}' }],
    ['leaves a placeholder open in the subject', { subject: 'Dear firstName}}', text: 'Hello' }],
  ])('is refused when it %s', async (_, wrong) => {
    const order = {
      action: { ...mail, type: 'mail' as const, ...wrong },
      selection: { all: true as const },
    };
    const asked = openWork(bulkActions, jobDeps(aws, clock), newBulkJob(planDeps(aws.table), order, 'anna'));
    await expect(asked).rejects.toBeInstanceOf(Refusal);
  });

  it('leads its readers to a page of their own, but not those who are deleted', async () => {
    const [here, gone] = await storedPeople(aws.table, 'link', 2, (n) => ({
      ...(n === 1 && { deletedAt: '2027-01-01T00:00:00.000Z' }),
    }));
    const open = (participantId: string, email = '') =>
      openPersonLink(
        { table: aws.table, linkKeys },
        makePersonToken(linkKeys[0]!, 'preferences', { participantId, email }),
      );
    expect((await open(here!.id, here!.email))?.person?.id).toBe(here!.id);
    expect((await open(gone!.id, gone!.email))?.person).toBeUndefined();
  });

  it('shows the latest events of somebody who registered very often', async () => {
    const [person] = await storedPeople(aws.table, 'often', 1);
    const events = [await storedEvent(aws.table), await storedEvent(aws.table)];
    const last = Array.from({ length: 25 }, (_, n) => events[n % 2]!.id);
    const eventIds = [...Array.from({ length: 100 }, () => newId('evt', NOW, randomBytes)), ...last];
    const registrations = eventIds.map((eventId, n): Registration => ({
      ...{ eventId, sessionId: newId('ses', NOW, randomBytes), participantId: person!.id },
      ...{ status: 'registered', source: 'import', answers: {}, linkEpoch: 1, mailRound: 1 },
      createdAt: new Date(NOW + n * 1_000).toISOString(),
    }));
    for (const some of chunks(registrations, 25)) await insertRegistrations(aws.table, some);
    const token = makePersonToken(linkKeys[0]!, 'preferences', {
      participantId: person!.id,
      email: person!.email!,
    });
    const opened = await openPersonLink({ table: aws.table, linkKeys }, token);
    expect(opened?.events.map(({ id }) => id)).toEqual([events[0]!.id, events[1]!.id]);
  });
});
