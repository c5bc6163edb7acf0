import * as z from 'zod';
import type { BulkActionKind } from './bulk-action.ts';
import type { BulkJob, BulkVerdict } from '../domain/bulk-job.ts';
import { isOpen } from '../../events/domain/session.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { SessionId } from '../../platform/values/ids.ts';
import { awaitsApproval, type Registration } from '../../registrations/domain/registration.ts';
import { refuseRegistration } from '../../registrations/table/await-approval.ts';
import { confirmRegistration } from '../../registrations/table/change-registrations.ts';
import { refuseArchived } from '../../registrations/usecases/refuse-closed-door.ts';
import type { BulkActionWork, BulkReader } from './bulk-action-work.ts';
import { skipped, unchanged } from './change-people.ts';
import { besides, registrationWork, sessionNamed } from './change-registrations.ts';

const Approve = z.strictObject({ type: z.literal('approve'), sessionId: SessionId });
const Refuse = z.strictObject({
  type: z.literal('refuse'),
  sessionId: SessionId,
  notify: z.boolean().default(true),
});

/** Gives those a place who wait for an organizer's word, in the order in which they are chosen. */
export const approveAction: BulkActionKind<z.infer<typeof Approve>> = {
  schema: Approve,
  permission: 'events:write',
  open: openApprove,
};

/** Refuses those who wait for an organizer's word. */
export const refuseAction: BulkActionKind<z.infer<typeof Refuse>> = {
  schema: Refuse,
  permission: 'events:write',
  open: openRefuse,
};

async function openApprove(
  reader: BulkReader,
  job: BulkJob,
  { sessionId }: z.infer<typeof Approve>,
): Promise<BulkActionWork> {
  const { event, session } = await sessionNamed(reader, sessionId);
  refuseArchived(event);
  if (!isOpen(session, reader.now()))
    throw new Refusal('session-closed', 'This session is over or cancelled.');
  return registrationWork(reader, job, {
    sessionId,
    objection: (one) =>
      one.status === 'registered' || one.status === 'waitlisted' ? unchanged : undecidable(one),
    write: async ({ table }, registration, mark) => {
      const hasSeats = session.capacity !== undefined;
      const to = { confirmedAt: mark.at, hasSeats, changedBy: job.id };
      const alongside = besides(table, job, registration, { kind: 'registration-accepted', mark });
      return (await confirmRegistration(table, registration, to, alongside)) === 'confirmed';
    },
  });
}

async function openRefuse(
  reader: BulkReader,
  job: BulkJob,
  { sessionId, notify }: z.infer<typeof Refuse>,
): Promise<BulkActionWork> {
  await sessionNamed(reader, sessionId);
  return registrationWork(reader, job, {
    sessionId,
    objection: (one) => (one.refusedAt === undefined ? undecidable(one) : unchanged),
    write: ({ table }, registration, mark) => {
      const to = { refusedAt: mark.at, notify, changedBy: job.id };
      const how = { kind: 'registration-cancelled', mark, refused: true } as const;
      return refuseRegistration(table, registration, to, besides(table, job, registration, how));
    },
  });
}

function undecidable(registration: Registration): BulkVerdict | undefined {
  if (awaitsApproval(registration)) return undefined;
  return skipped(registration.status === 'pending' ? 'not-confirmed' : registration.status);
}
