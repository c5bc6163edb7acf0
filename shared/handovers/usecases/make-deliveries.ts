import { adapters } from '../../destinations/domain/adapters/adapters.ts';
import { crmTypeOf } from '../../destinations/domain/destination.ts';
import { getDestination } from '../../destinations/table/destination-items.ts';
import { takeTurns } from '../../destinations/table/turn-items.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { INSERT_BATCH } from '../../platform/table/insert-new.ts';
import type { Table } from '../../platform/table/table.ts';
import { chunks } from '../../platform/values/chunks.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import type { Registration } from '../../registrations/domain/registration.ts';
import type { NewDelivery } from '../domain/delivery.ts';
import type { HandoverRule } from '../domain/handover-rule.ts';
import { insertDeliveries } from '../table/delivery-items.ts';
import { handOverBody, type HandoverSubject } from './hand-over-body.ts';

const AT_ONCE = 8;

/** Somebody who is to be handed over; `undecidedUntil`: if it turns out in time that they are in the audience. */
export interface Meant {
  registration: Registration;
  person: Participant;
  undecidedUntil?: string;
}

/** Of which rule and run the deliveries are. */
export interface Handing {
  /** Without a destination where it was removed in this moment. */
  rule: Partial<Pick<HandoverRule, 'destination'>>;
  ruleId: string;
  moment: { runId: string; dueAt: string; happened?: string };
  subject: HandoverSubject;
}

/**
 * Makes the deliveries of people: bodies and turns at the destination are fixed here. Those that are there already stay as
 * they are. Answers how many people it were.
 */
export async function makeDeliveries(
  deps: { table: Table; now: () => number },
  handing: Handing,
  meant: Meant[],
): Promise<number> {
  if (meant.length === 0) return 0;
  const turnOf = await turnsFor(deps, handing, meant.length);
  const deliveries = new Map(
    meant.map((one, index) => [one.person.id, newDelivery(handing, one, deps.now(), turnOf(index))]),
  );
  const batches = chunks([...deliveries.values()], INSERT_BATCH);
  await inParallel(batches, AT_ONCE, (batch) => insertDeliveries(deps.table, batch));
  return deliveries.size;
}

/** When each may be handed over: a destination that takes so many a second gives turns. */
async function turnsFor(
  { table, now }: { table: Table; now: () => number },
  { rule: { destination: ref } }: Handing,
  people: number,
): Promise<(index: number) => number> {
  const nowMs = now();
  const kept = ref && 'id' in ref ? await getDestination(table, ref.id) : undefined;
  const crm = kept && crmTypeOf(kept.type);
  if (!crm || !ref || !('id' in ref)) return () => nowMs;
  const { callsPerSecond, callsOf } = adapters[crm];
  const everyMs = (callsOf(kept.settings, ref.tags?.length ?? 0) * 1000) / callsPerSecond;
  const first = await takeTurns(table, kept.id, { people, everyMs, nowMs });
  return (index) => Math.floor(first + index * everyMs);
}

function newDelivery(
  { rule, ruleId, moment, subject }: Handing,
  { registration, person, undecidedUntil }: Meant,
  nowMs: number,
  turnMs: number,
): NewDelivery {
  const createdAt = new Date(nowMs).toISOString();
  return {
    runId: moment.runId,
    participantId: person.id,
    sessionId: registration.sessionId,
    eventId: subject.event.id,
    ruleId,
    ...(rule.destination && 'id' in rule.destination && { destinationId: rule.destination.id }),
    dueAt: moment.dueAt,
    ...(undecidedUntil !== undefined && { undecidedUntil }),
    status: 'pending',
    attempts: 0,
    round: 1,
    body: handOverBody(moment, subject, registration, person),
    nextAttemptAt: undecidedUntil ?? new Date(turnMs).toISOString(),
    createdAt,
    log: [],
  };
}
