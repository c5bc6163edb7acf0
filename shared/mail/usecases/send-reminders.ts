import * as z from 'zod';
import { Fire, isStale, runIdOf } from '../../rules/domain/fire.ts';
import {
  registeredSince,
  registrationId,
  type Registration,
} from '../../registrations/domain/registration.ts';
import { sessionEnd, type Session } from '../../events/domain/session.ts';
import { fittingTemplate, reminderMail } from '../render/reminder-mail.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getReminders } from '../table/reminder-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import { linkOf, mailInput } from './registrant-mail.ts';
import { sendToMany, type BulkDeps, type BulkOutcomes, type Mailing } from './send-to-many.ts';

/** A message saying that some people are to be reminded; whether each is, is decided when it is sent. */
export const ReminderMessage = z.object({ fire: Fire, participantIds: z.array(z.string()).max(100) });
export type ReminderMessage = z.infer<typeof ReminderMessage>;

/** After a session, a mail about it may wait this long in the queue. */
const LATE_AFTER_END_MS = 24 * 60 * 60_000;

/** Sends one reminder to each of the people, never twice; throws when some have to be tried again. */
export async function sendReminders(
  deps: BulkDeps,
  { fire, participantIds }: ReminderMessage,
): Promise<BulkOutcomes> {
  const mailing = await readMailing(deps, fire);
  return mailing ? sendToMany(deps, mailing, participantIds) : { stale: participantIds.length };
}

/** The reminder, unless its fire is stale or it is too late for it. */
async function readMailing(deps: BulkDeps, fire: Fire): Promise<Mailing | undefined> {
  const session = await getSession(deps.table, fire.sessionId);
  if (!session) return undefined;
  const [event, reminders] = await Promise.all([
    getEvent(deps.table, session.eventId),
    getReminders(deps.table, session.eventId),
  ]);
  const rule = reminders.rules.find((one) => one.id === fire.ruleId);
  if (!event || !rule) return undefined;
  const holds = (now: Session) => !isStale(fire, rule, now) && !isAfterTheFact(fire, now, deps.now());
  if (!holds(session)) return undefined;
  return {
    holds,
    event,
    session,
    runId: runIdOf(fire),
    template: fittingTemplate(rule.template, momentOf(fire, session)),
    isFor: (registration) =>
      registration.status === 'registered' &&
      registeredSince(registration) <= fire.dueAt &&
      (rule.template !== 'missed' || registration.attendance?.state === 'absent'),
    messageId: (registration) => reminderId(registration, fire, session),
    compose: (registrant) =>
      reminderMail({
        ...mailInput(deps, registrant),
        joinUrl: linkOf(deps, 'j', 'join', registrant),
        template: rule.template,
        when: momentOf(fire, session),
        replayUrl: session.replayUrl,
      }),
  };
}

const isBefore = (fire: Fire, session: Session): boolean =>
  Date.parse(fire.dueAt) < Date.parse(session.startsAtUtc);

function momentOf(fire: Fire, session: Session): 'before' | 'during' | 'after' {
  if (isBefore(fire, session)) return 'before';
  return Date.parse(fire.dueAt) < sessionEnd(session) ? 'during' : 'after';
}

/**
 * Whether it is too late: a reminder of what has begun helps nobody; a mail about what is over may come a little late.
 */
function isAfterTheFact(fire: Fire, session: Session, nowMs: number): boolean {
  if (isBefore(fire, session)) return nowMs >= Date.parse(session.startsAtUtc);
  return nowMs >= Math.max(Date.parse(fire.dueAt), sessionEnd(session)) + LATE_AFTER_END_MS;
}

/**
 * The ledger key: one mail per registration, rule and date. After a session was rescheduled people are reminded again,
 * after a rule was changed they are not.
 */
function reminderId(registration: Registration, fire: Fire, session: Session): string {
  const date = session.startsAtUtc.slice(0, 'yyyy-mm-ddThh:mm'.length).replace(':', '');
  return `reminder-${registrationId(registration)}-${fire.ruleId}-${date}`;
}
