import { listEvents } from '../../events/table/event-items.ts';
import { comingSessions } from '../../events/table/session-items.ts';
import { isOpen } from '../../events/domain/session.ts';
import { allowsMail, isUnreachable } from '../../people/domain/wish.ts';
import { getParticipants } from '../../people/table/participant-items.ts';
import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import { countMessages } from '../../platform/queue/count-messages.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';
import type { Table } from '../../platform/table/table.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { isSomebodys, registeredSince, type Registration } from '../../registrations/domain/registration.ts';
import { listRegistrations } from '../../registrations/table/registration-items.ts';
import { whichMailsAreKnown } from '../table/mail-items.ts';
import { askForConfirmation } from './ask-for-confirmation.ts';
import { messageNameOf } from './send-confirmation.ts';

interface UnmailedDeps {
  table: Table;
  confirmations: Queue;
  bulk: Queue;
  now: () => number;
}

/**
 * How long after registering a missing mail is looked for: longer than a mail takes while nothing is wrong; with the
 * sweeper's own interval, a quarter of an hour at most.
 */
const PATIENCE_MS = 8 * 60_000;
const LOOKED_BACK_MS = 3 * 24 * 60 * 60_000;
const PAGE = 500;
/** Registrations read in one sweep, which bounds its cost: some 3,000 read units. */
const MOST_READ = 50_000;
const MOST_A_SWEEP = 500;
/** With more messages than that on the queues, the missing mail may be among them. */
const FEW = 20;

/**
 * Queues the mails of registrations whose stream record was lost. Goes through the coming sessions, each time in another
 * order, so that all get their turn where they are too many for one sweep; and only while the queues are nearly empty.
 * Whether a mail is wanted is decided when it is sent, and none is sent twice. Answers how many.
 */
export async function takeUpUnmailed(deps: UnmailedDeps): Promise<number> {
  const waiting = (await countMessages(deps.confirmations)) + (await countMessages(deps.bulk));
  if (waiting > FEW) return 0;
  let read = 0;
  const found: Registration[] = [];
  for (const sessionId of await sessionsToCome(deps)) {
    for (let place: ShardPlace | undefined = FIRST_SHARD; place;) {
      if (read >= MOST_READ || found.length >= MOST_A_SWEEP) break;
      const page = await listRegistrations(deps.table, sessionId, place, PAGE);
      read += page.registrations.length;
      found.push(...(await unmailedOf(deps, page.registrations)));
      place = page.next;
    }
  }
  const asked = found.slice(0, MOST_A_SWEEP).map((after) => askForConfirmation(asNew(after)));
  return (
    (await sendAll(
      deps.confirmations,
      asked.flatMap(({ confirmations = [] }) => confirmations),
    )) +
    (await sendAll(
      deps.bulk,
      asked.flatMap(({ bulk = [] }) => bulk),
    ))
  );
}

const asNew = (after: Registration) => ({ sequence: '', after });

async function sessionsToCome({ table, now }: UnmailedDeps): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await listEvents(table, after, PAGE);
    for (const { id } of page.events) {
      const sessions = await comingSessions(table, id, now());
      ids.push(...sessions.filter((session) => isOpen(session, now())).map((session) => session.id));
    }
    after = page.next;
  }
  const orderOf = new Map(ids.map((id) => [id, Math.random()]));
  return ids.sort((a, b) => (orderOf.get(a) ?? 0) - (orderOf.get(b) ?? 0));
}

/** The registrations that should have had a mail by now and want one, but have no entry in the ledger. */
async function unmailedOf(
  { table, now }: UnmailedDeps,
  registrations: Registration[],
): Promise<Registration[]> {
  const iso = (ms: number) => new Date(ms).toISOString();
  const [since, until] = [iso(now() - LOOKED_BACK_MS), iso(now() - PATIENCE_MS)];
  const due = registrations.filter(
    (one) =>
      (one.status === 'registered' || one.status === 'waitlisted' || one.status === 'pending') &&
      isSomebodys(one) &&
      !one.quiet &&
      one.mergedFrom === undefined &&
      registeredSince(one) > since &&
      registeredSince(one) < until,
  );
  if (due.length === 0) return [];
  const known = await whichMailsAreKnown(table, [...new Set(due.map(messageNameOf))]);
  const missed = due.filter((one) => !known.has(messageNameOf(one)));
  if (missed.length === 0) return [];
  const people = await getParticipants(table, [...new Set(missed.map((one) => one.participantId))]);
  return missed.filter(({ participantId, eventId, status }) => {
    const person = people.get(participantId);
    if (person?.email === undefined || person.deletedAt !== undefined) return false;
    return status === 'pending' ? !isUnreachable(person) : allowsMail(person, eventId);
  });
}
