import { idDigits } from '../../platform/values/ids.ts';
import type { Table } from '../../platform/table/table.ts';
import { chunks } from '../../platform/values/chunks.ts';
import type { RegistrationKey } from '../../registrations/domain/registration.ts';
import { partsExpireAt } from '../domain/parts-expire-at.ts';
import { countMails } from '../table/mail-count-items.ts';
import { findEndedMails } from '../table/mail-items.ts';

/** A transaction takes 100 writes. */
const COUNTED_AT_ONCE = 50;

/** A run about a session, and how its mails are named in the ledger. */
interface StaleRun {
  session: { id: string };
  runId: string;
  messageId: (registration: RegistrationKey) => string;
}

/** Counts in a run for whom its mail was dropped, each once; not for whom it was sent before. */
export async function countStale(
  { table, now }: { table: Table; now: () => number },
  { session, runId, messageId }: StaleRun,
  participantIds: string[],
): Promise<void> {
  if (participantIds.length === 0) return;
  const nameOf = (participantId: string) => messageId({ sessionId: session.id, participantId });
  const ended = await findEndedMails(table, [...new Set(participantIds.map(nameOf))]);
  const dropped = participantIds.filter((id) => !ended.has(nameOf(id)));
  const expiresAt = partsExpireAt(now());
  const fates = dropped.map((id) => ({ key: idDigits(id), column: 'stale' as const }));
  for (const part of chunks(fates, COUNTED_AT_ONCE))
    await countMails(table, { jobId: runId, expiresAt }, part);
}
