import { sessionsInTurn } from '../../events/usecases/sessions-in-turn.ts';
import { allowsMail, isUnreachable } from '../../people/domain/wish.ts';
import { getParticipants } from '../../people/table/participant-items.ts';
import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import { countMessages } from '../../platform/queue/count-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import { isRecent } from '../../platform/values/clocks.ts';
import {
  awaitsApproval,
  belongsToSomebody,
  registeredSince,
  registrationId,
  type Registration,
} from '../../registrations/domain/registration.ts';
import { findKnownMails } from '../table/mail-items.ts';
import { askForConfirmation } from './ask-for-confirmation.ts';
import { registrationsFromAnywhere } from './watched-registrations.ts';
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
/** What one sweep may cost, in read units: half a unit for each partition of a session, a twelfth for a registration in it. */
const MOST_UNITS = 500;
const SESSION_UNITS = 8;
const REGISTRATION_UNITS = 1 / 12;
const MOST_A_SWEEP = 500;
/** With more messages than that on the queues, the missing mail may be among them. */
const FEW = 20;

/**
 * Queues the mails of registrations that the stream never told anybody of. Looks through the sessions to come, each time in
 * another order and from another place on, so that all are looked through in the end where they are too many for one sweep;
 * and only when the queues are as good as empty. Whether a mail is wanted is decided when it is sent, and none is sent twice.
 * Answers how many.
 */
export async function takeUpUnmailed(deps: UnmailedDeps): Promise<number> {
  const waiting = (await countMessages(deps.confirmations)) + (await countMessages(deps.bulk));
  if (waiting > FEW) return 0;
  let units = 0;
  const found = new Map<string, Registration>();
  for (const sessionId of await sessionsInTurn(deps.table, deps.now())) {
    units += SESSION_UNITS;
    for await (const page of registrationsFromAnywhere(deps.table, sessionId)) {
      const due = page.filter((one) => isDue(deps, one));
      for (const one of await unmailedOf(deps.table, due)) found.set(registrationId(one), one);
      units += page.length * REGISTRATION_UNITS + due.length;
      if (units >= MOST_UNITS) break;
    }
    if (units >= MOST_UNITS || found.size >= MOST_A_SWEEP) break;
  }
  const asked = [...found.values()].slice(0, MOST_A_SWEEP).map((after) => askForConfirmation(asNew(after)));
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

/** Whether somebody ought to have had a mail by now, and not so long ago that an operator knows of it. */
function isDue({ now }: UnmailedDeps, one: Registration): boolean {
  const since = Date.parse(one.offer?.at ?? registeredSince(one));
  return (
    (one.status === 'registered' || one.waitsSince !== undefined || one.status === 'pending') &&
    belongsToSomebody(one) &&
    !one.quiet &&
    one.mergedFrom === undefined &&
    now() - since < LOOKED_BACK_MS &&
    !isRecent(since, now(), PATIENCE_MS)
  );
}

/** Those of them who want a mail, and of whose mail the ledger knows nothing. */
async function unmailedOf(table: Table, due: Registration[]): Promise<Registration[]> {
  if (due.length === 0) return [];
  const known = await findKnownMails(table, [...new Set(due.map(messageNameOf))]);
  const missed = due.filter((one) => !known.has(messageNameOf(one)));
  if (missed.length === 0) return [];
  const people = await getParticipants(table, [...new Set(missed.map((one) => one.participantId))]);
  return missed.filter((one) => {
    const { participantId, eventId, status } = one;
    const person = people.get(participantId);
    if (person?.email === undefined || person.deletedAt !== undefined) return false;
    return status === 'pending' && !awaitsApproval(one)
      ? !isUnreachable(person)
      : allowsMail(person, eventId);
  });
}
