import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { cancelSession } from '../../shared/events/usecases/change-session.ts';
import { newBulkJob } from '../../shared/bulk/usecases/begin-bulk.ts';
import { createJob } from '../../shared/jobs/table/job-items.ts';
import { sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { sendMailing } from '../../shared/mail/usecases/send-mailing.ts';
import { sendReminders } from '../../shared/mail/usecases/send-reminders.ts';
import { sendSessionChanges } from '../../shared/mail/usecases/send-session-changes.ts';
import { setReminders } from '../../shared/mail/usecases/set-reminders.ts';
import { optOutOfEverything } from '../../shared/people/usecases/change-wishes.ts';
import { changeEmail } from '../../shared/people/usecases/change-email.ts';
import { resolvePerson } from '../../shared/people/table/resolve-identity.ts';
import { newId } from '../../shared/platform/values/ids.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { NOW, planDeps, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { confirmationDeps, registered } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let event: Event;
let session: Session;
let people = 0;
beforeEach(async () => {
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
});

interface Write {
  input?: { UpdateExpression?: string; Key?: Record<string, unknown> };
}

/** The table, where something happens right before the first mail is claimed: everybody has read by then. */
function beforeClaim(happens: () => Promise<void>): Table {
  let isOver = false;
  const send = async (command: Write, ...rest: never[]): Promise<unknown> => {
    const isClaim = command.input?.UpdateExpression && String(command.input.Key?.['pk']).startsWith('MAIL#');
    if (isClaim && !isOver) {
      isOver = true;
      await happens();
    }
    return (aws.table.client.send as (...all: unknown[]) => Promise<unknown>)(command, ...rest);
  };
  const client = new Proxy(aws.table.client, {
    get: (target, name) => (name === 'send' ? send.bind(target) : Reflect.get(target, name)),
  });
  return { ...aws.table, client };
}

type Sender = (table: Table, id: string, now?: number) => Promise<unknown>;

const reminderAt = () => Date.parse(session.startsAtUtc) - 60 * 60_000;
const deps = (table: Table, now = NOW) => ({ ...confirmationDeps(aws, () => now), table });
const ids = (participantId: string) => ({ eventId: event.id, sessionId: session.id, participantId });

const senders: Record<string, Sender> = {
  confirmation: (table, id) =>
    sendConfirmation(deps(table), { ...ids(id), kind: 'confirmation', mailRound: 1 }),
  reminder: async (table, id) => {
    const rule = { id: 'hour', anchor: 'start', offsetMinutes: -60, audience: 'registered' } as const;
    await setReminders(planDeps(aws.table), event.id, [{ ...rule, template: 'reminder' }], undefined);
    const dueAt = new Date(reminderAt()).toISOString();
    const fire = { kind: 'reminder', sessionId: session.id, ruleId: 'hour', dueAt };
    return sendReminders(deps(table, reminderAt()), { fire, participantIds: [id] });
  },
  'session change': (table, id) => {
    const { startsAtUtc, timeZone, durationMinutes, scheduleVersion } = session;
    const former = { startsAtUtc, timeZone, durationMinutes };
    const news = { news: 'cancelled' as const, sessionId: session.id, scheduleVersion, former };
    return sendSessionChanges(deps(table), { news, participantIds: [id] });
  },
  mailing: async (table, id) => {
    const action = { type: 'mail' as const, subject: 'News', text: 'News' };
    const order = { action, selection: { ids: [id] }, id: newId('blk', NOW, randomBytes) };
    const job = newBulkJob({ ...planDeps(aws.table), random: randomBytes }, order, 'anna');
    await createJob(aws.table, job);
    return sendMailing(deps(table), { mailing: { jobId: job.id }, participantIds: [id] });
  },
};

const somebody = async (): Promise<[id: string, email: string]> => {
  const email = `until${(people += 1)}@example.com`;
  const { participantId } = await registered(aws, event, session, { email });
  aws.mailbox.clear();
  return [participantId, email];
};
const mailed = () => aws.mailbox.list().flatMap(({ to }) => to);

describe.each(Object.entries(senders).filter(([name]) => name !== 'mailing'))('A %s', (_name, send) => {
  it.each<[string, (id: string) => Promise<unknown>]>([
    [
      'the session was cancelled',
      async () => cancelSession(planDeps(aws.table), (await getSession(aws.table, session.id))!),
    ],
    [
      'the place was given up',
      async (id) =>
        cancelRegistration(aws.table, (await getRegistration(aws.table, session.id, id))!, testAct),
    ],
  ])('is not sent where %s after it was looked, and before it was claimed', async (_what, happens) => {
    const [id] = await somebody();
    await send(
      beforeClaim(async () => {
        await happens(id);
      }),
      id,
    );
    expect(mailed()).toEqual([]);
  });
});

describe.each(Object.entries(senders))('A %s', (_name, send) => {
  it('is not sent to who opted out after it was looked whether they want it, and before it was claimed', async () => {
    const [id] = await somebody();
    await send(
      beforeClaim(() => optOutOfEverything(aws.table, id, new Date(NOW).toISOString())),
      id,
    );
    expect(mailed()).toEqual([]);
  });

  it('goes to the address that mail goes to by then', async () => {
    const [id, email] = await somebody();
    await send(
      beforeClaim(async () => {
        const person = (await resolvePerson(aws.table, id))!;
        const moves = { ...planDeps(aws.table), identityKey };
        await changeEmail(moves, person, `new-${email}`, { by: 'anna', origin: 'api' });
      }),
      id,
    );
    expect(mailed()).toEqual([`new-${email}`]);
  });

  it('is sent where nothing of that happens', async () => {
    const [id, email] = await somebody();
    await send(aws.table, id);
    expect(mailed()).toEqual([email]);
  });
});
