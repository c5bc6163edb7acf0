import { getParticipants } from '../../people/table/participant-items.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';
import type { Table } from '../../platform/table/table.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { registrationId } from '../../registrations/domain/registration.ts';
import { listRegistrations } from '../../registrations/table/registration-items.ts';
import type { MatchSuggestion } from '../domain/attendance-import-job.ts';
import { nameForms } from '../domain/people/name-forms.ts';
import type { ReportPerson } from '../domain/people/unite-people.ts';

const PAGE = 500;
/** Suggestions stand with the import, which is one item. */
const MOST_SUGGESTIONS = 200;
const NAME_SHOWN = 100;

/**
 * Guests who bear the name of exactly one registrant that the report does not tell of otherwise. Whether they are one person is
 * for somebody to say.
 */
export async function suggestMatches(
  table: Table,
  sessionId: string,
  guests: readonly ReportPerson[],
  matched: ReadonlySet<string>,
): Promise<MatchSuggestion[]> {
  const byForm = new Map<string, ReportPerson[]>();
  for (const guest of guests)
    for (const form of nameForms(guest.name)) byForm.set(form, [...(byForm.get(form) ?? []), guest]);
  if (byForm.size === 0) return [];
  const found = new Map<string, MatchSuggestion[]>();
  for (let place: ShardPlace | undefined = FIRST_SHARD; place;) {
    const page = await listRegistrations(table, sessionId, place, PAGE);
    const others = page.registrations.filter(
      ({ status, participantId }) => status === 'registered' && !matched.has(participantId),
    );
    const people = await getParticipants(
      table,
      others.map(({ participantId }) => participantId),
    );
    for (const registration of others) {
      const person = people.get(registration.participantId);
      const registeredAs = [person?.firstName, person?.lastName].flatMap((part) => part ?? []).join(' ');
      const alike = new Set(nameForms(registeredAs).flatMap((form) => byForm.get(form) ?? []));
      for (const { key, name } of alike)
        found.set(key, [
          ...(found.get(key) ?? []),
          {
            guest: key,
            name: name.slice(0, NAME_SHOWN),
            registrationId: registrationId(registration),
            registeredAs: registeredAs.slice(0, NAME_SHOWN),
          },
        ]);
    }
    place = page.next;
  }
  return [...found.values()].flatMap((some) => (some.length === 1 ? some : [])).slice(0, MOST_SUGGESTIONS);
}
