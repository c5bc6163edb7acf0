import type { DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { dispatchChanges } from '../../functions/dispatcher/dispatch-changes.ts';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { servePages } from '../../functions/pages/serve-pages.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { cancelSession, changeSession } from '../../shared/events/usecases/change-session.ts';
import { GivenMember } from '../../shared/moderators/domain/moderator.ts';
import { listModerators } from '../../shared/moderators/table/moderator-items.ts';
import { sendModeratorLink, tellModerators } from '../../shared/moderators/usecases/mail-moderators.ts';
import { makeModeratorToken } from '../../shared/moderators/usecases/moderator-link.ts';
import { ModeratorInvited, ModeratorsToTell } from '../../shared/moderators/usecases/moderator-message.ts';
import { setModerators } from '../../shared/moderators/usecases/set-moderators.ts';
import { onMailFeedback } from '../../shared/mail/usecases/on-mail-feedback.ts';
import { readChange } from '../../shared/platform/table/read-change.ts';
import { sessionCounts } from '../../shared/registrations/table/session-counts.ts';
import { NOW, planDeps, storedEvent, storedSession } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { confirmationDeps, idOf, linkKeys, registrationDeps } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let position: string | undefined;
let event: Event;
let session: Session;
let count = 0;
let ann: string;

const set = (ownerId: string, people: { email: string; name?: string; sessionIds?: string[] }[]) =>
  setModerators(
    { ...planDeps(aws.table), identityKey },
    ownerId,
    people.map((one) => GivenMember.parse(one)),
    'members',
  );
/** What the dispatcher asks for, of what was written since it was last asked. */
async function due(): Promise<unknown[]> {
  const page = await aws.stream.read(position, 1_000);
  position = page.position;
  const changes = page.records.map((record) => readChange(record as unknown as DynamoDBRecord));
  expect(await dispatchChanges(aws, changes)).toEqual([]);
  return aws.take(aws.confirmations);
}
async function handle(messages: unknown[]) {
  const outcomes: unknown[] = [];
  for (const message of messages) {
    const invited = ModeratorInvited.safeParse(message).data;
    if (invited) outcomes.push(await sendModeratorLink(confirmationDeps(aws), invited));
    else outcomes.push(...(await tellModerators(confirmationDeps(aws), ModeratorsToTell.parse(message))));
  }
  return outcomes;
}
const mails = () => aws.mailbox.list().filter(({ to }) => String(to).includes(ann));
const call = callerOf(servePages(registrationDeps(aws)), pageOfError);
const open = async (ownerId: string, path = 'j') => {
  const [moderator] = await listModerators(aws.table, ownerId);
  const token = makeModeratorToken(linkKeys[0]!, moderator!);
  return { token, reply: await call(`GET /${path}/{token}`, { params: { token } }) };
};

beforeEach(async () => {
  ann = `ann${(count += 1)}@example.com`;
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event, { name: 'Spring' });
  await due();
});

describe('Somebody on a team', () => {
  it('gets one mail with a link that opens the rooms of all sessions before they start, later ones too', async () => {
    await set(event.id, [{ email: ann, name: 'Ann' }]);
    const messages = await due();
    expect(await handle([...messages, ...messages])).toEqual(['sent', 'sent-before']);
    await set(event.id, [{ email: ann.toUpperCase().replace('EXAMPLE.COM', 'example.com'), name: 'Anna' }]);
    expect(await due()).toEqual([]);
    const [mail, ...others] = mails();
    expect([others, mail?.subject]).toEqual([[], 'You are on the team: How to prune a tree']);
    await storedSession(aws.table, event, { name: 'Autumn', startsAt: '2027-09-05T10:00' });
    const { token, reply } = await open(event.id);
    expect(mail?.text).toContain(`/j/${token}`);
    expect(reply.status).toBe(200);
    for (const shown of ['You moderate', 'Spring', 'Autumn', 'https://room.example.com/1'])
      expect(reply.body).toContain(shown);
  });

  it('goes in by a link of their own where the session has one, which nobody else sees', async () => {
    const own = 'https://room.example.com/host?key=1';
    const planned = await changeSession(planDeps(aws.table), event, session, { moderatorUrl: own });
    await set(event.id, [{ email: ann }]);
    expect((await open(event.id)).reply.body).toContain(`href="${own}"`);
    const named = await changeSession(planDeps(aws.table), event, planned, { name: 'Summer' });
    expect(named.moderatorUrl).toBe(own);
    const page = await call('GET /e/{eventId}', { params: { eventId: event.id } });
    expect(page.body).toContain('Summer');
    expect(page.body).not.toContain('host');
    const next = await storedSession(aws.table, event, { startsAt: '2027-04-04T10:00' });
    expect(next.moderatorUrl).toBeUndefined();
  });

  it('is told once when a session is moved or cancelled, and of their own sessions only', async () => {
    const other = await storedSession(aws.table, event, { startsAt: '2027-03-14T10:00' });
    await set(event.id, [{ email: ann, sessionIds: [session.id] }]);
    await set(session.id, [{ email: ann }]);
    await handle(await due());
    const sent = mails().length;
    const moved = await changeSession(planDeps(aws.table), event, session, { startsAt: '2027-03-08T10:00' });
    await changeSession(planDeps(aws.table), event, other, { startsAt: '2027-03-15T10:00' });
    const moves = await due();
    expect(await handle([...moves, ...moves])).toEqual(['sent', 'sent-before']);
    await cancelSession(planDeps(aws.table), moved);
    await handle(await due());
    const news = mails().slice(0, -sent);
    expect(news.map(({ subject }) => subject.split(':')[0])).toEqual(['Cancelled', 'New time']);
    expect(news[0]?.text).toContain('named you as a moderator');
  });

  it('has no link any more once taken off, and another one when added again', async () => {
    await set(event.id, [{ email: ann }]);
    const { token } = await open(event.id);
    const messages = await due();
    await set(event.id, []);
    expect((await call('GET /j/{token}', { params: { token } })).status).toBe(404);
    expect(await handle(messages)).toEqual(['not-wanted']);
    await set(event.id, [{ email: ann }]);
    expect((await open(event.id)).token).not.toBe(token);
    expect((await call('GET /j/{token}', { params: { token } })).status).toBe(404);
  });

  it('is counted nowhere', async () => {
    await set(event.id, [{ email: ann }]);
    await set(session.id, [{ email: ann }]);
    await open(session.id);
    await due();
    expect(await sessionCounts(aws.table, session.id)).toEqual({
      ...{ registered: 0, waitlisted: 0, attended: 0, pending: 0, invited: 0 },
    });
  });
});

describe('A speaker', () => {
  it('has a link to the one session, which opens no other', async () => {
    await storedSession(aws.table, event, { name: 'Autumn', startsAt: '2027-09-05T10:00' });
    await set(session.id, [{ email: ann }]);
    await handle(await due());
    expect(mails()[0]?.subject).toBe('You are a speaker: How to prune a tree');
    const { reply, token } = await open(session.id);
    expect([reply.body.includes('Spring'), reply.body.includes('Autumn')]).toEqual([true, false]);
    expect((await call('GET /u/{token}', { params: { token } })).status).toBe(404);
  });
});

describe('Mail to those who moderate', () => {
  it('stops by their own button, which does it at once and again the same', async () => {
    await set(event.id, [{ email: ann }]);
    await handle(await due());
    const stop = /\/n\/([\w-]+)/.exec(mails()[0]!.text)![1]!;
    const page = () => call('GET /n/{token}', { params: { token: stop } });
    expect((await page()).body).toContain('Stop these e-mails');
    const press = { params: { token: stop }, form: 'List-Unsubscribe=One-Click' };
    for (let n = 0; n < 2; n += 1) expect((await call('POST /n/{token}', press)).status).toBe(200);
    expect((await page()).body).toContain('you will get no more');
    await set(session.id, [{ email: ann }]);
    expect(await handle(await due())).toEqual(['not-wanted']);
    expect(mails()).toHaveLength(1);
  });

  it('stops when their address bounced', async () => {
    await set(event.id, [{ email: ann }]);
    const feedback = {
      eventType: 'Bounce',
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: ann }] },
    };
    await onMailFeedback({ table: aws.table, identityKey, now: () => NOW }, feedback);
    expect(await handle(await due())).toEqual(['not-wanted']);
  });
});

describe('A list of those who moderate', () => {
  it('names nobody twice', async () => {
    await expect(set(event.id, [{ email: ann }, { email: ` ${ann} ` }])).rejects.toMatchObject({
      errors: [{ field: 'members.1.email', code: 'exists' }],
    });
  });

  it('that two set at once is one of the two', async () => {
    const both = [[{ email: ann }], [{ email: ann }, { email: `b-${ann}` }]];
    await Promise.all(both.map((people) => set(event.id, people)));
    const kept = (await listModerators(aws.table, event.id)).map(({ addressId }) => addressId);
    expect(kept).toContain(idOf(ann));
    expect(kept.length).toBeLessThanOrEqual(2);
  });
});
