import PostalMime from 'postal-mime';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { MessageRejected } from '@aws-sdk/client-ses';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import { sessionChangeBetween } from '../../shared/events/domain/session-change.ts';
import { cancelSession } from '../../shared/events/usecases/change-session.ts';
import { readLinkToken } from '../../shared/platform/access/link-token.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { participantKey } from '../../shared/people/table/person-keys.ts';
import { registrationKey } from '../../shared/registrations/table/registration-keys.ts';
import type { Key } from '../../shared/platform/table/key.ts';
import {
  optInToEvent,
  optOutOfEvent,
  optOutOfEverything,
  recordBounce,
  recordComplaint,
} from '../../shared/people/usecases/change-wishes.ts';
import {
  MailBusy,
  sendConfirmation,
  type ConfirmationMessage,
} from '../../shared/mail/usecases/send-confirmation.ts';
import { sendSessionChanges } from '../../shared/mail/usecases/send-session-changes.ts';
import { RetryLater } from '../../shared/platform/problems/retry-later.ts';
import { NOW, planDeps, storedEvent, storedSession } from '../support/factories.ts';
import { justBefore } from '../support/just-before.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { confirmationDeps, idOf, linkKeys, publicOrigin, registered } from '../support/registrants.ts';

const aws = useLocalAws();
let event: Event;
let session: Session;

beforeEach(async () => {
  aws.faults.set(1, []);
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
});

const send = (message: ConfirmationMessage, now = NOW) =>
  sendConfirmation(
    confirmationDeps(aws, () => now),
    message,
  );
const mailsTo = (email: string) => aws.mailbox.list().filter((mail) => mail.to.includes(email));
const rawTo = async (email: string) => {
  const [mail] = mailsTo(email);
  const bytes = aws.mailbox.raw(mail!.id)!;
  return { text: Buffer.from(bytes).toString('utf8'), parsed: await PostalMime.parse(bytes) };
};
const overwrite = (key: Key, name: string, value: unknown) =>
  aws.table.client.send(
    new UpdateCommand({
      TableName: aws.table.name,
      Key: key,
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    }),
  );
const isMailClaim = (input: object) => 'UpdateExpression' in input && JSON.stringify(input).includes('MAIL#');
const tokenAfter = (text: string, path: string) =>
  new RegExp(`${publicOrigin}/${path}/([A-Za-z0-9_-]+)`).exec(text)?.[1] ?? '';

describe('A confirmation', () => {
  it('is sent once when ten messages about it come at the same time, and never again', async () => {
    const message = await registered(aws, event, session, { email: 'ten@example.com' });
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => send(message)));
    const outcomes = results.map((result) =>
      result.status === 'fulfilled' ? result.value : result.reason instanceof MailBusy ? 'busy' : 'broken',
    );
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1);
    expect(new Set(outcomes).difference(new Set(['sent', 'busy', 'sent-before']))).toEqual(new Set());
    expect(await send(message)).toBe('sent-before');
    expect(await send(message, NOW + 60 * 60_000)).toBe('sent-before');
    expect(mailsTo('ten@example.com')).toHaveLength(1);
  });

  it('goes to one recipient, with both forms, one-click headers and links that work', async () => {
    const message = await registered(aws, event, session, { email: 'Form@example.com', firstName: 'Fay' });
    expect(await send(message)).toBe('sent');
    const { text, parsed } = await rawTo('Form@example.com');
    expect(parsed.to).toEqual([{ address: 'Form@example.com', name: 'Fay' }]);
    expect([parsed.cc, parsed.bcc]).toEqual([undefined, undefined]);
    expect(parsed.subject).toBe('You are registered: How to prune a tree');
    const header = (name: string) => parsed.headers.find(({ key }) => key === name)?.value;
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('list-unsubscribe')).toMatch(/^<https:\/\/turnout\.example\.com\/u\/[\w-]+>$/);
    expect(text).toContain('multipart/alternative');
    const target = { sessionId: session.id, participantId: message.participantId, linkEpoch: 1 };
    for (const body of [parsed.text!, parsed.html!]) {
      expect(readLinkToken(linkKeys, 'join', tokenAfter(body, 'j'))).toMatchObject(target);
      const preferences = readLinkToken(linkKeys, 'preferences', tokenAfter(body, 'u'));
      expect(preferences).toMatchObject(target);
      expect(preferences?.wasMailedTo('form@example.com')).toBe(true);
      expect(body).toContain('Sunday, 7 March 2027, 10:00 (Berlin, UTC+1)');
      expect(body).not.toContain('room.example.com');
    }
  });

  it.each([
    ['Eve <b>bold</b>', 'Eve'],
    ['Eve"><script>alert(1)</script>', 'Eve'],
    ['Bcc: victim@example.com', ''],
    ['Visit http://evil.example $$$', ''],
    ['Smith, victim@example.com, John', ''],
    ['{name} $& $1 %s', '{name}'],
    ['=?utf-8?Q?Bcc=3A_victim?=', '=?utf-8?Q?Bcc'],
  ])('carries nothing of a stranger’s that acts, for the first name %j', async (firstName, kept) => {
    const email = `hostile${Math.abs(Buffer.from(firstName).reduce((a, b) => (a * 31 + b) | 0, 7))}@example.com`;
    await send(await registered(aws, event, session, { email, firstName }));
    const { parsed } = await rawTo(email);
    expect(parsed.to?.map((one) => one.address)).toEqual([email]);
    expect([parsed.cc, parsed.bcc]).toEqual([undefined, undefined]);
    expect(parsed.html).not.toMatch(/<b>bold|<script>alert|evil\.example|victim@/);
    expect(parsed.text).not.toMatch(/evil\.example|victim@/);
    if (kept !== '') expect(parsed.text).toContain(kept);
    else expect(parsed.text).toMatch(/^Hello,/);
  });

  it.each(['Mars/Phobos', '', 'europe/berlin', 'UTC+3'])(
    'is sent with the host’s time when the zone that was posted is %j',
    async (timeZone) => {
      const email = `zone${timeZone.replaceAll(/\W/g, '')}@example.com`;
      expect(await send(await registered(aws, event, session, { email, timeZone }))).toBe('sent');
      expect(mailsTo(email)[0]?.text).toContain('10:00 (Berlin, UTC+1)');
    },
  );

  it('is written in the language of the page that was used, else of the event', async () => {
    const german = await storedEvent(aws.table, { locale: 'de' });
    const date = await storedSession(aws.table, german);
    await registered(aws, event, session, { email: 'poly@example.com', locale: 'fr' });
    await send(await registered(aws, german, date, { email: 'poly@example.com', locale: 'ru' }));
    await send(await registered(aws, german, date, { email: 'mono@example.com' }));
    expect(mailsTo('poly@example.com')[0]?.subject).toMatch(/^Вы зарегистрированы/);
    expect(mailsTo('mono@example.com')[0]?.subject).toMatch(/^Du bist|^Sie sind/);
  });

  it('names the recipient’s time first where it differs from the host’s', async () => {
    const message = await registered(aws, event, session, {
      email: 'far@example.com',
      timeZone: 'Asia/Kolkata',
    });
    await send(message);
    expect(mailsTo('far@example.com')[0]?.text).toMatch(/14:30 \(Kolkata, UTC\+5:30\)[^]*10:00 \(Berlin/);
  });
});

describe('No confirmation is sent', () => {
  let message: ConfirmationMessage;
  let email: string;
  let count = 0;
  const at = new Date(NOW).toISOString();

  beforeEach(async () => {
    email = `quiet${(count += 1)}@example.com`;
    message = await registered(aws, event, session, { email });
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['opted out of everything', (id) => optOutOfEverything(aws.table, id, at)],
    ['opted out of the event', (id) => optOutOfEvent(aws.table, id, event.id, new Date(NOW).toISOString())],
    ['bounced', (id) => recordBounce(aws.table, id, at)],
    ['complained', (id) => recordComplaint(aws.table, id, at)],
    ['is blocked', (id) => overwrite(participantKey(id), 'blockedAt', at)],
  ])('to somebody who %s meanwhile', async (_, change) => {
    await change(message.participantId);
    expect(await send(message)).toBe('not-wanted');
    expect(mailsTo(email)).toHaveLength(0);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['registration was cancelled', () => setRegistration('status', 'cancelled'), 'stale'],
    ['registration waits again', () => setRegistration('status', 'pending'), 'stale'],
    ['registration is in another round', () => setRegistration('mailRound', 2), 'stale'],
    [
      'participant was deleted',
      () => overwrite(participantKey(message.participantId), 'deletedAt', at),
      'stale',
    ],
  ])('when the %s meanwhile', async (_, change, outcome) => {
    await change();
    expect(await send(message)).toBe(outcome);
    expect(mailsTo(email)).toHaveLength(0);
  });
  const setRegistration = (name: string, value: unknown) =>
    overwrite(registrationKey(session.id, message.participantId), name, value);

  it('after the session, but still while it runs', async () => {
    const start = Date.parse(session.startsAtUtc);
    expect(await send(message, start + session.durationMinutes * 60_000)).toBe('session-over');
    expect(mailsTo(email)).toHaveLength(0);
    expect(await send(message, start + session.durationMinutes * 60_000 - 1)).toBe('sent');
  });

  it('about nobody', async () => {
    expect(await send({ ...message, participantId: idOf('nobody@example.com') })).toBe('stale');
  });

  it('once the person opted out of everything again, although the event had been lifted', async () => {
    await optOutOfEverything(aws.table, message.participantId, at);
    await optInToEvent(
      aws.table,
      { id: message.participantId, email },
      event.id,
      new Date(NOW).toISOString(),
    );
    await optOutOfEverything(aws.table, message.participantId, at);
    expect(await send(message)).toBe('not-wanted');
  });
});

describe('Whoever is registered at the moment at which their session is cancelled', () => {
  it.each(['confirmation', 'waitlist', 'confirm-request'] as const)(
    'is told so instead of the %s, once, whether or not the run that tells all came by',
    async (kind) => {
      const ofKind = kind === 'confirm-request' ? await storedEvent(aws.table, { doubleOptIn: true }) : event;
      const date = await storedSession(aws.table, ofKind, { capacity: 1 });
      if (kind === 'waitlist') await registered(aws, ofKind, date, { email: 'first@example.com' });
      const email = `${kind}-cancelled@example.com`;
      const message = await registered(aws, ofKind, date, { email }, kind);
      const cancelled = await cancelSession(planDeps(aws.table), date);
      expect(await send(message)).toBe('session-over');
      expect(mailsTo(email).map(({ subject }) => subject)).toEqual([
        expect.stringMatching(/^Cancelled: How to prune a tree/),
      ]);
      const news = sessionChangeBetween(date, cancelled)!;
      await sendSessionChanges(confirmationDeps(aws), { news, participantIds: [message.participantId] });
      expect(await send(message)).toBe('session-over');
      expect(mailsTo(email)).toHaveLength(1);
    },
  );

  it('is told nothing of a session that is only over, nor having opted out', async () => {
    const email = 'out-cancelled@example.com';
    const message = await registered(aws, event, session, { email });
    await cancelSession(planDeps(aws.table), session);
    await optOutOfEverything(aws.table, message.participantId, new Date(NOW).toISOString());
    expect(await send(message)).toBe('session-over');
    expect(mailsTo(email)).toEqual([]);
  });
});

describe('A request to confirm', () => {
  it('that two posts bring about at once is sent at once, whichever of them made it due last', async () => {
    const email = 'twice-asked@example.com';
    await registered(aws, event, session, { email });
    await optOutOfEverything(aws.table, idOf(email), new Date(NOW).toISOString());
    const again = () => registered(aws, event, session, { email });
    const first = { ...(await again()), mailRound: 2 };
    const table = {
      ...aws.table,
      // The second post comes when the first one's question is looked at and not claimed yet.
      client: justBefore(aws.table.client, ({ input }) => isMailClaim(input), again),
    };
    expect(await sendConfirmation({ ...confirmationDeps(aws), table }, first)).toBe('sent');
    expect(await send({ ...first, mailRound: 3 })).toBe('sent-before');
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('is sent once per event and person, however many sessions and rounds', async () => {
    const other = await storedSession(aws.table, event, { startsAt: '2027-03-14T10:00' });
    await registered(aws, event, session, { email: 'once@example.com' });
    const third = await storedSession(aws.table, event, { startsAt: '2027-03-21T10:00' });
    await optOutOfEverything(aws.table, idOf('once@example.com'), new Date(NOW).toISOString());
    const requests = [
      await registered(aws, event, other, { email: 'once@example.com' }, 'confirm-request'),
      await registered(aws, event, third, { email: 'once@example.com' }, 'confirm-request'),
    ];
    const outcomes = [];
    for (const request of [...requests, ...requests]) outcomes.push(await send(request));
    expect(outcomes).toEqual(['sent', 'sent-before', 'sent-before', 'sent-before']);
    const [mail] = mailsTo('once@example.com');
    expect(mailsTo('once@example.com')).toHaveLength(1);
    expect(readLinkToken(linkKeys, 'confirm', tokenAfter(mail!.text, 'c'))).toMatchObject({
      sessionId: other.id,
    });
    expect(mail!.text).not.toContain(`${publicOrigin}/j/`);
  });

  it('is sent again for another event', async () => {
    const second = await storedEvent(aws.table, { doubleOptIn: true });
    const doubled = await storedEvent(aws.table, { doubleOptIn: true });
    for (const one of [second, doubled]) {
      const date = await storedSession(aws.table, one);
      expect(
        await send(await registered(aws, one, date, { email: 'two@example.com' }, 'confirm-request')),
      ).toBe('sent');
    }
    expect(mailsTo('two@example.com')).toHaveLength(2);
  });

  it('is not sent to an address that bounced, complained or is blocked', async () => {
    const asked = await storedEvent(aws.table, { doubleOptIn: true });
    const date = await storedSession(aws.table, asked);
    const message = await registered(aws, asked, date, { email: 'dead@example.com' }, 'confirm-request');
    await recordBounce(aws.table, message.participantId, new Date(NOW).toISOString());
    expect(await send(message)).toBe('not-wanted');
    expect(mailsTo('dead@example.com')).toHaveLength(0);
  });
});

describe('When the provider refuses a mail for good', () => {
  it('it is recorded so, and not tried again', async () => {
    const message = await registered(aws, event, session, { email: 'refused@example.com' });
    const ses = vi.spyOn(aws.outlet.client, 'send').mockImplementation(() => {
      throw new MessageRejected({
        $metadata: { httpStatusCode: 400 },
        message: 'Email address is malformed.',
      });
    });
    expect(await send(message)).toBe('refused');
    ses.mockRestore();
    expect(await send(message, NOW + 10 * 60_000)).toBe('refused');
    expect(mailsTo('refused@example.com')).toEqual([]);
  });
});

describe('When the provider refuses for a while', () => {
  it('the mail waits, which is no failure, and is sent once as soon as it comes again', async () => {
    const message = await registered(aws, event, session, { email: 'later@example.com' });
    aws.faults.set(3, [{ service: 'ses', action: '*', kind: 'throttle', rate: 1 }]);
    for (let time = 0; time < 3; time += 1) await expect(send(message)).rejects.toThrow(RetryLater);
    aws.faults.set(3, []);
    expect(await send(message)).toBe('sent');
    expect(await send(message, NOW + 9 * 60_000)).toBe('sent-before');
    expect(mailsTo('later@example.com')).toHaveLength(1);
  });
});
