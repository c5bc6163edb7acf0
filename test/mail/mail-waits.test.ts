import type { Context, SQSRecord } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { runIdOf, type Fire } from '../../shared/rules/domain/fire.ts';
import { countsOfRun } from '../../shared/mail/usecases/counts-of-run.ts';
import { SendingTooFast } from '../../shared/mail/usecases/send-claimed.ts';
import { ReminderMessage, sendReminders } from '../../shared/mail/usecases/send-reminders.ts';
import { RetryLater } from '../../shared/platform/problems/retry-later.ts';
import { queueFunction } from '../../shared/platform/runtime/queue-function.ts';
import { putRules } from '../../shared/rules/table/rule-items.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { confirmationDeps, registered } from '../support/registrants.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const HOUR = 60 * 60_000;
const PEOPLE = 12;
let event: Event;
let session: Session;
let fire: Fire;
let message: ReminderMessage;

beforeEach(async () => {
  event = await storedEvent(aws.table, { timeZone: 'UTC' });
  session = await storedSession(aws.table, event, { startsAt: '2027-03-01T12:00' });
  const rule = {
    id: 'soon',
    version: 1,
    anchor: 'start',
    offsetMinutes: -60,
    audience: 'all',
    template: 'reminder',
  };
  await putRules(aws.table, { eventId: event.id, kind: 'reminder' }, [rule], 0);
  const dueAt = new Date(Date.parse(session.startsAtUtc) - HOUR).toISOString();
  fire = { kind: 'reminder', sessionId: session.id, ruleId: 'soon', dueAt };
  const participantIds = [];
  for (let n = 0; n < PEOPLE; n += 1)
    participantIds.push(
      (await registered(aws, event, session, { email: `p${n}@example.com` })).participantId,
    );
  message = { fire, participantIds };
  aws.mailbox.clear();
});

const dueMs = () => Date.parse(fire.dueAt);

/** Turns for so many mails, then none for a while. */
const depsWith = (turns: number, at = dueMs()) => ({
  ...confirmationDeps(aws, () => at),
  turns: {
    take: () => Promise.resolve((turns -= 1) >= 0 ? ('now' as const) : { afterSeconds: 7 }),
    slowDown: () => undefined,
  },
});

const stale = async () => {
  const counts = { looked: PEOPLE, chosen: PEOPLE, unknown: 0 };
  const run = await countsOfRun(aws.table, { id: runIdOf(fire), counts } as Parameters<
    typeof countsOfRun
  >[1]);
  return run.counts.stale;
};

describe('A message of mails that find no turn', () => {
  it('sends those that have one, and leaves a message with the others in its stead', async () => {
    const error: unknown = await sendReminders(depsWith(5), message).catch((thrown: unknown) => thrown);
    const { instead } = z.instanceof(RetryLater).parse(error);
    expect(instead?.afterSeconds).toBe(7);
    const rest = ReminderMessage.parse(instead?.body);
    expect(rest.fire).toEqual(fire);
    expect(rest.participantIds).toHaveLength(PEOPLE - 5);
    expect(aws.mailbox.list()).toHaveLength(5);
    await sendReminders(depsWith(PEOPLE), rest);
    expect(new Set(aws.mailbox.list().flatMap(({ to }) => to)).size).toBe(PEOPLE);
    expect(aws.mailbox.list()).toHaveLength(PEOPLE);
    expect(await stale()).toBe(0);
  });

  it('is dropped when the session has begun, and counted once in its run for whom it was not sent', async () => {
    await sendReminders(depsWith(5), message).catch(() => undefined);
    const late = depsWith(PEOPLE, Date.parse(session.startsAtUtc) + 1);
    for (let time = 0; time < 2; time += 1)
      expect(await sendReminders(late, message)).toEqual({ late: PEOPLE });
    expect(await stale()).toBe(PEOPLE - 5);
    expect(aws.mailbox.list()).toHaveLength(5);
  });
});

describe('A function behind a queue', () => {
  const sent: { MessageBody?: string; DelaySeconds?: number; MessageAttributes?: unknown }[] = [];
  const queueThat = (Failed: { Id: string }[]) => ({
    url: 'queue',
    client: {
      send: ({ input }: { input: { Entries: typeof sent } }) => {
        sent.push(...input.Entries.filter((entry) => entry.MessageBody !== undefined));
        return Promise.resolve({ Failed });
      },
    } as never,
  });
  const record = (messageId: string, attributes = {}) =>
    ({
      messageId,
      body: JSON.stringify({ messageId }),
      attributes: { SentTimestamp: String(NOW), ApproximateReceiveCount: '3' },
      messageAttributes: attributes,
    }) as unknown as SQSRecord;
  const run = (queue: Parameters<typeof queueFunction>[2], ...records: SQSRecord[]) =>
    queueFunction(
      z.unknown(),
      () => Promise.reject(new SendingTooFast(100, { rest: true })),
      queue,
    )({ Records: records }, {} as Context);
  beforeEach(() => void sent.splice(0));

  it('puts another message in the place of one that has to wait, of the same age, and fails nothing', async () => {
    const before = { firstSent: { stringValue: '1700000000000', dataType: 'Number' } };
    expect(await run(queueThat([]), record('a'), record('b', before))).toEqual({ batchItemFailures: [] });
    expect(sent.map(({ MessageBody }) => MessageBody)).toEqual(['{"rest":true}', '{"rest":true}']);
    expect(sent.map(({ MessageAttributes }) => MessageAttributes)).toEqual([
      { firstSent: { DataType: 'Number', StringValue: String(NOW) } },
      { firstSent: { DataType: 'Number', StringValue: '1700000000000' } },
    ]);
    for (const { DelaySeconds = 0 } of sent) {
      expect(DelaySeconds).toBeGreaterThanOrEqual(50);
      expect(DelaySeconds).toBeLessThanOrEqual(100);
    }
  });

  it('has the message itself come again when the queue does not take what replaces it', async () => {
    const answer = await run(queueThat([{ Id: '1' }]), record('a'), record('b'));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] });
  });
});
