import { readChannelId } from '../domain/channel-id.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { findTimeZone } from '../../platform/time/zone-table.ts';

type Text = string | null | undefined;
interface Place {
  channel?: Text;
  externalId?: Text;
  profileUrl?: Text;
}
interface Said extends Place {
  timeZone?: Text;
}

/**
 * Brings a person's values into the form in which imports read them: otherwise a file would make a second person of one
 * whom the API entered, or could not take back what was exported. `person`: who they are so far. Refuses an id that no
 * channel has, and an unknown time zone.
 */
export function normalizePerson<T extends Said>(said: T, person: Place = {}): T {
  return { ...said, ...placeAsKept(said, person), ...zoneAsKept(said) };
}

function placeAsKept(said: Place, person: Place): Place {
  if (said.channel === undefined && said.externalId === undefined) return {};
  const { channel = person.channel, externalId = person.externalId } = said;
  if (!channel || !externalId) return {};
  const read = readChannelId(channel, externalId);
  if ('code' in read) throw new Refusal('invalid-input', read.message, [{ field: 'externalId', ...read }]);
  return { ...read, ...(said.profileUrl !== undefined && { profileUrl: said.profileUrl }) };
}

function zoneAsKept({ timeZone }: Said): Said {
  if (!timeZone) return {};
  const zone = findTimeZone(timeZone);
  if (zone !== undefined) return { timeZone: zone };
  const message = 'This is no IANA time zone, such as Europe/Berlin.';
  throw new Refusal('invalid-input', message, [{ field: 'timeZone', code: 'unknown-time-zone', message }]);
}
