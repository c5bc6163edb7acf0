import type { DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { dispatchChanges } from '../../functions/dispatcher/dispatch-changes.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { getDelivery } from '../../shared/handovers/table/delivery-items.ts';
import { getRunDestination } from '../../shared/handovers/table/run-destination-items.ts';
import { getDeliveryBody } from '../../shared/handovers/table/delivery-body-items.ts';
import { stopMailbox } from '../../shared/mail/table/mailbox-items.ts';
import { noticeIdOf } from '../../shared/notices/domain/notice.ts';
import { actRunOf } from '../../shared/notices/domain/act-run.ts';
import { windowDue, windowOf } from '../../shared/notices/domain/notice-window.ts';
import { ActsToNote, ActsToTell, SummaryDue } from '../../shared/notices/usecases/notice-message.ts';
import { noteActs } from '../../shared/notices/usecases/note-acts.ts';
import { sendSummary } from '../../shared/notices/usecases/send-summary.ts';
import { takeUpNotices } from '../../shared/notices/usecases/take-up-notices.ts';
import { tellActs } from '../../shared/notices/usecases/tell-acts.ts';
import { readChange, type TableChange } from '../../shared/platform/table/read-change.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { deliveriesOf, readJobTraces } from '../../shared/privacy/usecases/person-traces.ts';
import { NOW, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { organizerRoutes } from '../support/api/organizer-routes.ts';
import { confirmationDeps, idOf, registered } from '../support/registrants.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const clock = { now: NOW };
let position: string | undefined;
let event: Event;
let session: Session;
let ann: string;
let count = 0;
let began: number;

const deps = (table = aws.table) => ({ ...confirmationDeps(aws, () => clock.now), table, bulk: aws.bulk });
const ask = (key: string, json?: unknown, groups = '[admin]', params = {}) =>
  callerOf(organizerRoutes(aws, () => clock.now))(key, {
    groups,
    params,
    ...(json !== undefined && { json }),
  });
const put = async (json: unknown, groups?: string) => {
  const reply = await ask('PUT /v1/notices', json, groups);
  expect(reply.status).toBe(200);
  return reply.json();
};
/** What was written since the last look, as the stream tells it. */
async function written(): Promise<TableChange[]> {
  const page = await aws.stream.read(position, 5_000);
  position = page.position;
  return page.records.map((record) => readChange(record as unknown as DynamoDBRecord));
}
async function dispatch(changes: TableChange[]): Promise<unknown[]> {
  expect(await dispatchChanges(aws, changes)).toEqual([]);
  return aws.take(aws.bulk);
}
const handle = async (messages: unknown[], table = aws.table) => {
  const outcomes: string[] = [];
  for (const message of messages) {
    const noted = ActsToNote.safeParse(message).data;
    const due = SummaryDue.safeParse(message).data;
    // The dispatcher's clock is that of the test, too.
    if (noted) await noteActs(deps(table), { ...noted, at: new Date(clock.now).toISOString() });
    else if (due) outcomes.push(await sendSummary(deps(table), due));
    else outcomes.push(await tellActs(deps(table), ActsToTell.parse(message)));
  }
  return outcomes;
};
/** Everything that is written is noted, and whoever has asked is told at the end of the window. */
async function tellAll(): Promise<string[]> {
  await handle(await dispatch(await written()));
  const due = aws.take(aws.bulk);
  clock.now = windowDue(windowOf(clock.now));
  return handle(due);
}
const come = (n: number, of = session) =>
  registered(aws, event, of, { email: `n${count}-${n}@example.com`, firstName: 'Nora', lastName: `${n}` });
const mailsTo = (to: string) => aws.mailbox.list().filter((mail) => String(mail.to).includes(to));

beforeEach(async () => {
  // Each in a window of its own.
  began = NOW + (count += 1) * 10 * 60_000;
  clock.now = began;
  ann = `ann${count}@example.com`;
  await put({});
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event, { name: 'Spring' });
  await written();
  aws.take(aws.bulk);
});

describe('Mails of acts', () => {
  it('gather what many do in five minutes: one mail that names some and counts the others, however often all comes', async () => {
    await put({ mail: { address: ann, acts: ['registered', 'cancelled'] } }, '[member]');
    for (let n = 0; n < 30; n += 1) await come(n);
    const own = await getRegistration(aws.table, session.id, idOf(`n${count}-3@example.com`));
    await cancelRegistration(aws.table, own!, testAct);
    const changes = await written();
    const messages = [...(await dispatch(changes)), ...(await dispatch(changes.slice(10)))];
    await handle([...messages, ...messages]);
    const due = aws.take(aws.bulk);
    expect(due).toHaveLength(1);
    await expect(handle(due)).rejects.toThrow('still open');
    clock.now = windowDue(windowOf(began));
    expect(await handle([...due, ...due])).toEqual(['sent', 'sent-before']);
    const [mail, ...more] = mailsTo(ann);
    expect(more).toEqual([]);
    expect(mail!.subject).toBe('How to prune a tree – Registered: 30, Cancelled: 1');
    expect(mail!.text).toContain('and 20 more');
    expect(mail!.text).toContain(
      `Nora 3, n${count}-3@example.com · Spring · Sun, 7 Mar 2027, 10:00 (Berlin, UTC+1)`,
    );
    expect(mail!.text.match(/Nora/g)).toHaveLength(11);
    expect(mail!.text).toContain('https://turnout.example.com/n/');
  });

  it('are about the acts and the events that were asked for, and about several events at once', async () => {
    const other = await storedEvent(aws.table, { title: 'Roses' });
    const rose = await storedSession(aws.table, other);
    await put({ mail: { address: ann, acts: ['registered'], eventIds: [event.id], locale: 'de' } });
    await come(1);
    await registered(aws, other, rose, { email: `rose${count}@example.com` });
    expect(await tellAll()).toEqual(['sent']);
    await put({ mail: { address: ann, acts: ['registered'], locale: 'fr' } });
    await come(2);
    await registered(aws, other, rose, { email: `rosa${count}@example.com` });
    expect(await tellAll()).toEqual(['sent']);
    expect(mailsTo(ann).map(({ subject }) => subject)).toEqual([
      'Vos événements – Inscriptions: 2',
      'How to prune a tree – Anmeldungen: 1',
    ]);
  });

  it('go to nobody who stopped them by the link in a mail, or asks for them no more, also while one is due', async () => {
    await put({ mail: { address: ann, acts: ['registered'] } });
    await come(1);
    await handle(await dispatch(await written()));
    const due = aws.take(aws.bulk);
    clock.now = windowDue(windowOf(began));
    await put({});
    expect(await handle(due)).toEqual(['not-wanted']);
    await put({ mail: { address: ann, acts: ['registered'] } });
    await stopMailbox(aws.table, idOf(ann), 'stoppedAt', testAct.at);
    expect((await ask('GET /v1/notices')).json()).toMatchObject({ mail: { state: 'stopped' } });
    await come(2);
    expect(await tellAll()).toEqual(['not-wanted']);
    expect(mailsTo(ann)).toEqual([]);
  });

  it('tell nothing again that comes again when its window was told', async () => {
    await put({ mail: { address: ann, acts: ['registered'] } });
    await come(1);
    const changes = await written();
    for (const later of [0, 8, 50]) {
      clock.now = began + later * 60_000;
      await handle(await dispatch(changes));
      const due = aws.take(aws.bulk);
      clock.now = windowDue(windowOf(clock.now));
      expect(await handle(due)).toEqual(later === 0 ? ['sent'] : []);
    }
    expect(mailsTo(ann)).toHaveLength(1);
  });

  it('are taken up by the sweeper when their message is lost', async () => {
    await put({ mail: { address: ann, acts: ['registered'] } });
    await come(1);
    await handle(await dispatch(await written()));
    aws.take(aws.bulk);
    clock.now = windowDue(windowOf(began)) + 2 * 60_000;
    expect(await takeUpNotices(deps())).toBe(0);
    clock.now += 2 * 60_000;
    expect(await takeUpNotices(deps())).toBe(1);
    expect(await handle(aws.take(aws.bulk))).toEqual(['sent']);
    expect(await takeUpNotices(deps())).toBe(0);
  });

  it('cost 2.1 write units an act of many, 6 of a single one, and nothing where nobody asked', async () => {
    await come(0);
    expect(await dispatch(await written())).toEqual([]);
    await put({ mail: { address: ann, acts: ['registered'], daily: { at: '08:00', timeZone: 'UTC' } } });
    const costOf = async (many: number, from: number) => {
      for (let n = 0; n < many; n += 1) await come(from + n);
      const counting = aws.countingTable();
      await handle(await dispatch(await written()), counting.table);
      aws.take(aws.bulk);
      return counting.writes();
    };
    const [single, next, crowd] = [await costOf(1, 1), await costOf(1, 2), await costOf(50, 10)];
    expect([single <= 6, next <= 4, crowd <= 105]).toEqual([true, true, true]);
  });
});

describe('A webhook', () => {
  const url = 'https://hooks.example.com/turnout';
  const noticeId = noticeIdOf('user-1');

  it('gets one delivery of each act, to the address that its organizer set, and is found when a person is erased', async () => {
    const { webhook } = await put({ webhook: { url, acts: ['registered', 'cancelled'] } });
    expect(webhook).toEqual({ url, acts: ['registered', 'cancelled'], state: 'on', secret: webhook.secret });
    const { participantId } = await come(1);
    const own = await getRegistration(aws.table, session.id, participantId);
    await cancelRegistration(aws.table, own!, testAct);
    const messages = await dispatch(await written());
    await handle([...messages, ...messages]);
    expect(aws.take(aws.bulk)).toEqual([]);
    const deliveries = await deliveriesOf(
      aws.table,
      await readJobTraces(aws.table, NOW),
      [participantId],
      [session.id],
    );
    const runs = (['registered', 'cancelled'] as const).map((act) =>
      actRunOf(noticeId, { sessionId: session.id, act, round: 1 }),
    );
    expect(deliveries.map(({ runId }) => runId).sort()).toEqual([...runs].sort());
    const delivery = await getDelivery(aws.table, runs[0]!, participantId);
    expect(await getRunDestination(aws.table, delivery!.destinationOf!)).toMatchObject({
      url,
      secret: webhook.secret,
    });
    expect(JSON.parse((await getDeliveryBody(aws.table, delivery!))!)).toMatchObject({
      type: 'registration.registered',
      data: { event: { id: event.id }, session: { name: 'Spring' }, participant: { firstName: 'Nora' } },
    });
  });

  it('keeps its secret while its address stays, and takes one that is given', async () => {
    const { webhook: first } = await put({ webhook: { url, acts: [] } });
    expect((await put({ webhook: { url, acts: ['attended'] } })).webhook.secret).toBeUndefined();
    const { webhook: other } = await put({ webhook: { url: `${url}/2`, acts: [] } });
    expect([typeof first.secret, typeof other.secret, first.secret === other.secret]).toEqual([
      'string',
      'string',
      false,
    ]);
  });

  it('is for admins, on public addresses; everything wrong is told at once', async () => {
    const wanted = { webhook: { url, acts: ['registered'] } };
    expect((await ask('PUT /v1/notices', wanted, '[member]')).status).toBe(403);
    const wrong = await ask('PUT /v1/notices', {
      mail: { address: 'x', acts: ['danced'], daily: { at: '8', timeZone: 'Mars/North' }, locale: 'tlh' },
      webhook: { url: 'http://127.0.0.1/', eventIds: [] },
      more: 1,
    });
    expect(
      wrong
        .json()
        .errors.map(({ field }: { field: string }) => field)
        .sort(),
    ).toEqual([
      ...['mail.acts.0', 'mail.address', 'mail.daily.at', 'mail.daily.timeZone', 'mail.locale', 'more'],
      ...['webhook.eventIds', 'webhook.url'],
    ]);
    const unknown = await ask('PUT /v1/notices', {
      mail: { address: ann, eventIds: [`evt_${'0'.repeat(32)}`] },
    });
    expect(unknown.json().errors).toMatchObject([{ field: 'mail.eventIds.0', code: 'unknown-event' }]);
  });

  it('is seen and switched off by an admin when its organizer has left', async () => {
    await put({ mail: { address: ann, acts: ['registered'] }, webhook: { url, acts: ['registered'] } });
    const { items } = (await ask('GET /v1/notices/everybody')).json();
    expect(items).toMatchObject([{ id: noticeId, mail: { address: ann }, webhook: { url } }]);
    expect((await ask('DELETE /v1/notices/{noticeId}', undefined, '[member]', { noticeId })).status).toBe(
      403,
    );
    for (let time = 0; time < 2; time += 1)
      expect((await ask('DELETE /v1/notices/{noticeId}', undefined, '[admin]', { noticeId })).status).toBe(
        204,
      );
    expect((await ask('GET /v1/notices/everybody')).json()).toEqual({ items: [] });
    await come(1);
    expect(await dispatch(await written())).toEqual([]);
  });
});

describe('The summary of a day', () => {
  const daily = { at: '08:00', timeZone: 'Europe/Berlin' };

  it('comes once at its hour, with the numbers of the day, and not after a day on which nothing happened', async () => {
    await put({ mail: { address: ann, daily, locale: 'ru', eventIds: [event.id] } });
    await come(1);
    await come(2);
    // Without an act that is mailed nothing is gathered; the counts are made as ever.
    await handle(await dispatch(await written()));
    expect(aws.take(aws.bulk)).toEqual([]);
    clock.now = Date.parse('2027-03-02T06:59:00Z');
    // What other tests left behind.
    await takeUpNotices(deps());
    await handle(aws.take(aws.bulk));
    expect(await takeUpNotices(deps())).toBe(0);
    clock.now = Date.parse('2027-03-02T07:02:00Z');
    expect(await takeUpNotices(deps())).toBe(1);
    const due = aws.take(aws.bulk);
    expect(await handle([...due, ...due])).toEqual(['sent', 'sent-before']);
    expect(await takeUpNotices(deps())).toBe(0);
    const [mail] = mailsTo(ann);
    expect(mail!.subject).toBe('Итоги за 1 марта 2027 г. – регистрации: 2');
    expect(mail!.text).toContain('С местом: 2');
    clock.now = Date.parse('2027-03-03T07:02:00Z');
    await takeUpNotices(deps());
    expect(await handle(aws.take(aws.bulk))).toEqual(['not-wanted']);
    expect(mailsTo(ann)).toHaveLength(1);
  });
});
