import type {
  Attendance,
  Registration,
  RegistrationStatus,
} from '../../registrations/domain/registration.ts';
import { belongsToSomebody, makerOf, registeredSince } from '../../registrations/domain/registration.ts';

/** The better of two states survives. */
const rank: Record<RegistrationStatus, number> = {
  registered: 4,
  waitlisted: 3,
  pending: 2,
  cancelled: 1,
  suspected: 0,
};

const known: Record<Attendance['state'], number> = { attended: 2, absent: 1, unknown: 0 };

/** The outcome of merging a person's registration. */
interface MergedRegistration {
  registration: Registration;
  /** The registration of the two whose origin the result does not show any more. */
  untold?: Registration;
}

/** Makes a merged person's registration that of the survivor, who may have one in the same session already. */
export function mergeRegistrations(
  moved: Registration,
  participantId: string,
  own: Registration | undefined,
): MergedRegistration {
  const { linkEpoch, mailRound } = moved;
  const mergedFrom = {
    ...own?.mergedFrom,
    ...moved.mergedFrom,
    [moved.participantId]: { linkEpoch, mailRound },
  };
  if (!own) {
    const importMark = moved.importMark && { ...moved.importMark, merged: true };
    return { registration: { ...moved, participantId, mergedFrom, importMark } };
  }
  // Where only one of the two still has a person, they are what remains.
  if (belongsToSomebody(own) !== belongsToSomebody(moved)) return living(moved, own, mergedFrom);
  const isMovedBetter = rank[moved.status] > rank[own.status];
  const isOwnBetter = rank[moved.status] < rank[own.status];
  const isMovedOlder = registeredSince(moved) < registeredSince(own);
  const since = isMovedBetter || (!isOwnBetter && isMovedOlder) ? moved : own;
  const { status, awaits } = isMovedBetter ? moved : own;
  const registration: Registration = {
    ...own,
    status,
    awaits,
    email: own.email ?? moved.email,
    answers: { ...moved.answers, ...withoutEmpty(own.answers) },
    choices: mergedChoices(own, moved),
    consent: own.consent ?? moved.consent,
    consents: own.consents ?? moved.consents,
    timeZone: own.timeZone ?? moved.timeZone,
    locale: own.locale ?? moved.locale,
    createdAt: since.createdAt,
    source: since.source,
    madeBy: makerOf(since),
    addedBy: since.addedBy,
    movedFrom: since.movedFrom,
    handedFrom: since.handedFrom,
    movedTo: status === 'cancelled' ? (own.movedTo ?? moved.movedTo) : undefined,
    confirmedAt: since.confirmedAt,
    returnedAt: since.returnedAt,
    // What is still to be mailed about the better one must not pass for what was mailed about the own one long ago.
    mailRound: isMovedBetter ? Math.max(own.mailRound, mailRound) + 1 : own.mailRound,
    ...seatOf(status, own, moved),
    lapsedAt: status === 'cancelled' ? own.lapsedAt : undefined,
    // An import that is taken back takes what it alone had made.
    importMark: own.importMark?.importId === moved.importMark?.importId ? own.importMark : undefined,
    selfAt: own.selfAt ?? moved.selfAt,
    attendance: betterKnown(own.attendance, moved.attendance),
    mergedFrom,
  };
  return { registration, untold: since === own ? moved : own };
}

type SeatOrPlace = Pick<Registration, 'seat' | 'offer' | 'place' | 'waitsSince'>;

/** One seat of the two at most, or a place in the line; a place that is held for one of them is better than waiting for one. */
function seatOf(status: RegistrationStatus, own: Registration, moved: Registration): SeatOrPlace {
  const none = { seat: undefined, offer: undefined, place: undefined, waitsSince: undefined };
  if (status === 'registered') return { ...none, seat: own.seat ?? moved.seat };
  if (status !== 'waitlisted') return none;
  const held = [own, moved].find(({ offer }) => offer !== undefined);
  if (!held) return { ...none, ...inLineOf(own, moved) };
  return { ...none, seat: held.seat, offer: held.offer, waitsSince: held.waitsSince };
}

/** Who of the two asked first gives the place; told is who one of them told. */
function inLineOf(own: Registration, moved: Registration): Pick<Registration, 'place' | 'waitsSince'> {
  const [first, other] = [own, moved]
    .filter(({ place }) => place !== undefined)
    .toSorted((a, b) => ((a.place ?? '') <= (b.place ?? '') ? -1 : 1));
  return { place: first?.place, waitsSince: first?.waitsSince ?? other?.waitsSince };
}

function living(
  moved: Registration,
  own: Registration,
  mergedFrom: Registration['mergedFrom'],
): ReturnType<typeof mergeRegistrations> {
  if (belongsToSomebody(own)) return { registration: own };
  const { participantId, linkEpoch } = own;
  const mailRound = Math.max(own.mailRound, moved.mailRound) + 1;
  return { registration: { ...moved, participantId, linkEpoch, mailRound, mergedFrom } };
}

function withoutEmpty(answers: Registration['answers']): Registration['answers'] {
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== ''));
}

const mergedChoices = (own: Registration, moved: Registration): Registration['choices'] =>
  own.choices || moved.choices ? { ...moved.choices, ...own.choices } : undefined;

function betterKnown(own: Attendance | undefined, moved: Attendance | undefined): Attendance | undefined {
  if (!own || !moved) return own ?? moved;
  return known[moved.state] > known[own.state] ? moved : own;
}
