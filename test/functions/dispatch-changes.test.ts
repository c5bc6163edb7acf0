import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import { ExportRequest } from '../../shared/exports/domain/export-job.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { listAudit } from '../../shared/history/table/audit-items.ts';
import { wakeItem } from '../../shared/jobs/table/job-items.ts';
import { jobKey } from '../../shared/jobs/table/job-keys.ts';
import { participantKey } from '../../shared/people/table/person-keys.ts';
import { registrationKey } from '../../shared/registrations/table/registration-keys.ts';
import { sessionCounts } from '../../shared/registrations/table/session-counts.ts';
import { beginExport } from '../../shared/exports/usecases/begin-export.ts';
import type { TableChange } from '../../shared/platform/table/read-change.ts';
import { dispatchChanges } from '../../functions/dispatcher/dispatch-changes.ts';
import { planDeps, storedEvent, storedSession } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf, registered } from '../support/registrants.ts';

const aws = useLocalAws();
let event: Event;
let session: Session;
let sequence = 100;

beforeEach(async () => {
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
  aws.take(aws.confirmations);
  aws.take(aws.jobs);
});
afterEach(() => {
  aws.faults.set(1, []);
});

type Image = Record<string, unknown>;
const dispatch = (...changes: TableChange[]) => dispatchChanges(aws, changes);
const imageOf = async (key: { pk: string; sk: string }): Promise<Image> =>
  (await aws.table.client.send(new GetCommand({ TableName: aws.table.name, Key: key }))).Item!;
const imageOfRegistration = async (email: string): Promise<Image> => {
  await registered(aws, event, session, { email });
  return imageOf(registrationKey(session.id, idOf(email)));
};
const change = (before: Image | undefined, after: Image | undefined): TableChange => ({
  sequence: String((sequence += 1)),
  before,
  after,
});
const counts = () => sessionCounts(aws.table, session.id);
const message = (kind: string, email: string, round = 1) => ({
  kind,
  eventId: event.id,
  sessionId: session.id,
  participantId: idOf(email),
  mailRound: round,
});

describe('The dispatcher', () => {
  it('asks for one mail and counts one seat for a new registration, however often it hears of it', async () => {
    const inserted = change(undefined, await imageOfRegistration('new@example.com'));
    expect(await dispatch(inserted)).toEqual([]);
    expect(aws.take(aws.confirmations)).toEqual([message('confirmation', 'new@example.com')]);
    for (let time = 0; time < 3; time += 1) expect(await dispatch(inserted)).toEqual([]);
    expect(await counts()).toEqual({ registered: 1, waitlisted: 0, attended: 0, pending: 0, invited: 0 });
  });

  it.each([
    [undefined, 'registered', 1, 0, 'confirmation'],
    [undefined, 'waitlisted', 0, 1, undefined],
    ['waitlisted', 'told to wait', 0, 0, 'waitlist'],
    ['told to wait', 'registered', 1, -1, 'confirmation'],
    ['told to wait', 'offered', 0, 0, 'offer'],
    ['offered', 'offered', 0, 0, undefined],
    ['offered', 'registered', 1, -1, 'confirmation'],
    ['offered', 'cancelled', 0, -1, undefined],
    ['offered', 'lapsed', 0, -1, 'cancellation'],
    [undefined, 'pending', 0, 0, 'confirm-request'],
    ['pending', 'registered', 1, 0, 'confirmation'],
    ['pending', 'waitlisted', 0, 1, undefined],
    ['waitlisted', 'registered', 1, -1, 'confirmation'],
    ['registered', 'cancelled', -1, 0, undefined],
    ['waitlisted', 'cancelled', 0, -1, undefined],
    ['cancelled', 'registered', 1, 0, 'confirmation'],
    ['registered', undefined, -1, 0, undefined],
    ['registered', 'registered', 0, 0, undefined],
    ['pending', 'pending', 0, 0, undefined],
  ])('on %s -> %s: registered %i, waitlisted %i, mail %s', async (from, to, seats, waiting, mail) => {
    const image = await imageOfRegistration('moves@example.com');
    const told = { ...image, status: 'waitlisted', waitsSince: '2027-03-01' };
    const special: Record<string, Image> = {
      'told to wait': told,
      offered: { ...told, seat: '1.0', offer: { at: '2027-03-01', until: '2027-03-02' } },
      lapsed: { ...image, status: 'cancelled', lapsedAt: '2027-03-02', tellCancelled: true },
    };
    const as = (status: string | undefined) => status && (special[status] ?? { ...image, status });
    expect(await dispatch(change(as(from) || undefined, as(to) || undefined))).toEqual([]);
    const pending = Number(to === 'pending') - Number(from === 'pending');
    expect(await counts()).toEqual({
      registered: seats,
      waitlisted: waiting,
      attended: 0,
      pending,
      invited: 0,
    });
    expect(aws.take(aws.confirmations)).toEqual(mail ? [message(mail, 'moves@example.com')] : []);
  });

  it('asks for another mail when somebody comes back in a new round', async () => {
    const image = await imageOfRegistration('back@example.com');
    await dispatch(change({ ...image, status: 'cancelled' }, { ...image, mailRound: 2 }));
    expect(aws.take(aws.confirmations)).toEqual([message('confirmation', 'back@example.com', 2)]);
  });

  it('adds up a batch over sessions, people and their moves', async () => {
    const emails = Array.from({ length: 30 }, (_, n) => `batch${n}@example.com`);
    const images = await Promise.all(emails.map(imageOfRegistration));
    const inserted = images.map((image) => change(undefined, image));
    const left = images.slice(0, 10).map((image) => change(image, { ...image, status: 'cancelled' }));
    expect(await dispatch(...inserted, ...left)).toEqual([]);
    expect(await dispatch(...inserted.slice(15), ...left)).toEqual([]);
    expect(await counts()).toEqual({ registered: 20, waitlisted: 0, attended: 0, pending: 0, invited: 0 });
  });

  it('counts each once of a batch that comes twice, late, out of order and after its redrive', async () => {
    const images = await Promise.all(['a', 'b', 'c'].map((who) => imageOfRegistration(`${who}@example.com`)));
    const came = images.map((image) => change(undefined, image));
    const left = images.slice(0, 2).map((image) => change(image, { ...image, status: 'cancelled' }));
    const back = change({ ...images[0], status: 'cancelled' }, images[0]);
    const redriven = [...left, ...came].toReversed();
    // The later batch first, then the redrive of all, and at last the late one itself, and both again.
    for (const batch of [[back], redriven, came, left, redriven, [back, ...came]])
      expect(await dispatch(...batch)).toEqual([]);
    expect(await counts()).toEqual({ registered: 2, waitlisted: 0, attended: 0, pending: 0, invited: 0 });
  });

  it('counts who was there, once, and not who was not or is taken back', async () => {
    const image = await imageOfRegistration('there@example.com');
    const noted = (state: string) => ({ ...image, attendance: { state, seconds: 60 } });
    const attended = async (...changes: TableChange[]) => {
      expect(await dispatch(...changes)).toEqual([]);
      return (await counts()).attended;
    };
    const came = change(image, noted('attended'));
    expect(await attended(change(undefined, image), came)).toBe(1);
    expect(await attended(came)).toBe(1);
    const left = { ...noted('attended'), status: 'cancelled' };
    expect(await attended(change(noted('attended'), left), change(left, noted('attended')))).toBe(1);
    expect(await attended(change(noted('attended'), noted('absent')))).toBe(0);
    expect(await attended(change(noted('absent'), noted('attended')))).toBe(1);
    expect(await attended(change(noted('attended'), undefined))).toBe(0);
    expect(await counts()).toEqual({ registered: 0, waitlisted: 0, attended: 0, pending: 0, invited: 0 });
  });

  it('puts a damaged record aside for an operator, and lets the others of its batch through', async () => {
    const [one, two] = [
      await imageOfRegistration('one@example.com'),
      await imageOfRegistration('two@example.com'),
    ];
    const damaged = [
      change(undefined, { ...one, status: 'unheard-of' }),
      change(undefined, { ...one, participantId: 7 }),
      change(undefined, { pk: 'X', sk: 'Y' }),
      change(undefined, undefined),
      change(undefined, { ...(await imageOf(jobKey((await newExport()).id))), id: undefined }),
    ];
    const good = [change(undefined, one), change(undefined, two)];
    aws.take(aws.failures);
    expect(await dispatch(damaged[0]!, good[0]!, ...damaged.slice(1), good[1]!)).toEqual([]);
    expect(aws.take(aws.failures)).toEqual(
      damaged.map(({ sequence }) => expect.objectContaining({ condition: 'UnreadableChange', sequence })),
    );
    expect(aws.take(aws.confirmations)).toEqual([
      message('confirmation', 'one@example.com'),
      message('confirmation', 'two@example.com'),
    ]);
    expect(await counts()).toEqual({ registered: 2, waitlisted: 0, attended: 0, pending: 0, invited: 0 });
  });

  it('fails alone a record over which our own code stumbles, whatever the error', async () => {
    const good = await imageOfRegistration('good@example.com');
    const fault = {
      get entity(): string {
        throw new TypeError('our own');
      },
    };
    const stumbles = change(undefined, fault);
    expect(await dispatch(stumbles, change(undefined, good))).toEqual([stumbles.sequence]);
    expect(await counts()).toMatchObject({ registered: 1 });
  });

  it('has a damaged record come again that cannot be put aside', async () => {
    const damaged = change(undefined, { pk: 'X', sk: 'Y' });
    aws.faults.set(1, [{ service: 'sqs', action: '*', kind: 'throttle', rate: 1 }]);
    expect(await dispatch(damaged)).toEqual([damaged.sequence]);
  });

  it('starts a job once, when it is recorded', async () => {
    const { id } = await newExport();
    const image = await imageOf(jobKey(id));
    await dispatch(
      change(undefined, image),
      change(image, { ...image, status: 'running' }),
      change(image, undefined),
    );
    expect(aws.take(aws.jobs)).toEqual([{ jobId: id }]);
    expect(aws.take(aws.confirmations)).toEqual([]);
  });

  it('tells the log who starts an import that somebody else uploaded, and nothing of a try', async () => {
    const job = { id: 'imp_1', kind: 'import' as const, version: 4 };
    const woken = (at: string, by?: string) =>
      change(undefined, wakeItem(aws.table, job, { at, by, expiresAt: 0 }).Put!.Item);
    await dispatch(woken('2031-01-01T00:00:00Z'), woken('2031-01-02T00:00:00Z', 'org-7'));
    expect((await listAudit(aws.table, '2031-01', undefined, 10)).entries).toEqual([
      { at: '2031-01-02T00:00:00Z', id: job.id, actor: 'org-7', act: 'start import', what: job.id },
    ]);
    expect(aws.take(aws.jobs)).toEqual([{ jobId: job.id }]);
  });

  it('lets pass what causes nothing', async () => {
    await registered(aws, event, session, { email: 'person@example.com' });
    const person = await imageOf(participantKey(idOf('person@example.com')));
    expect(await dispatch(change(undefined, person), change(person, { ...person, version: 9 }))).toEqual([]);
    expect([aws.take(aws.confirmations), aws.take(aws.jobs)]).toEqual([[], []]);
  });

  it('gives back what it could not count, and counts it once when it comes again', async () => {
    const inserted = change(undefined, await imageOfRegistration('throttled@example.com'));
    aws.faults.set(3, [{ service: 'dynamodb', action: 'UpdateItem', kind: 'throttle', rate: 1 }]);
    expect(await dispatch(inserted)).toContain(inserted.sequence);
    aws.faults.set(3, []);
    expect(await dispatch(inserted)).toEqual([]);
    expect(await counts()).toEqual({ registered: 1, waitlisted: 0, attended: 0, pending: 0, invited: 0 });
  });

  it('counts once when the answer to counting is lost', async () => {
    aws.faults.set(3, [
      { service: 'dynamodb', action: 'UpdateItem', kind: 'timeout-after-success', rate: 0.5 },
    ]);
    for (let n = 0; n < 10; n += 1) {
      const inserted = change(undefined, await imageOfRegistration(`answer${n}@example.com`));
      for (let time = 0; time < 2; time += 1) await dispatch(inserted);
    }
    aws.faults.set(3, []);
    expect(await counts()).toEqual({ registered: 10, waitlisted: 0, attended: 0, pending: 0, invited: 0 });
  });

  it('gives back only those whose messages the queue did not take', async () => {
    const images = [];
    for (let n = 0; n < 3; n += 1) images.push(await imageOfRegistration(`queue${n}@example.com`));
    const changes = images.map((image) => change(undefined, image));
    const sqs = mockClient(SQSClient);
    // Neither engine refuses single entries of a batch.
    sqs.on(SendMessageBatchCommand).callsFake(({ Entries }: { Entries: { Id: string }[] }) => ({
      Failed: Entries.filter(({ Id }) => Id === '1'),
    }));
    try {
      expect(await dispatch(...changes)).toEqual([changes[1]!.sequence]);
      sqs.on(SendMessageBatchCommand).rejects(new Error('no route to the queue'));
      expect((await dispatch(...changes)).toSorted()).toEqual(changes.map((one) => one.sequence));
    } finally {
      sqs.restore();
    }
    expect(await counts()).toEqual({ registered: 3, waitlisted: 0, attended: 0, pending: 0, invited: 0 });
  });

  it('counts a registration that was damaged in the table after it was counted no second time', async () => {
    const image = await imageOfRegistration('hurt@example.com');
    await dispatch(change(undefined, image));
    await aws.table.client.send(
      new UpdateCommand({
        TableName: aws.table.name,
        Key: registrationKey(session.id, idOf('hurt@example.com')),
        UpdateExpression: 'SET #status = :status',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': 'odd' },
      }),
    );
    const broken = change(image, await imageOf(registrationKey(session.id, idOf('hurt@example.com'))));
    expect(await dispatch(broken)).toEqual([]);
    expect(await counts()).toEqual({ registered: 1, waitlisted: 0, attended: 0, pending: 0, invited: 0 });
  });
});

const newExport = () => beginExport(planDeps(aws.table), ExportRequest.parse({}), 'test');
