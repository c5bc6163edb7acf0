import * as z from 'zod';
import { Fire, isStale, runIdOf } from '../../rules/domain/fire.ts';
import { registeredSince, registrationId } from '../../registrations/domain/registration.ts';
import { sessionEnd, type Session } from '../../events/domain/session.ts';
import { fittingTemplate, reminderMail } from '../render/reminder-mail.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getReminders } from '../table/reminder-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import { countStale } from './count-stale.ts';
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
  const session = await getSession(deps.table, fire.sessionId);
  if (!session) return { stale: participantIds.length };
  const mailing = await readMailing(deps, fire, session);
  if (mailing && !isAfterTheFact(fire, session, deps.now())) return sendToMany(deps, mailing, participantIds);
  const run = { session, runId: runIdOf(fire), messageId: nameOf(fire, session) };
  await countStale(deps, run, participantIds);
  return { [mailing ? 'late' : 'stale']: participantIds.length };
}

/** The reminder, unless its fire is stale. */
async function readMailing(deps: BulkDeps, fire: Fire, session: Session): Promise<Mailing | undefined> {
  const [event, reminders] = await Promise.all([
    getEvent(deps.table, session.eventId),
    getReminders(deps.table, session.eventId),
  ]);
  const rule = reminders.rules.find((one) => one.id === fire.ruleId);
  if (!event || !rule || isStale(fire, rule, session)) return undefined;
  const holds = (now: Session) => !isStale(fire, rule, now) && !isAfterTheFact(fire, now, deps.now());
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
    messageId: nameOf(fire, session),
    messageFor: (participantIds) => ({ fire, participantIds }),
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
function nameOf(fire: Fire, session: Session): Mailing['messageId'] {
  const date = session.startsAtUtc.slice(0, 'yyyy-mm-ddThh:mm'.length).replace(':', '');
  return (registration) => `reminder-${registrationId(registration)}-${fire.ruleId}-${date}`;
}
