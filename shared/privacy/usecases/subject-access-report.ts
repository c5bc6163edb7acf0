import type { HistoryEntry } from '../../people/domain/history.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import {
  belongsToSomebody,
  registrationId,
  type Registration,
} from '../../registrations/domain/registration.ts';
import { participantStatus, type AddressWish } from '../../people/domain/wish.ts';
import { getGroups } from '../../groups/table/group-items.ts';
import { ImportJob } from '../../imports/domain/import-job.ts';
import { getJob } from '../../jobs/table/job-items.ts';
import { listHistory, type HistoryPlace } from '../../history/table/list-history.ts';
import { mailsOf } from '../../mail/table/person-mails.ts';
import { withConsentTexts } from '../../registrations/table/consent-text-items.ts';
import { registrationsOf } from '../../registrations/table/person-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { identitiesOf } from '../../people/domain/identities-of.ts';
import { getDeliveryBodies } from '../../handovers/table/delivery-body-items.ts';
import { deliveriesOf, readJobTraces } from './person-traces.ts';

/** A function's answer may have 6 MB. */
const MOST_BYTES = 5_000_000;
const HISTORY_PAGE = 500;
const MOST_IMPORTS = 100;

/** Everything that is known of one person, by kind. Throws `too-large` when it is more than one file may hold. */
export async function subjectAccessReport(
  { table, now }: { table: Table; now: () => number },
  person: Participant,
): Promise<Record<string, unknown>> {
  const room = roomFor(MOST_BYTES);
  const identities = identitiesOf(person);
  const all = await collect(identities, (id) => registrationsOf(table, id), room);
  const registrations = await withConsentTexts(table, all.filter(belongsToSomebody));
  room(registrations.map(({ consent }) => consent));
  const history = await allHistory(table, person, room);
  const mails = await collect(identities, (id) => mailsOf(table, id), room);
  const sessionIds = all.map(({ sessionId }) => sessionId);
  const deliveries = await deliveriesOf(table, await readJobTraces(table, now()), identities, sessionIds);
  const bodyOf = await getDeliveryBodies(table, deliveries);
  const handedOver = deliveries.map((delivery) => {
    const { runId, status, createdAt, finishedAt } = delivery;
    return { runId, status, createdAt, finishedAt, body: bodyOf(delivery) };
  });
  room(handedOver);
  return {
    exportedAt: new Date(now()).toISOString(),
    participant: await viewOf(table, person),
    registrations: registrations.map((registration: Registration) => ({
      id: registrationId(registration),
      ...registration,
    })),
    history,
    mails,
    deliveries: handedOver.map(({ body, ...delivery }) => ({
      ...delivery,
      // It goes earlier than what is known of its delivery, and at once with its person.
      ...(body !== undefined && { body: parsed(body) }),
    })),
    imports: await importsOf(table, person, history),
  };
}

/** Refuses as soon as what was collected so far is too much. */
function roomFor(bytes: number): (collected: unknown) => void {
  let used = 0;
  return (collected) => {
    used += Buffer.byteLength(JSON.stringify(collected));
    if (used > bytes)
      throw new Refusal(
        'too-large',
        `More is known of this person than one file may hold (${bytes / 1_000_000} MB). Read it through the lists instead.`,
      );
  };
}

async function collect<T>(
  identities: string[],
  read: (id: string) => AsyncGenerator<T[]>,
  room: (page: T[]) => void,
): Promise<T[]> {
  const found: T[] = [];
  for (const id of identities) {
    for await (const page of read(id)) {
      room(page);
      found.push(...page);
    }
  }
  return found;
}

async function allHistory(
  table: Table,
  person: Participant,
  room: (page: HistoryEntry[]) => void,
): Promise<HistoryEntry[]> {
  const found: HistoryEntry[] = [];
  for (let place: HistoryPlace | undefined, more = true; more; more = place !== undefined) {
    const page = await listHistory(table, person, place, HISTORY_PAGE);
    room(page.entries);
    found.push(...page.entries);
    place = page.next;
  }
  return found;
}

async function viewOf(table: Table, person: Participant): Promise<Record<string, unknown>> {
  const {
    groups = new Set<string>(),
    aliases,
    formerChannels,
    optedOutEvents,
    liftedEvents,
    sparedEvents,
    formerWishes,
    ...rest
  } = person;
  const known = await getGroups(table, groups);
  return {
    ...rest,
    // The address itself is told.
    addressId: undefined,
    status: participantStatus(person),
    groups: [...groups].map((id) => ({ id, name: known.get(id)?.name })),
    aliases: [...(aliases ?? [])],
    formerChannels: [...(formerChannels ?? [])],
    optedOutEvents: [...(optedOutEvents ?? [])],
    liftedEvents: [...(liftedEvents ?? [])],
    ...(sparedEvents && { sparedEvents: [...sparedEvents] }),
    ...(formerWishes && { formerWishes: Object.values(formerWishes).map(withLists) }),
  };
}

/** JSON knows no sets. */
const withLists = (wish: AddressWish): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(wish).map(([name, said]) => [name, said instanceof Set ? [...said] : said]),
  );

function parsed(body: string): unknown {
  return JSON.parse(body);
}

/** The imports that the person's item and history name. */
async function importsOf(
  table: Table,
  person: Participant,
  history: HistoryEntry[],
): Promise<Record<string, unknown>[]> {
  const origins = history.map(({ origin }) => /\bimp_[0-9a-f]{32}$/.exec(origin)?.[0]);
  const ids = [...new Set([person.importMark?.importId, person.createdBy, ...origins])]
    .filter((id) => id?.startsWith('imp_'))
    .slice(0, MOST_IMPORTS);
  const jobs = await Promise.all(ids.map((id) => getJob(table, id ?? '', ImportJob)));
  return jobs.flatMap((job) => {
    if (!job) return [];
    const { id, key, createdAt, createdBy } = job;
    const line = person.importMark?.importId === id ? person.importMark.line : undefined;
    return [{ id, key, createdAt, createdBy, line }];
  });
}
