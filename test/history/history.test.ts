import { randomBytes } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BulkAction } from '../../shared/bulk/domain/bulk-job.ts';
import type { HistoryEntry, HistoryKind } from '../../shared/people/domain/history.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { historyItem, putHistory } from '../../shared/people/table/history-items.ts';
import { listHistory, type HistoryPlace } from '../../shared/history/table/list-history.ts';
import { confirmRegistration } from '../../shared/registrations/table/change-registrations.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import {
  claimMail,
  recordMailRefused,
  recordMailSent,
  releaseMail,
} from '../../shared/mail/table/mail-items.ts';
import { getIdentities } from '../../shared/people/table/identity-items.ts';
import { insertParticipants } from '../../shared/people/table/insert-participants.ts';
import { insertRegistrations } from '../../shared/registrations/table/insert-registrations.ts';
import { createJob } from '../../shared/jobs/table/job-items.ts';
import { stamp } from '../../shared/platform/table/item.ts';
import { participantKey } from '../../shared/people/table/person-keys.ts';
import { transact } from '../../shared/platform/table/transact.ts';
import {
  optInToEverything,
  optInToEvent,
  optOutOfEverything,
  optOutOfEvent,
  recordBounce,
  recordComplaint,
} from '../../shared/people/usecases/change-wishes.ts';
import { newBulkJob } from '../../shared/bulk/usecases/begin-bulk.ts';
import { NOW, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf, registered } from '../support/registrants.ts';
import { rounds } from '../support/rounds.ts';

const aws = useLocalAws();

const instant = (minute: number): string => new Date(Date.UTC(2027, 0, 1, 0, minute)).toISOString();
const personOf = (id = `par_${randomBytes(16).toString('hex')}`, aliases?: string[]): Participant => ({
  id,
  source: 'manual',
  createdAt: instant(0),
  createdBy: 'user-1',
  version: 1,
  ...(aliases && { aliases: new Set(aliases) }),
});
const entry = (participantId: string, minute: number, act = 'act', kind: HistoryKind = 'changed') => ({
  participantId,
  at: instant(minute),
  act,
  kind,
  actor: 'user-1',
  origin: 'api',
});
const whole = async (person: Participant, limit: number): Promise<HistoryEntry[]> => {
  const entries: HistoryEntry[] = [];
  for (let place: HistoryPlace | undefined, more = true; more;) {
    const page: Awaited<ReturnType<typeof listHistory>> = await listHistory(aws.table, person, place, limit);
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    entries.push(...page.entries);
    place = page.next;
    more = place !== undefined;
  }
  return entries;
};

describe('The history of a person', () => {
  it('comes newest first, each entry once, whatever the pages, the ties and the merged people', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ whose: fc.nat(2), minute: fc.integer({ min: 1, max: 6 }), act: fc.nat(4) }), {
          maxLength: 30,
        }),
        fc.integer({ min: 1, max: 7 }),
        async (acts, limit) => {
          const ids = [0, 1, 2].map(() => `par_${randomBytes(16).toString('hex')}`);
          const person = personOf(ids[0], ids.slice(1));
          const entries = acts.map(({ whose, minute, act }) => entry(ids[whose]!, minute, `act${act}`));
          await putHistory(aws.table, entries);
          const told = await whole(person, limit);
          const nameOf = ({ participantId, at, act }: HistoryEntry) => `${at} ${participantId} ${act}`;
          expect(told.slice(0, -1).map(nameOf).toSorted()).toEqual(
            [...new Set(entries.map(nameOf))].toSorted(),
          );
          expect(told.map(({ at }) => at)).toEqual(
            told
              .map(({ at }) => at)
              .toSorted()
              .reverse(),
          );
          expect(told.at(-1)).toMatchObject({ kind: 'created', actor: 'user-1', origin: 'manual' });
        },
      ),
      { numRuns: rounds(30) },
    );
  });

  it('goes on where it stood when something new happens between two pages', async () => {
    const person = personOf();
    await putHistory(
      aws.table,
      [1, 2, 3, 4].map((minute) => entry(person.id, minute)),
    );
    const first = await listHistory(aws.table, person, undefined, 2);
    await putHistory(aws.table, [entry(person.id, 9)]);
    const second = await listHistory(aws.table, person, first.next, 2);
    expect([...first.entries, ...second.entries].map(({ at }) => at)).toEqual([4, 3, 2, 1].map(instant));
  });

  it('tells an act once, however often it is done', async () => {
    const person = personOf();
    const added = entry(person.id, 3, 'imp_1', 'imported');
    for (let time = 0; time < 2; time += 1) await putHistory(aws.table, [added, added]);
    await transact(aws.table, [historyItem(aws.table, added)]);
    expect((await whole(person, 10)).map(({ kind }) => kind)).toEqual(['imported', 'created']);
  });

  it('tells of a registration as it was made, whatever became of it', async () => {
    const event = await storedEvent(aws.table, { doubleOptIn: true });
    const session = await storedSession(aws.table, event);
    await registered(aws, event, session, { email: 'then@example.com' });
    const id = idOf('then@example.com');
    const now = async () => (await getRegistration(aws.table, session.id, id))!;
    const told = async () => (await whole(personOf(id), 10)).find(({ kind }) => kind === 'registered')?.data;
    expect(await told()).toMatchObject({ status: 'pending' });
    const confirmed = { confirmedAt: testAct.at, hasSeats: false };
    await confirmRegistration(aws.table, await now(), confirmed, []);
    expect(await told()).toMatchObject({ status: 'pending' });
    await cancelRegistration(aws.table, await now(), testAct);
    expect([(await now()).status, await told()]).toMatchObject(['cancelled', { status: 'pending' }]);
  });

  it('tells of registrations from themselves', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    await registered(aws, event, session, { email: 'hist@example.com' });
    const [told] = await whole(personOf(idOf('hist@example.com')), 10);
    expect(told).toMatchObject({
      kind: 'registered',
      actor: 'participant',
      origin: 'page',
      data: { sessionId: session.id, eventId: event.id, status: 'registered' },
    });
  });

  it('tells of mails whose end is known, and of none that was never sent', async () => {
    const person = personOf();
    const digits = randomBytes(16).toString('hex');
    const mail = { participantId: person.id, eventId: 'evt_1' };
    const claim = (kind: string, minute: number, runId?: string) =>
      claimMail(
        aws.table,
        `${kind}-${digits}-1`,
        { ...mail, ...(runId !== undefined && { runId }) },
        { owner: 'anna', nowMs: Date.parse(instant(minute)) },
      );
    for (const [n, kind] of ['confirmation', 'waitlist', 'news', 'confirm-request'].entries())
      expect(await claim(kind, n + 1, kind === 'news' ? 'run_1' : undefined)).toBe('ours');
    await recordMailSent(aws.table, `confirmation-${digits}-1`, { at: instant(2), providerId: 'p1' });
    await recordMailRefused(aws.table, `news-${digits}-1`, { owner: 'anna', at: instant(4) });
    await releaseMail(aws.table, `waitlist-${digits}-1`, 'anna');
    expect(
      (await whole(person, 1)).map(({ kind, data }) => [kind, data?.['message'], data?.['state']]),
    ).toEqual([
      ['mail', 'news', 'refused'],
      ['mail', 'confirmation', 'sent'],
      ['created', undefined, undefined],
    ]);
  });

  it('tells who sent a mailing and what it was about, and who registered many for a session', async () => {
    const person = personOf();
    const selection = { ids: [person.id] };
    const job = async (action: BulkAction) => {
      const made = newBulkJob({ now: () => NOW, random: randomBytes }, { action, selection }, 'user-7');
      await createJob(aws.table, made);
      return made.id;
    };
    const mailing = await job({ type: 'mail', subject: 'Spring news for {{firstName|you}}', text: 'Hello' });
    const messageId = `mailing-${mailing.slice('blk_'.length)}-${person.id.slice('par_'.length)}`;
    const mail = { participantId: person.id, runId: mailing };
    await claimMail(aws.table, messageId, mail, { owner: 'anna', nowMs: Date.parse(instant(3)) });
    const subject = 'Spring news for Ann, as she was called then';
    await recordMailSent(aws.table, messageId, { at: instant(4), providerId: 'p2', subject });
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    const registering = await job({ type: 'register', sessionId: session.id, notify: true });
    const registration: Registration = {
      ...{ participantId: person.id, sessionId: session.id, eventId: event.id, status: 'registered' },
      ...{
        source: 'manual',
        answers: {},
        createdAt: instant(2),
        linkEpoch: 1,
        mailRound: 1,
        invitedBy: registering,
      },
    };
    await insertRegistrations(aws.table, [registration]);
    const told = await whole(person, 10);
    expect(told).toMatchObject([
      {
        kind: 'mail',
        actor: 'user-7',
        origin: `bulk ${mailing}`,
        data: { message: 'mailing', jobId: mailing, subject, state: 'sent' },
      },
      { kind: 'registered', actor: 'user-7', origin: `bulk ${registering}` },
      { kind: 'created' },
    ]);
  });

  it('tells each opt-out, opt-in, bounce and complaint once, however often it is said', async () => {
    const person = { ...personOf(idOf('told@example.com')), email: 'told@example.com' };
    await insertParticipants(aws.table, [person]);
    const { table } = aws;
    const says: [string, (at: string) => Promise<void>][] = [
      ['opted-out', (at) => optOutOfEverything(table, person.id, at)],
      ['opted-in', (at) => optInToEvent(table, person, 'evt_1', at)],
      ['opted-out', (at) => optOutOfEvent(table, person.id, 'evt_1', at)],
      ['opted-in', (at) => optInToEverything(table, person, at)],
      ['complained', (at) => recordComplaint(table, person.id, at)],
      ['bounced', (at) => recordBounce(table, person.id, at)],
    ];
    for (const [n, [, say]] of says.entries())
      for (const again of [0, 1]) await say(instant(10 * n + again + 1));
    const told = await whole(person, 2);
    expect(told.map(({ kind, at }) => [kind, at])).toEqual([
      ...says.map(([kind], n) => [kind, instant(10 * n + 1)]).reverse(),
      ['created', instant(0)],
    ]);
    expect(told.map(({ actor }) => actor).slice(0, 3)).toEqual(['system', 'system', 'participant']);
  });

  it('tells of a wish that is said again while others write, and never of two', async () => {
    const person = personOf();
    await insertParticipants(aws.table, [person]);
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => optOutOfEverything(aws.table, person.id, instant(n + 1))),
    );
    expect((await whole(person, 20)).map(({ kind }) => kind)).toEqual(['opted-out', 'created']);
  });

  it('keeps the wish of somebody who was erased, and tells nothing of it', async () => {
    const person = personOf();
    await aws.table.client.send(
      new PutCommand({
        TableName: aws.table.name,
        Item: { ...participantKey(person.id), ...stamp('erased'), id: person.id, erasedAt: instant(0) },
      }),
    );
    await optOutOfEverything(aws.table, person.id, instant(1));
    expect((await getIdentities(aws.table, [person.id])).get(person.id)).toMatchObject({
      kind: 'erased',
      wish: { optedOutAt: instant(1) },
    });
    expect((await whole(person, 20)).map(({ kind }) => kind)).toEqual(['created']);
  });
});
