import type { Table } from '../../platform/table/table.ts';
import { isByHand, type Registration } from '../../registrations/domain/registration.ts';
import { takeBackByHand as write } from '../table/verdict-items.ts';
import { newJudgement } from './new-judgement.ts';

/**
 * Takes back what somebody said by hand about a registrant: from then on the verdict follows from what sources say, which a
 * judgement finds out. Again = the same.
 */
export async function takeBackByHand(
  { table, now }: { table: Table; now: () => number },
  registration: Registration,
  by: string,
): Promise<void> {
  if (!isByHand(registration.attendance)) return;
  const { sessionId, participantId } = registration;
  const at = new Date(now()).toISOString();
  const judgement = newJudgement({ sessionId, because: `by hand ${participantId} ${at}`, by }, now());
  const entry = {
    participantId,
    at,
    act: judgement.id,
    kind: 'attendance' as const,
    actor: by,
    origin: 'api',
    data: { sessionId, state: 'unknown' },
  };
  await write(table, registration, entry, judgement);
}
