import * as z from 'zod';
import { Fire } from '../domain/fire.ts';
import { registeredSince, registrationId, type Registration } from '../domain/registration.ts';
import { sessionEnd, type Session } from '../domain/session.ts';
import { allowsMail } from '../domain/wish.ts';
import { reminderMail } from '../mail/reminder-mail.ts';
import { isThrottled, wasRefused } from '../mail/send-mail.ts';
import { getEvent } from '../table/event-items.ts';
import { claimMail, recordMailSent, releaseMail } from '../table/mail-items.ts';
import { getParticipants } from '../table/participant-items.ts';
import { getRegistration } from '../table/registration-items.ts';
import { getReminders, type StoredReminder } from '../table/rule-items.ts';
import { getSession } from '../table/session-items.ts';
import type { Table } from '../table/table.ts';
import { inParallel } from './in-parallel.ts';
import { linkOf, mailInput, sendRegistrantMail, type MailDeps, type Registrant } from './registrant-mail.ts';

/** Says that some people are to be reminded; whether each is, is decided when it is sent. */
export const ReminderMessage = z.object({ fire: Fire, participantIds: z.array(z.string()).max(100) });
export type ReminderMessage = z.infer<typeof ReminderMessage>;

export interface ReminderDeps extends MailDeps {
  table: Table;
}

export type ReminderOutcome = 'sent' | 'sent-before' | 'stale' | 'not-wanted' | 'refused' | 'unknown';

const AT_ONCE = 5;
const LEASE_MS = 2 * 60_000;
/** After a session, a mail about it may wait this long in the queue. */
const LATE_AFTER_END_MS = 24 * 60 * 60_000;

/** Sends one reminder to each of the people, never twice; throws when some have to be tried again. */
export async function sendReminders(
  deps: ReminderDeps,
  message: ReminderMessage,
): Promise<Record<string, number>> {
  const outcomes: Record<string, number> = {};
  const count = (outcome: ReminderOutcome) => (outcomes[outcome] = (outcomes[outcome] ?? 0) + 1);
  const scene = await readScene(deps, message);
  if (!scene) return { stale: message.participantIds.length };
  const people = await getParticipants(deps.table, message.participantIds);
  const again: unknown[] = [];
  await inParallel(message.participantIds, AT_ONCE, async (participantId) => {
    const registration = await getRegistration(deps.table, scene.session.id, participantId);
    const participant = people.get(participantId);
    if (!registration || !participant || !isStillMeant(registration, message.fire))
      return void count('stale');
    if (participant.deletedAt !== undefined) return void count('stale');
    if (!allowsMail(participant, scene.event.id)) return void count('not-wanted');
    const registrant = { ...scene, participant, registration };
    await remind(deps, message.fire, scene.rule, registrant).then(count, (error: unknown) =>
      again.push(error),
    );
  });
  if (again.length > 0) throw again[0];
  return outcomes;
}

type Scene = Pick<Registrant, 'event' | 'session'> & { rule: StoredReminder };

/** What the reminder is about, as long as it is not overtaken by a move, a cancellation, a changed rule or the time. */
async function readScene(deps: ReminderDeps, { fire }: ReminderMessage): Promise<Scene | undefined> {
  const session = await getSession(deps.table, fire.sessionId);
  if (session?.moves !== fire.sessionMoves || session.cancelledAt !== undefined) return undefined;
  const [event, reminders] = await Promise.all([
    getEvent(deps.table, session.eventId),
    getReminders(deps.table, session.eventId),
  ]);
  const rule = reminders.rules.find((one) => one.id === fire.ruleId && one.version === fire.ruleVersion);
  return event && rule && !isAfterTheFact(fire, session, deps.now()) ? { event, session, rule } : undefined;
}

/** A reminder of what has begun helps nobody; a mail about what is over may come a little late. */
function isAfterTheFact(fire: Fire, session: Session, nowMs: number): boolean {
  const start = Date.parse(session.startsAtUtc);
  const due = Date.parse(fire.dueAt);
  if (due < start) return nowMs >= start;
  return nowMs >= Math.max(due, sessionEnd(session)) + LATE_AFTER_END_MS;
}

function isStillMeant(registration: Registration, fire: Fire): boolean {
  return registration.status === 'registered' && registeredSince(registration) <= fire.dueAt;
}

/** One per registration, rule and date: a moved session is reminded of anew, a changed rule is not. */
function reminderId(registration: Registration, fire: Fire): string {
  return `reminder-${registrationId(registration)}-${fire.ruleId}-${fire.sessionMoves}`;
}

async function remind(
  deps: ReminderDeps,
  fire: Fire,
  rule: StoredReminder,
  registrant: Registrant,
): Promise<ReminderOutcome> {
  const messageId = reminderId(registrant.registration, fire);
  const { participantId, eventId } = registrant.registration;
  const iso = (ms: number) => new Date(ms).toISOString();
  const now = deps.now();
  const claim = await claimMail(
    deps.table,
    messageId,
    { participantId, eventId },
    { now: iso(now), leaseUntil: iso(now + LEASE_MS) },
    false,
  );
  if (claim !== 'ours') return claim === 'sent' ? 'sent-before' : 'unknown';
  const mail = reminderMail({
    ...mailInput(deps, registrant),
    joinUrl: linkOf(deps, 'j', 'join', registrant.registration),
    template: rule.template,
    when: Date.parse(fire.dueAt) < Date.parse(registrant.session.startsAtUtc) ? 'before' : 'after',
    replayUrl: registrant.session.replayUrl,
  });
  try {
    const providerId = await sendRegistrantMail(deps, messageId, mail);
    await recordMailSent(deps.table, messageId, { at: iso(deps.now()), providerId });
    return 'sent';
  } catch (error) {
    if (!wasRefused(error)) throw error;
    if (!isThrottled(error)) return 'refused';
    await releaseMail(deps.table, messageId);
    throw error;
  }
}
