import { isOpen, type Session } from '../../../events/domain/session.ts';
import type { HistoryKind } from '../../../people/domain/history.ts';
import { historyItem } from '../../../people/table/history-items.ts';
import { entryOf, type Act } from '../../../people/usecases/person-act.ts';
import type { Table } from '../../../platform/table/table.ts';
import { isOffered, offerEnd, type OfferedRegistration } from '../../domain/offer.ts';
import { belongsToSomebody } from '../../domain/registration.ts';
import { acceptOffer, lapseOffer } from '../../table/waiting-list/answer-offer.ts';
import { cancelRegistration } from '../cancel-registration.ts';
import type { LinkedRegistration } from '../open-link.ts';

interface AnswerDeps {
  table: Table;
  now: () => number;
}

/**
 * What somebody who waits says by their link: they take the place that is held for them, or leave it or the line to the
 * others. Nobody is held to a session that is over or cancelled, and a place whose time is over is given on, whatever they
 * say. `again`: it changed meanwhile; look again. Twice is the same as once.
 */
export async function answerOffer(
  { table, now }: AnswerDeps,
  { session, registration }: Pick<LinkedRegistration, 'session' | 'registration'>,
  answer: 'take' | 'decline',
): Promise<'done' | 'again'> {
  if (!isOpen(session, now()) || registration.status !== 'waitlisted') return 'done';
  const at = new Date(now()).toISOString();
  const act: Act = { at, act: session.id, actor: 'participant', origin: 'page' };
  if (isOffered(registration) && now() >= offerEnd(registration, session))
    return (await giveOn(table, registration, at)) ? 'done' : 'again';
  if (answer === 'decline') {
    await cancelRegistration(table, registration, act);
    return 'done';
  }
  if (!isOffered(registration)) return 'done';
  return (await takePlace(table, registration, act)) ? 'done' : 'again';
}

const takePlace = (table: Table, registration: OfferedRegistration, act: Act): Promise<boolean> =>
  acceptOffer(table, registration, noted(table, registration, act, 'registration-confirmed', {}));

/**
 * Ends the offers of a place whose time is over. What is left to do where there are seats for everybody: they have it.
 * Otherwise they leave the line, and may come back at its end: who does not answer would be asked again and again, and hold
 * a place each time, while others wait for it.
 */
export async function endOffer(
  { table, now }: AnswerDeps,
  { capacity }: Pick<Session, 'capacity'>,
  registration: OfferedRegistration,
): Promise<boolean> {
  const at = new Date(now()).toISOString();
  return capacity === undefined
    ? takePlace(table, registration, byItself(registration, at))
    : giveOn(table, registration, at);
}

const byItself = ({ sessionId }: OfferedRegistration, at: string): Act => ({
  ...{ at, act: sessionId, actor: 'system', origin: 'waiting list' },
});

/** A kind of entry that the version before knows, too. */
const giveOn = (table: Table, registration: OfferedRegistration, at: string): Promise<boolean> =>
  lapseOffer(
    table,
    registration,
    at,
    noted(table, registration, byItself(registration, at), 'registration-cancelled', { lapsed: true }),
  );

/** Of an erased person nothing is noted. */
function noted(
  table: Table,
  registration: OfferedRegistration,
  act: Act,
  kind: HistoryKind,
  data: Record<string, unknown>,
): ReturnType<typeof historyItem>[] {
  if (!belongsToSomebody(registration)) return [];
  const { participantId, sessionId, eventId } = registration;
  return [historyItem(table, entryOf(act, participantId, kind, { sessionId, eventId, ...data }))];
}
