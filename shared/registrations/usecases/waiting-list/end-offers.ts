import type { Session } from '../../../events/domain/session.ts';
import type { Table } from '../../../platform/table/table.ts';
import { inParallel } from '../../../platform/values/in-parallel.ts';
import { isOffered, offerEnd } from '../../domain/offer.ts';
import { dropOffers, offersOf, putOffers, type Offers } from '../../table/waiting-list/offer-items.ts';
import { getRegistrations } from '../../table/registration-items.ts';
import { endOffer } from './answer-offer.ts';

interface EndDeps {
  table: Table;
  now: () => number;
}

const AT_ONCE = 16;

/**
 * Gives on the places of a session that were offered and not taken in time. An offer that outlasts the start, since the session
 * was moved, ends at the start. Again = the same, wherever a worker died.
 */
export async function endOffers(deps: EndDeps, session: Session): Promise<void> {
  const { table, now } = deps;
  if (session.movedAt !== undefined) await cutAtStart(table, session);
  const due = await offersOf(table, session.id, { by: new Date(now()).toISOString() });
  for (const one of due) {
    const kept = session.cancelledAt === undefined ? await endThese(deps, session, one) : [];
    for (const later of kept) await putOffers(table, later);
    await dropOffers(table, [one]);
  }
}

async function cutAtStart(table: Table, { id, startsAtUtc }: Session): Promise<void> {
  const until = new Date(startsAtUtc).toISOString();
  for (const one of await offersOf(table, id, { after: until })) {
    await putOffers(table, { ...one, until });
    await dropOffers(table, [one]);
  }
}

/** Those of them whose end is still to come, because the session was moved away again from where it cut them. */
async function endThese(deps: EndDeps, session: Session, { offers, ...item }: Offers): Promise<Offers[]> {
  const seats = new Set(offers.map(({ participantId, seat }) => `${participantId} ${seat}`));
  const ids = [...new Set(offers.map(({ participantId }) => participantId))];
  const found = await getRegistrations(
    deps.table,
    ids.map((participantId) => ({ sessionId: session.id, participantId })),
  );
  const open = found
    .filter(isOffered)
    .filter(({ participantId, seat }) => seats.has(`${participantId} ${String(seat)}`));
  const isOver = (one: (typeof open)[number]) => offerEnd(one, session) <= deps.now();
  await inParallel(open.filter(isOver), AT_ONCE, async (one) => {
    await endOffer(deps, session, one);
  });
  return open
    .filter((one) => !isOver(one))
    .map(({ participantId, ...one }) => ({
      ...item,
      until: new Date(offerEnd(one, session)).toISOString(),
      step: `${item.step}-${participantId}`,
      offers: offers.filter((offer) => offer.participantId === participantId),
    }));
}
