import { participantIdOf } from '../../people/domain/identity.ts';
import { lookUpIdentities } from '../../people/usecases/look-up-identities.ts';
import type { Table } from '../../platform/table/table.ts';
import { ParticipantId } from '../../platform/values/ids.ts';
import { belongsToSomebody, parseRegistrationId } from '../../registrations/domain/registration.ts';
import { getRegistrations } from '../../registrations/table/registration-items.ts';
import { addressKey } from '../domain/people/person-key.ts';
import type { ReportPerson } from '../domain/people/unite-people.ts';
import type { ReportAnswers } from '../domain/report-settings.ts';

/** Somebody of a report, and the participant who has a registration for the session, if it is known. */
export interface MatchedPerson {
  person: ReportPerson;
  participantId?: string | undefined;
}

/**
 * Finds the registrations of people: as somebody said, else by registrant id, else by address, also a former one. A name alone
 * proves nothing.
 */
export async function matchPeople(
  { table, identityKey }: { table: Table; identityKey: Uint8Array },
  sessionId: string,
  people: readonly ReportPerson[],
  matches: ReportAnswers['matches'],
): Promise<MatchedPerson[]> {
  const said = new Map(matches?.map(({ guest, registrationId }) => [guest, registrationId]));
  const wanted = people.map((person) => ({ person, id: idOf(person, said.get(person.key), identityKey) }));
  const ids = wanted.flatMap(({ id }) => id ?? []);
  const found = await lookUpIdentities(table, ids);
  const resolved = wanted.map(({ person, id }) => ({ person, id: id && (found.get(id)?.id ?? id) }));
  const participants = [...new Set(resolved.flatMap(({ id }) => id ?? []))];
  const registrations = await getRegistrations(
    table,
    participants.map((participantId) => ({ sessionId, participantId })),
  );
  const registered = new Set(
    registrations.filter(belongsToSomebody).map(({ participantId }) => participantId),
  );
  return resolved.map(({ person, id }) =>
    id !== undefined && registered.has(id) ? { person, participantId: id } : { person },
  );
}

/** The identity by which somebody may be found; undefined for who has none, or is nobody's by what was said. */
function idOf(
  { email, registrantId }: ReportPerson,
  said: string | null | undefined,
  identityKey: Uint8Array,
): string | undefined {
  if (said === null) return undefined;
  const key = parseRegistrationId(said ?? registrantId ?? '');
  if (key) return key.participantId;
  const participant = ParticipantId.safeParse(registrantId);
  if (participant.success) return participant.data;
  const address = addressKey(email);
  return address === undefined ? undefined : participantIdOf(identityKey, address);
}
