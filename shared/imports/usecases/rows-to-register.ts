import type { ImportRun } from '../domain/import-run.ts';
import type { ImportJob } from '../domain/import-job.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { isMadeByImport, belongsTo, type Registration } from '../../registrations/domain/registration.ts';
import { hasOptedOut, isUnreachable, mustConfirm } from '../../people/domain/wish.ts';
import type { RowResult } from './import-rows.ts';

/** The outcome of a row, and the person it is about. */
export interface PersonResult extends RowResult {
  participantId: string;
  person?: Participant | undefined;
}

/** Somebody whom a row registers. */
export interface RowToRegister {
  line: number;
  participantId: string;
  email: string | undefined;
  locale?: Registration['locale'];
  timeZone?: string | undefined;
  erasedBefore?: string | undefined;
  /** `unaskable`: the event asks everybody to confirm, and this one may not be asked. */
  entry: 'registered' | 'pending' | 'unaskable';
}

/** `registered` also when this very row did it before its worker died, and for who has to confirm. */
export type RowRegistrationOutcome = 'registered' | 'there-before' | 'cancelled' | 'unaskable';

type Target = NonNullable<ImportJob['target']>;

/** Whoever the rows are about, once each: not those who were left alone. */
export function rowsToRegister(results: PersonResult[], target: Target): RowToRegister[] {
  const attendees = new Map<string, RowToRegister>();
  const inOrder = results.toSorted((a, b) => a.row.line - b.row.line);
  for (const result of inOrder) {
    const { participantId, person, row, outcome } = result;
    if (outcome === 'skipped' || outcome === 'failed' || attendees.has(participantId)) continue;
    const { locale, timeZone } = row.details;
    attendees.set(participantId, {
      line: row.line,
      participantId,
      email: person?.email,
      erasedBefore: person?.erasedBefore,
      locale: locale ?? person?.locale,
      timeZone: timeZone ?? person?.timeZone,
      entry: entryOf(result, target),
    });
  }
  return [...attendees.values()];
}

/** An event with double opt-in takes the consent that a row tells, or asks for it as the form does. */
function entryOf(
  { row, person }: PersonResult,
  { eventId, doubleOptIn = false }: Target,
): RowToRegister['entry'] {
  if (!doubleOptIn || row.consent?.at !== undefined) return 'registered';
  const isAskable =
    person?.email !== undefined &&
    row.restricts === undefined &&
    !isUnreachable(person) &&
    !hasOptedOut(person, eventId);
  if (!isAskable) return 'unaskable';
  return mustConfirm(person, { id: eventId, doubleOptIn }) ? 'pending' : 'registered';
}

/** The registration of a person in the session; one whose person was erased belongs to nobody. */
export const registrationStanding = (
  attendee: RowToRegister,
  known: ReadonlyMap<string, Registration>,
): Registration | undefined => {
  const found = known.get(attendee.participantId);
  return found && belongsTo(found, attendee) ? found : undefined;
};

/** What the row of an attendee does to their registration, by the one that stood before or was quicker. */
export function outcomeOf(
  { line, entry }: RowToRegister,
  found: Registration | undefined,
  run: Pick<ImportRun, 'importId'>,
): RowRegistrationOutcome {
  if (!found) return entry === 'unaskable' ? entry : 'registered';
  if (isMadeByImport(found, run.importId) && found.importMark?.line === line) return 'registered';
  return found.status === 'cancelled' ? 'cancelled' : 'there-before';
}

const cancelled = {
  code: 'registration-cancelled',
  message: 'This person cancelled their registration in the session; an import does not bring it back.',
};

const unaskable = {
  code: 'cannot-be-asked',
  message:
    'The event asks everybody to confirm, and this person cannot be asked: no address that takes mail, or no wish for it. Name in a column when they consented, or let them register themselves.',
};

/** The rows' results with what became of their registrations: an unchanged person who gets one counts as updated. */
export function withRegistrations<R extends PersonResult>(
  results: R[],
  outcomes: ReadonlyMap<number, RowRegistrationOutcome>,
): { results: R[]; registered: number } {
  return {
    registered: [...outcomes.values()].filter((outcome) => outcome === 'registered').length,
    results: results.map((result) => {
      const outcome = outcomes.get(result.row.line);
      if (outcome === 'cancelled') return { ...result, why: cancelled };
      if (outcome === 'unaskable') return { ...result, why: unaskable };
      return outcome === 'registered' && result.outcome === 'unchanged'
        ? { ...result, outcome: 'updated' }
        : result;
    }),
  };
}
