import type { TableChange } from '../../platform/table/read-change.ts';
import { actsBetween, ToldRegistration, type ActDone } from '../domain/act.ts';

/** What registrants did, by a change of a registration: whoever asked for it is told. */
export function askForNotices({ before, after }: TableChange): { acts: ActDone[] } {
  const next = after && ToldRegistration.parse(after);
  if (!next) return { acts: [] };
  const { eventId, sessionId, participantId, mailRound: round } = next;
  const found = actsBetween(before && ToldRegistration.parse(before), next);
  return { acts: found.map((act) => ({ eventId, sessionId, participantId, act, round })) };
}
