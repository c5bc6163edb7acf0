import { isToldOf } from '../domain/announced-time.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Registration } from '../../registrations/domain/registration.ts';
import { reminderKind } from './reminder-kind.ts';
import { sessionChangeKind } from './session-change-kind.ts';
import { runWork, wasRegisteredAt } from '../../rules/usecases/run-rule.ts';
import { queueMails } from './queue-mails.ts';
import type { ReminderMessage } from './send-reminders.ts';
import type { SessionChangeMessage } from './send-session-changes.ts';

export interface MailRunDeps {
  /** The queue of mails to many. */
  bulk: Queue;
}

/** The run of reminders: mails everybody who was registered when the reminder was due. */
export const reminderRuns = runWork(reminderKind, ({ bulk }: MailRunDeps, { fire }) => ({
  sessionId: fire.sessionId,
  isMeant: wasRegisteredAt(fire.dueAt),
  act: (chosen) => queueMails<ReminderMessage>(bulk, idsOf(chosen), { fire }),
}));

/** The run of session changes: tells everybody concerned that the session was rescheduled or cancelled. */
export const sessionChangeRuns = runWork(sessionChangeKind, ({ bulk }: MailRunDeps, { news: change }) => ({
  sessionId: change.sessionId,
  isMeant: isToldOf(change),
  act: (chosen) => queueMails<SessionChangeMessage>(bulk, idsOf(chosen), { news: change }),
}));

const idsOf = (chosen: Registration[]): string[] => chosen.map(({ participantId }) => participantId);
