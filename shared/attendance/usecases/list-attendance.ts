import * as z from 'zod';
import { getEvents } from '../../events/table/event-items.ts';
import type { Session } from '../../events/domain/session.ts';
import { isAlwaysOpen } from '../../events/domain/room.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { personIn, resolveIdentities } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import {
  belongsToSomebody,
  isByHand,
  type AttendanceState,
  type Registration,
} from '../../registrations/domain/registration.ts';
import { counts, type Attended, type AttendanceSource } from '../domain/attended.ts';
import { measureOf } from '../domain/measure.ts';
import { verdictFor, type Bench } from '../domain/verdict-for.ts';
import { verdictOn, type Verdict } from '../domain/verdict.ts';
import { guestsPage } from '../table/attended-items.ts';
import { registeredPage } from '../table/registered-page.ts';
import { listSources } from '../table/source-items.ts';

/** Where a list of a session's people stopped: each shard has its guests first. */
export const AttendancePlace = z.object({
  shard: z.number(),
  part: z.enum(['guests', 'registered']),
  after: z.string().optional(),
});
export type AttendancePlace = z.infer<typeof AttendancePlace>;
const FIRST: AttendancePlace = { shard: 0, part: 'guests' };

/** Somebody of a session, with all that is known of their time in the room. */
export interface AttendancePerson {
  verdict: Verdict;
  byHand: boolean;
  sources: AttendanceSource[];
  registration?: Registration;
  person?: Participant | undefined;
  guest?: { name?: string | undefined; email?: string | undefined };
}

/** Requests of one page that may find nobody, as most people are of another state. */
const MOST_READS = 40;

/** One page of everybody who registered for a session or was in it, shard by shard: stable, not sorted. */
export async function listAttendance(
  { table, now }: { table: Table; now: () => number },
  session: Session,
  {
    place = FIRST,
    limit,
    state,
  }: { place?: AttendancePlace | undefined; limit: number; state?: AttendanceState | undefined },
): Promise<{ people: AttendancePerson[]; sources: AttendanceSource[]; next?: AttendancePlace }> {
  const sources = await listSources(table, session.id);
  const bench = await benchOf(table, session, sources, now());
  const people: AttendancePerson[] = [];
  let next: AttendancePlace | undefined = bench && place;
  for (let read = 0; bench && next && people.length < limit && read < MOST_READS; read += 1) {
    const page = await pageAt(table, session.id, bench, next, limit - people.length);
    people.push(...page.people.filter(({ verdict }) => state === undefined || verdict.state === state));
    next = page.next;
  }
  return { people: await withPersons(table, people), sources, ...(next && { next }) };
}

async function benchOf(
  table: Table,
  session: Session,
  sources: AttendanceSource[],
  nowMs: number,
): Promise<Bench | undefined> {
  const [event] = await getEvents(table, [session.eventId]);
  if (!event || isAlwaysOpen(session)) return undefined;
  return {
    measure: measureOf(session, event, sources, nowMs),
    sources: new Map(sources.filter(counts).map((source) => [source.id, source])),
  };
}

interface Page {
  people: AttendancePerson[];
  next?: AttendancePlace;
}

async function pageAt(
  table: Table,
  sessionId: string,
  bench: Bench,
  { shard, part, after }: AttendancePlace,
  limit: number,
): Promise<Page> {
  if (part === 'guests') {
    const { guests, next } = await guestsPage(table, sessionId, shard, after, limit);
    return {
      people: [...guests.values()].flatMap((said) => guestOf(bench, said)),
      next: next === undefined ? { shard, part: 'registered' } : { shard, part, after: next },
    };
  }
  const page = await registeredPage(table, sessionId, { shard, after }, limit);
  const shown = page.registered.filter(
    ({ registration, said }) =>
      belongsToSomebody(registration) &&
      (registration.status === 'registered' || said.length > 0 || registration.attendance !== undefined),
  );
  const people = shown.map((one): AttendancePerson => ({
    verdict: verdictFor(bench, one),
    byHand: isByHand(one.registration.attendance),
    sources: sourcesOf(bench, one.said),
    registration: one.registration,
  }));
  if (page.next?.shard === shard) return { people, next: { ...page.next, part } };
  return { people, ...(shard + 1 < SHARDS && { next: { shard: shard + 1, part: 'guests' } }) };
}

const sourcesOf = (bench: Bench, said: readonly Attended[]): AttendanceSource[] => [
  ...new Set(said.flatMap(({ sourceId }) => bench.sources.get(sourceId) ?? [])),
];

function guestOf(bench: Bench, said: readonly Attended[]): AttendancePerson[] {
  const counting = said.filter(({ sourceId }) => bench.sources.has(sourceId));
  if (counting.length === 0) return [];
  const name = counting.find((one) => one.name !== undefined)?.name;
  const email = counting.find((one) => one.email !== undefined)?.email;
  return [
    {
      verdict: verdictOn(bench.measure, counting),
      byHand: false,
      sources: sourcesOf(bench, counting),
      guest: { name, email },
    },
  ];
}

async function withPersons(table: Table, people: AttendancePerson[]): Promise<AttendancePerson[]> {
  const ids = people.flatMap(({ registration }) => registration?.participantId ?? []);
  const found = await resolveIdentities(table, ids);
  return people.map((one) =>
    one.registration ? { ...one, person: personIn(found.get(one.registration.participantId)) } : one,
  );
}
