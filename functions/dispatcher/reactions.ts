import * as z from 'zod';
import { AuditedJob, auditOfJob, type AuditEntry } from '../../shared/history/domain/audit.ts';
import { Delivery } from '../../shared/handovers/domain/delivery.ts';
import { countChange, isSomebodys, Registration } from '../../shared/registrations/domain/registration.ts';
import { Session } from '../../shared/events/domain/session.ts';
import { sessionChangeBetween, type SessionChange } from '../../shared/events/domain/session-change.ts';
import type { CountRecord } from '../../shared/platform/table/count-items.ts';
import {
  countsKey,
  groupCountsKey,
  groupOfMembers,
  shardOfPartition,
} from '../../shared/platform/table/keys.ts';
import { messageOf, type DeliveryMessage } from '../../shared/handovers/usecases/deliver.ts';
import type { SchedulePlan } from '../../shared/rules/usecases/plan-schedules.ts';
import type { JobMessage } from '../../shared/jobs/domain/job-message.ts';
import type { ConfirmationMessage } from '../../shared/mail/usecases/send-confirmation.ts';

/** One change of the table, as the stream tells it. */
export interface TableChange {
  sequence: string;
  before?: Record<string, unknown> | undefined;
  after?: Record<string, unknown> | undefined;
}

/** What follows from a change: counts to apply, and messages by queue. */
export interface Reactions {
  counts: CountRecord[];
  confirmations: ConfirmationMessage[];
  /** The same of people who were invited with many others. */
  bulk: ConfirmationMessage[];
  jobs: JobMessage[];
  schedules: ({ plan: SchedulePlan } | { news: SessionChange } | JobMessage)[];
  deliveries: DeliveryMessage[];
  /** What the log of who did what is told. */
  audits: AuditEntry[];
}

const nothing: Reactions = {
  counts: [],
  confirmations: [],
  bulk: [],
  jobs: [],
  schedules: [],
  deliveries: [],
  audits: [],
};

const Entity = z.object({ entity: z.string() });
const JobImage = z.object({ id: z.string(), kind: z.string() });
const WakeImage = JobImage.extend({ at: z.string(), by: z.string().optional() });
const RegistrationImage = Registration.extend({ pk: z.string() });
type RegistrationImage = z.infer<typeof RegistrationImage>;
const MemberImage = z.object({ pk: z.string().startsWith('MEMBERS#') });
const RulesImage = z.object({
  eventId: z.string(),
  rules: z.array(z.object({ id: z.string(), version: z.number() })),
});

/** Tells what follows from a change. Throws a ZodError for an image that does not read. */
export function reactionsTo(change: TableChange): Reactions {
  const { entity } = Entity.parse(change.after ?? change.before);
  switch (entity) {
    case 'registration':
      return ofRegistration(change);
    case 'job':
      return change.before
        ? nothing
        : { ...ofNewJob(JobImage.parse(change.after)), audits: auditsOf(change) };
    case 'job-wake':
      return change.before ? nothing : ofWake(WakeImage.parse(change.after));
    case 'session':
      return ofSession(change);
    case 'rules':
      return ofRules(change);
    case 'delivery':
      return ofDelivery(change);
    case 'member':
      return ofMember(change);
    default:
      return nothing;
  }
}

function ofRegistration({ sequence, before: old, after: now }: TableChange): Reactions {
  const before = old && RegistrationImage.parse(old);
  const after = now && RegistrationImage.parse(now);
  const isOfMany = isNew(before) && (after?.invitedBy ?? after?.importMark) !== undefined;
  return {
    ...nothing,
    counts: countsOf(sequence, before, after),
    [isOfMany ? 'bulk' : 'confirmations']: confirmationsOf(before, after),
  };
}

function countsOf(sequence: string, before?: RegistrationImage, after?: RegistrationImage): CountRecord[] {
  const image = after ?? before;
  const change = countChange(before, after);
  if (!image || Object.values(change).every((amount) => amount === 0)) return [];
  return [{ key: countsKey(image.sessionId, shardOfPartition(image.pk)), sequence, change: { ...change } }];
}

const isNew = (before: RegistrationImage | undefined): boolean => !before || !isSomebodys(before);

/** A mail is due when somebody becomes registered or has to confirm; not when anything else changes. */
function confirmationsOf(before?: RegistrationImage, after?: RegistrationImage): ConfirmationMessage[] {
  if (!after || (after.status === before?.status && after.round === before.round)) return [];
  // It became part of this one by a merge: its person has had that mail, or it is on its way under the former name.
  if (Object.keys(after.movedFrom ?? {}).some((id) => before?.movedFrom?.[id] === undefined)) return [];
  if (isNew(before) && after.quiet) return [];
  const { eventId, sessionId, participantId, round, status } = after;
  const kinds = { registered: 'confirmation', waitlisted: 'waitlist', pending: 'confirm-request' } as const;
  if (status === 'cancelled' || status === 'suspected') return [];
  return [{ kind: kinds[status], eventId, sessionId, participantId, round }];
}

function auditsOf({ after }: TableChange): Reactions['audits'] {
  const entry = auditOfJob(AuditedJob.parse(after));
  return entry ? [entry] : [];
}

/** Runs of rules must be on time: they do not queue up behind files. */
function ofNewJob({ id, kind }: z.infer<typeof JobImage>): Reactions {
  const isRun = kind === 'reminder' || kind === 'handover' || kind === 'news';
  return isRun ? { ...nothing, schedules: [{ jobId: id }] } : { ...nothing, jobs: [{ jobId: id }] };
}

/** Who starts an import that was held, or done before, may be somebody else than who uploaded it. */
function ofWake({ id, kind, at, by }: z.infer<typeof WakeImage>): Reactions {
  const audits = by === undefined ? [] : [{ at, id, actor: by, act: `start ${kind}`, what: id }];
  return { ...ofNewJob({ id, kind }), audits };
}

function ofSession({ before: old, after: now }: TableChange): Reactions {
  const before = old && Session.parse(old);
  const after = now && Session.parse(now);
  const session = after ?? before;
  if (!session || before?.moves === after?.moves) return nothing;
  const news = before && after && sessionChangeBetween(before, after);
  const plan = { eventId: session.eventId, sessionId: session.id, ruleIds: [] };
  return { ...nothing, schedules: [{ plan }, ...(news ? [{ news }] : [])] };
}

/** Rules that changed or went, by id: what is gone cannot be read any more when the plan is carried out. */
function ofRules({ before: old, after: now }: TableChange): Reactions {
  const before = old && RulesImage.parse(old);
  const after = now && RulesImage.parse(now);
  const eventId = (after ?? before)?.eventId;
  if (eventId === undefined) return nothing;
  const changed = (from: RulesImage | undefined, to: RulesImage | undefined) =>
    (from?.rules ?? [])
      .filter((rule) => !to?.rules.some((one) => one.id === rule.id && one.version === rule.version))
      .map((rule) => rule.id);
  const ruleIds = [...new Set([...changed(before, after), ...changed(after, before)])];
  return ruleIds.length === 0 ? nothing : { ...nothing, schedules: [{ plan: { eventId, ruleIds } }] };
}
type RulesImage = z.infer<typeof RulesImage>;

/** Somebody came into a group or left it; a member that is written again changes nothing. */
function ofMember({ sequence, before, after }: TableChange): Reactions {
  if (before && after) return nothing;
  const { pk } = MemberImage.parse(after ?? before);
  const key = groupCountsKey(groupOfMembers(pk), shardOfPartition(pk));
  return { ...nothing, counts: [{ key, sequence, change: { members: after ? 1 : -1 } }] };
}

/** A new delivery, or one that somebody asked for again; later attempts queue themselves. */
function ofDelivery({ before: old, after: now }: TableChange): Reactions {
  if (!now) return nothing;
  const after = Delivery.parse(now);
  const isDue = after.status === 'pending' && after.round !== (old && Delivery.parse(old).round);
  return isDue ? { ...nothing, deliveries: [messageOf(after)] } : nothing;
}
