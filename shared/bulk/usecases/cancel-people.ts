import * as z from 'zod';
import type { BulkActionKind } from './bulk-action.ts';
import type { BulkJob } from '../domain/bulk-job.ts';
import { SessionId } from '../../platform/values/ids.ts';
import { cancelRegistration } from '../../registrations/table/change-registrations.ts';
import type { BulkActionWork, BulkReader } from './bulk-action-work.ts';
import { skipped, unchanged } from './change-people.ts';
import { besides, registrationWork, sessionNamed } from './change-registrations.ts';

const Cancel = z.strictObject({
  type: z.literal('cancel'),
  sessionId: SessionId,
  notify: z.boolean().default(true),
});
type Cancel = z.infer<typeof Cancel>;

/** Cancels people's registrations for a session; their seats go to who waits. */
export const cancelAction: BulkActionKind<Cancel> = {
  schema: Cancel,
  permission: 'events:write',
  open: openCancel,
};

async function openCancel(
  reader: BulkReader,
  job: BulkJob,
  { sessionId, notify }: Cancel,
): Promise<BulkActionWork> {
  await sessionNamed(reader, sessionId);
  return registrationWork(reader, job, {
    sessionId,
    objection: ({ status }) => {
      if (status === 'cancelled') return unchanged;
      return status === 'suspected' ? skipped(status) : undefined;
    },
    write: ({ table }, registration, mark) => {
      const alongside = besides(table, job, registration, { kind: 'registration-cancelled', mark });
      return cancelRegistration(table, registration, alongside, { notify, changedBy: job.id });
    },
  });
}
