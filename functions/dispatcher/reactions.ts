import * as z from 'zod';
import { judgeForSession, judgeForThreshold } from '../../shared/attendance/usecases/call-for-judgement.ts';
import { countMember } from '../../shared/groups/table/count-member.ts';
import type { DeliveryMessage } from '../../shared/handovers/usecases/deliver.ts';
import type { HappenedTo } from '../../shared/handovers/domain/happening.ts';
import { followRegistration } from '../../shared/handovers/usecases/follow-registration.ts';
import { queueDelivery } from '../../shared/handovers/usecases/queue-delivery.ts';
import { followSwitch } from '../../shared/handovers/usecases/send-waiting.ts';
import type { AuditEntry } from '../../shared/history/domain/audit.ts';
import { auditJob, auditWake } from '../../shared/history/usecases/audit-job.ts';
import type { JobMessage } from '../../shared/jobs/domain/job-message.ts';
import { queueJob } from '../../shared/jobs/usecases/queue-job.ts';
import { announceSessionChange } from '../../shared/mail/usecases/announce-session-change.ts';
import { askForConfirmation } from '../../shared/mail/usecases/ask-for-confirmation.ts';
import type { ConfirmationMessage } from '../../shared/mail/usecases/send-confirmation.ts';
import { announceToModerators, inviteModerator } from '../../shared/moderators/usecases/invite-moderator.ts';
import type { ModeratorMessage } from '../../shared/moderators/usecases/moderator-message.ts';
import type { ActDone } from '../../shared/notices/domain/act.ts';
import { askForNotices } from '../../shared/notices/usecases/ask-for-notices.ts';
import type { CountRecord } from '../../shared/platform/table/counts/count-record.ts';
import type { TableChange } from '../../shared/platform/table/read-change.ts';
import { countRegistration } from '../../shared/registrations/table/count-registration.ts';
import { countForEvent, tallyRegistration } from '../../shared/statistics/table/tally-registration.ts';
import { jobKindsWith } from '../../shared/registries/job-kinds.ts';
import {
  wakeForCapacity,
  wakeForLine,
  type SeatMessage,
} from '../../shared/registrations/usecases/wake-allocator.ts';
import { replanRules } from '../../shared/rules/usecases/replan-rules.ts';
import { replanSession } from '../../shared/rules/usecases/replan-session.ts';

/** What follows from a change: counts to apply, entries of the audit log, and messages by queue. */
export interface Reactions {
  counts: CountRecord[];
  audits: AuditEntry[];
  confirmations: (ConfirmationMessage | ModeratorMessage)[];
  /** Among them the confirmations of people who were invited with many others. */
  bulk: ConfirmationMessage[];
  jobs: JobMessage[];
  /** What registrants did, whether or not anybody asked to be told. */
  acts: ActDone[];
  /** Each is one of the messages that functions/schedules knows. */
  schedules: object[];
  runs: JobMessage[];
  deliveries: DeliveryMessage[];
  /** Once is enough for each session of a batch. */
  seats: SeatMessage[];
  /** What happened to registrations: told to functions/schedules where a rule asks for it. */
  happenings: HappenedTo[];
}

type Reaction = (change: TableChange) => Partial<Reactions>;

const jobKinds = jobKindsWith([]);

/**
 * The reactions to changes of each entity; each line belongs to one capability. Pure: the dispatcher carries them out.
 */
const reactions: [entity: string, reaction: Reaction][] = [
  ['registration', countRegistration],
  ['registration', countForEvent],
  ['registration', tallyRegistration],
  ['registration', askForConfirmation],
  ['registration', followRegistration],
  ['registration', askForNotices],
  ['newcomer', wakeForLine],
  ['freed-seat', wakeForLine],
  ['member', countMember],
  ['session', replanSession],
  ['session', wakeForCapacity],
  ['session', announceSessionChange],
  ['session', announceToModerators],
  ['session', judgeForSession],
  ['event', judgeForThreshold],
  ['moderator', inviteModerator],
  ['rules', replanRules],
  ['delivery', queueDelivery],
  ['system', followSwitch],
  ['job', queueJob(jobKinds)],
  ['job', auditJob(jobKinds)],
  ['job-wake', queueJob(jobKinds)],
  ['job-wake', auditWake],
];

/** The kinds of items whose changes something follows from; the stream's filter lets these through. */
export const followed: ReadonlySet<string> = new Set(reactions.map(([entity]) => entity));

const Entity = z.object({ entity: z.string() });

/** Finds out what follows from a change. Throws a ZodError for an image that cannot be read. */
export function reactionsTo(change: TableChange): Reactions {
  const { entity } = Entity.parse(change.after ?? change.before);
  const all = reactions.filter(([of]) => of === entity).map(([, react]) => react(change));
  return {
    counts: all.flatMap((one) => one.counts ?? []),
    audits: all.flatMap((one) => one.audits ?? []),
    confirmations: all.flatMap((one) => one.confirmations ?? []),
    bulk: all.flatMap((one) => one.bulk ?? []),
    acts: all.flatMap((one) => one.acts ?? []),
    jobs: all.flatMap((one) => one.jobs ?? []),
    schedules: all.flatMap((one) => one.schedules ?? []),
    runs: all.flatMap((one) => one.runs ?? []),
    deliveries: all.flatMap((one) => one.deliveries ?? []),
    seats: all.flatMap((one) => one.seats ?? []),
    happenings: all.flatMap((one) => one.happenings ?? []),
  };
}
