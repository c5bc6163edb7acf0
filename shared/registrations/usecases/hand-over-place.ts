import type { Event } from '../../events/domain/event.ts';
import { isOpen, type Session } from '../../events/domain/session.ts';
import { participantIdOf } from '../../people/domain/identity.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { resolveIdentity, type ResolvedIdentity } from '../../people/table/resolve-identity.ts';
import { entryOf as historyOf, type Act } from '../../people/usecases/person-act.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { entryOf } from '../domain/entry.ts';
import { isFreeMail } from '../domain/free-mail.ts';
import { withPlaceOf } from '../domain/handed-place.ts';
import { belongsTo, belongsToSomebody, type Registration } from '../domain/registration.ts';
import type { RegistrationRequest } from '../domain/registration-request.ts';
import { reregister } from '../domain/reregister.ts';
import { inErasedPlace } from '../table/fill-erased-place.ts';
import { getRegistration } from '../table/registration-items.ts';
import { writeHandOver, type HandOver } from '../table/write-hand-over.ts';
import type { RegistrationWrite } from '../table/write-registrations.ts';
import { newParticipant, whoComes } from './newcomer.ts';
import { refuseArchived } from './refuse-closed-door.ts';
import type { RegisterDeps } from './register.ts';

/** The colleague who is to have the place. */
export type Receiver = Pick<RegistrationRequest, 'email' | 'firstName' | 'lastName'>;

export interface PlaceToGive {
  event: Event;
  session: Session;
  registration: Registration;
  participant: Pick<Participant, 'id'>;
}

/** Each means that one of the two registrations, or the receiver, changed in between. */
const MOST_ROUNDS = 8;

/** Whether somebody has a place that they may give to a colleague; one that is only offered they take first. */
export const mayHandOver = (
  { event, session, registration }: Omit<PlaceToGive, 'participant'>,
  nowMs: number,
): boolean =>
  event.archivedAt === undefined &&
  isOpen(session, nowMs) &&
  (registration.status === 'registered' ||
    (registration.status === 'waitlisted' && registration.offer === undefined));

/**
 * Gives somebody's place, with its seat, to a colleague, who comes in as if they had posted themselves: what their address
 * allows holds, and whether they must confirm or be approved. The one who gives learns nothing of them: whoever has a place
 * already, or may not come in, leaves the place to those who wait, and is told nothing.
 */
export async function handOverPlace(
  deps: RegisterDeps,
  given: PlaceToGive,
  receiver: Receiver,
  act: Act,
): Promise<void> {
  const { event, session, participant } = given;
  refuseArchived(event);
  if (!isOpen(session, deps.now())) throw new Refusal('session-closed', 'This session is over or cancelled.');
  if (event.businessOnly && isFreeMail(receiver.email.key)) throw refusedAddress('business-address');
  const addressId = participantIdOf(deps.identityKey, receiver.email.key);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const giver = await getRegistration(deps.table, session.id, given.registration.participantId);
    if (!giver || giver.handedOverAt !== undefined) return;
    if (!mayHandOver({ ...given, registration: giver }, deps.now()))
      throw new Refusal('conflict', 'There is no place (any more) that could be handed over.');
    const who = { ...(await resolveIdentity(deps.table, addressId)), addressId };
    if (who.id === participant.id || who.id === giver.participantId) throw refusedAddress('address-in-use');
    const handOver = await handOverTo(deps, { event, giver, receiver, who, act });
    if ((await writeHandOver(deps.table, handOver)) === 'written') return;
  }
  throw new Error(`A registration changed in each of ${MOST_ROUNDS} looks.`);
}

interface Giving {
  event: Event;
  giver: Registration;
  receiver: Receiver;
  who: ResolvedIdentity & { addressId: string };
  act: Act;
}

async function handOverTo(deps: RegisterDeps, giving: Giving): Promise<HandOver> {
  const { event, giver, receiver, who, act } = giving;
  const { sessionId, eventId, participantId } = giver;
  const history = historyOf(act, participantId, 'registration-cancelled', {
    ...{ sessionId, eventId, handedOver: true },
  });
  const { wish, ...comes } = whoComes(who);
  const base = { giver, at: act.at, history };
  if (wish?.blockedAt !== undefined) return { ...base, isSeatTaken: false };
  const there = await getRegistration(deps.table, sessionId, who.id);
  const write = placeOf(giving, entryOf(wish, event), there, comes.erasedBefore);
  const participant = newParticipant({ ...receiver, utm: undefined }, who.id, act.at);
  // A seat that the receiver had before is theirs, not that of the giver.
  const isSeatTaken = write.registration.seat !== write.replaces?.seat;
  return { ...base, isSeatTaken, receiver: { ...comes, participant, writes: [write] } };
}

/** How the receiver is registered from now on. */
function placeOf(
  { giver, receiver, who, act }: Giving,
  entry: ReturnType<typeof entryOf>,
  there: Registration | undefined,
  erasedBefore: string | undefined,
): RegistrationWrite {
  const { sessionId, eventId, locale } = giver;
  const wanted: Registration = {
    ...{ participantId: who.id, sessionId, eventId, ...entry, locale },
    email: receiver.email.address,
    source: 'self-registration',
    answers: {},
    createdAt: act.at,
    linkEpoch: 1,
    mailRound: 1,
    handedFrom: giver.participantId,
  };
  if (!there) return { registration: withPlaceOf(giver, wanted) };
  if (!belongsTo(there, { erasedBefore })) {
    const write = inErasedPlace(there, { registration: wanted });
    if (belongsToSomebody(write.registration) && write.registration.seat !== undefined) return write;
    return { ...write, registration: withPlaceOf(giver, write.registration) };
  }
  if (there.status === 'cancelled')
    return { registration: withPlaceOf(giver, reregister(there, wanted)), replaces: there };
  if (there.status === 'registered' || there.seat !== undefined)
    return { registration: there, replaces: there, isKept: true };
  const registration = withPlaceOf(giver, there);
  return registration.place === there.place &&
    registration.status === there.status &&
    registration.seat === there.seat
    ? { registration: there, replaces: there, isKept: true }
    : { registration: { ...registration, handedFrom: giver.participantId }, replaces: there };
}

const refusedAddress = (code: 'business-address' | 'address-in-use') =>
  new Refusal('invalid-input', 'This address cannot be taken.', [
    {
      field: 'email',
      code,
      message:
        code === 'business-address'
          ? 'The event takes business addresses only.'
          : 'This is the address that has the place.',
    },
  ]);
