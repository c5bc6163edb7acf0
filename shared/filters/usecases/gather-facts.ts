import { identitiesOf } from '../../people/domain/identities-of.ts';
import type { RegistrationFacts } from '../domain/match-filter.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { Attendance } from '../../registrations/domain/registration.ts';
import {
  getRegistrationFacts,
  listRegistrationFacts,
  type RegistrationFact,
} from '../../registrations/table/registration-facts.ts';
import type { Table } from '../../platform/table/table.ts';
import { chunks } from '../../platform/values/chunks.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';

/** Up to so many sessions are read by their keys, more by each person's own list. */
const MOST_BY_KEY = 10;
const PEOPLE_AT_ONCE = 50;
const READS_AT_ONCE = 8;

/** Facts of many people. */
export interface GatheredFacts {
  facts: Map<string, RegistrationFacts>;
  /** Items read for it. */
  looked: number;
}

/** The registrations of people in the sessions, under any of their identities; by participant id. */
export async function gatherFacts(
  table: Table,
  people: Participant[],
  sessions: ReadonlySet<string>,
): Promise<GatheredFacts> {
  const found: RegistrationFact[] = [];
  const ids = people.flatMap(identitiesOf);
  if (sessions.size <= MOST_BY_KEY) {
    await inParallel(chunks(ids, PEOPLE_AT_ONCE), READS_AT_ONCE, async (some) => {
      found.push(...(await getRegistrationFacts(table, some, [...sessions])));
    });
  } else {
    await inParallel(ids, READS_AT_ONCE, async (id) => {
      found.push(...(await listRegistrationFacts(table, id)));
    });
  }
  const byIdentity = Map.groupBy(found, ({ participantId }) => participantId);
  const facts = people.map((person) => [person.id, factsOf(person, byIdentity, sessions)] as const);
  return { facts: new Map(facts), looked: found.length };
}

function factsOf(
  person: Participant,
  byIdentity: Map<string, RegistrationFact[]>,
  sessions: ReadonlySet<string>,
): RegistrationFacts {
  const known = new Map<string, Attendance | undefined>();
  for (const identity of identitiesOf(person)) {
    for (const { sessionId, attendance, erasedAt } of byIdentity.get(identity) ?? []) {
      // Somebody half-erased is still found; somebody who came back is nobody there.
      if (erasedAt !== undefined && erasedAt <= person.createdAt) continue;
      // Of two registrations of one session, the one that knows of an attendance speaks.
      if (sessions.has(sessionId)) known.set(sessionId, known.get(sessionId) ?? attendance);
    }
  }
  return known;
}
