import { offerDeadline } from '../../../events/domain/waitlist.ts';
import type { Session } from '../../../events/domain/session.ts';
import { getEvent } from '../../../events/table/event-items.ts';
import { allowsMail } from '../../../people/domain/wish.ts';
import { getParticipants } from '../../../people/table/participant-items.ts';
import type { Table } from '../../../platform/table/table.ts';
import type { Offer } from '../../domain/offer.ts';
import { putOffers } from '../../table/waiting-list/offer-items.ts';
import { getRegistrations } from '../../table/registration-items.ts';
import { seatName, type Seats } from '../../table/seats-item.ts';

/**
 * Which of those who are given seats in a step are asked first, and until when: those who were told that they wait, where
 * the event gives them time. Who cannot be told by a mail is not asked: they would lose the place without knowing of it. Each
 * offer is noted before it is made, so that it ends whatever happens.
 */
export async function offerPlaces(
  { table, now }: { table: Table; now: () => number },
  session: Session,
  { giving, version }: Seats,
): Promise<ReadonlyMap<string, Offer>> {
  const nobody = new Map<string, Offer>();
  if (session.capacity === undefined || giving.every(({ place }) => place === undefined)) return nobody;
  const event = await getEvent(table, session.eventId);
  const until = event && offerDeadline(event.waitlist, session, now());
  if (until === undefined) return nobody;
  // Whoever was moved up, or left and came back, may stand there at two places, of which one is theirs.
  const turns = new Set(giving.map(({ participantId, place }) => `${participantId} ${place ?? ''}`));
  const ids = [...new Set(giving.map(({ participantId }) => participantId))];
  const found = await getRegistrations(
    table,
    ids.map((participantId) => ({ sessionId: session.id, participantId })),
  );
  const waited = found.filter(
    ({ participantId, place, waitsSince, quiet }) =>
      waitsSince !== undefined && turns.has(`${participantId} ${place ?? ''}`) && quiet !== true,
  );
  const people = await getParticipants(
    table,
    waited.map(({ participantId }) => participantId),
  );
  const offer: Offer = { at: new Date(now()).toISOString(), until };
  const asked = new Map(
    [...people.values()]
      .filter(
        (one) => one.email !== undefined && one.deletedAt === undefined && allowsMail(one, session.eventId),
      )
      .map(({ id }) => [id, offer]),
  );
  const offers = giving.flatMap(({ participantId }, index) =>
    asked.has(participantId) ? [{ participantId, seat: seatName(version, index) }] : [],
  );
  if (offers.length > 0)
    await putOffers(table, { sessionId: session.id, until, step: String(version), offers });
  return asked;
}
