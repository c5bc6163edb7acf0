import type { BulkJob, BulkVerdict } from '../domain/bulk-job.ts';
import type { Event } from '../../events/domain/event.ts';
import type { Session } from '../../events/domain/session.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { HistoryKind } from '../../people/domain/history.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { historyItem } from '../../people/table/history-items.ts';
import { entryOf, type Act } from '../../people/usecases/person-act.ts';
import { undoPut, type UndoMark } from '../../jobs/table/undo-items.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { belongsTo, type Registration } from '../../registrations/domain/registration.ts';
import { getRegistration } from '../../registrations/table/registration-items.ts';
import { getRegistrationsIn } from '../../registrations/table/write-marked-registration.ts';
import type { BulkActionWork, BulkContext, BulkReader } from './bulk-action-work.ts';
import { changed, eachInOrder, skipped } from './change-people.ts';

/** What a job does to registrations of one session. */
export interface RegistrationRule {
  sessionId: string;
  /** Why it is not done to this one; nothing where it is. */
  objection: (registration: Registration) => BulkVerdict | undefined;
  /** Does it, with the job's mark in the same transaction; false when the registration is not as it was read any more. */
  write: (context: BulkContext, registration: Registration, mark: UndoMark) => Promise<boolean | BulkVerdict>;
}

const AT_ONCE = 16;
/** Each means that somebody changed the registration in between. */
const MOST_ROUNDS = 5;

/** The work of an action on the registrations that people have in one session. */
export function registrationWork(
  { table }: BulkReader,
  job: BulkJob,
  rule: RegistrationRule,
): BulkActionWork {
  const read = (people: Participant[]) =>
    getRegistrationsIn(
      table,
      rule.sessionId,
      people.map(({ id }) => id),
    );
  return {
    dryRun: async (people) => {
      const known = await read(people);
      return people.map((person) => objectionTo(rule, person, known.get(person.id)) ?? changed);
    },
    apply: async (context, people) => {
      const known = await read(people);
      const act = (person: Participant) => changeOne(context, job, rule, person, known.get(person.id));
      return eachInOrder(people, act, AT_ONCE);
    },
  };
}

function objectionTo(
  { objection }: RegistrationRule,
  person: Participant,
  registration: Registration | undefined,
): BulkVerdict | undefined {
  return registration && belongsTo(registration, person)
    ? objection(registration)
    : skipped('not-registered');
}

async function changeOne(
  context: BulkContext,
  job: BulkJob,
  rule: RegistrationRule,
  person: Participant,
  read: Registration | undefined,
): Promise<BulkVerdict> {
  let registration = read;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const objection = objectionTo(rule, person, registration);
    if (objection ?? !registration) return objection ?? skipped('not-registered');
    const at = new Date(context.now()).toISOString();
    const mark = { jobId: job.id, participantId: person.id, at, before: {} };
    const outcome = await rule.write(context, registration, mark);
    if (outcome !== false) return outcome === true ? changed : outcome;
    registration = await getRegistration(context.table, rule.sessionId, person.id);
  }
  return { outcome: 'failed', reason: 'busy' };
}

/** An act of the job, for the history. */
export const actOf = (job: BulkJob, at: string): Act => ({
  ...{ at, act: job.id, actor: job.createdBy, origin: `bulk ${job.id}` },
});

/** What stands beside the change of a registration: its entry in the history, and the mark of the job. */
export function besides(
  table: Table,
  job: BulkJob,
  { participantId, sessionId, eventId }: Registration,
  { kind, mark, ...data }: { kind: HistoryKind; mark: UndoMark; refused?: true },
) {
  const entry = entryOf(actOf(job, mark.at), participantId, kind, { sessionId, eventId, ...data });
  return [historyItem(table, entry), undoPut(table, mark)];
}

/** The session that an action names, with its event; throws a `Refusal` when it is gone. */
export async function sessionNamed(
  { table }: BulkReader,
  sessionId: string,
): Promise<{ event: Event; session: Session }> {
  const session = await getSession(table, sessionId);
  const event = session && session.deletedAt === undefined && (await getEvent(table, session.eventId));
  if (!event) throw new Refusal('not-found', 'There is no such session.');
  return { event, session };
}
