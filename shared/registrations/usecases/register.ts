import type { Event } from '../../events/domain/event.ts';
import { variablesToFill } from '../domain/fill-variables.ts';
import { participantIdOf } from '../../people/domain/identity.ts';
import { pick } from '../../platform/values/pick.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { campaignTags } from '../domain/campaign-tags.ts';
import { entryOf, type Entry } from '../domain/entry.ts';
import { keptAnswers, type Registration } from '../domain/registration.ts';
import { asAsked, faultsOfRequest } from '../domain/registration-faults.ts';
import type { RegistrationRequest } from '../domain/registration-request.ts';
import { inLine } from '../domain/line.ts';
import type { Session } from '../../events/domain/session.ts';
import type { Suspect } from '../domain/suspect.ts';
import { resolveIdentity, type ResolvedIdentity } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import { postedZone } from '../../platform/time/posted-zone.ts';
import { keepAgreements, keepConsent } from '../table/consent-text-items.ts';
import { findObstacles } from '../table/find-obstacles.ts';
import { chooseSessions } from './choose-sessions.ts';
import { newParticipant, toldFields, whoComes } from './newcomer.ts';
import { refuseByHand } from './refuse-by-hand.ts';
import { refuseClosedDoor } from './refuse-closed-door.ts';
import { saveRegistrations, saveIgnoredPost, type SeenObstacles } from './save-registrations.ts';

export interface RegisterDeps {
  table: Table;
  identityKey: Uint8Array;
  now: () => number;
}

/** One post of a landing page, already read and checked for form. */
export interface RegistrationPosting {
  event: Event;
  request: RegistrationRequest;
  /** An organizer stands for it: whether one may register now, and whether this one may, was theirs to decide. */
  byOrganizer?: boolean;
  /** An organizer entered them: the person did not ask, and was not seen. */
  byHand?: ByHand | undefined;
  /** What was agreed to when it was posted, where that was not now. */
  agreed?: Registration['consents'];
  /** They came by the link of an invitation that was mailed to this address. */
  isInvited?: boolean;
  /** Hashes of the client's `Idempotency-Key` and of the body it came with. */
  idempotency?: { keyHash: string; bodyHash: string } | undefined;
}

/** How an organizer enters somebody. */
export interface ByHand {
  source: 'manual' | 'api';
  organizerId: string;
  /** The person is not told. */
  quiet: boolean;
  /** Where they stand among those who are entered with them. */
  line: number;
}

const SUSPECT_DAYS = 30;
const IDEMPOTENCY_HOURS = 24;
/** Moves of one person to another address that one post waits out. */
const MOST_MOVES = 5;

/**
 * Registers somebody. Returns nothing: the answer to the outside is the same for everyone, known, unknown,
 * registered before or opted out. Throws a `Refusal` for what is wrong with the post itself.
 */
export async function register(deps: RegisterDeps, posting: RegistrationPosting): Promise<void> {
  const { event, request } = posting;
  refuseClosedDoor(event, deps.now());
  const errors = faultsOfRequest(event, request);
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some answers need another look.', errors);
  await registerChecked(deps, { ...posting, request: asAsked(event, request) });
}

/** The same for a post whose answers were held against the form when it came. */
export async function registerChecked(deps: RegisterDeps, posting: RegistrationPosting): Promise<void> {
  const { event, byOrganizer } = posting;
  const request = withZone(posting.request);
  const addressId = participantIdOf(deps.identityKey, request.email.key);
  const lookout = lookOut(deps.table, addressId);
  const expect = lookout.begin;
  const choosing = chooseSessions(deps, event, request.sessionIds, { byOrganizer, expect });
  for (let round = 0; round < MOST_MOVES; round += 1) {
    const [identity, sessions] = await Promise.all([resolveIdentity(deps.table, addressId), choosing]);
    const who = { ...identity, addressId };
    const ids = sessions.map(({ id }) => id);
    const seen = await (lookout.take(who.id, ids) ?? findObstacles(deps.table, who.id, ids));
    if ((await registerAs(deps, { ...posting, request }, who, sessions, seen)) === 'settled') return;
  }
  throw new Error('The person of an address moved with every look.');
}

/** What stands in the way of whoever has the address, looked up beside all else: mostly it is they, in these sessions. */
function lookOut(table: Table, addressId: string) {
  let begun: { ids: string[]; found: Promise<SeenObstacles> } | undefined;
  return {
    begin: (ids: string[]): void => {
      const found = findObstacles(table, addressId, ids);
      // Told to whoever takes it; where the post is refused, nobody does.
      found.catch(() => undefined);
      begun = { ids, found };
    },
    /** What was found, once, if it is about this person and these sessions. */
    take: (id: string, ids: string[]): Promise<SeenObstacles> | undefined => {
      const { found } = begun && id === addressId && String(begun.ids) === String(ids) ? begun : {};
      begun = undefined;
      return found;
    },
  };
}

/** Browsers may tell a zone that nobody can look up (`Etc/Unknown`), or write it their own way. */
function withZone({ timeZone, ...request }: RegistrationRequest): RegistrationRequest {
  return { ...request, timeZone: timeZone === undefined ? undefined : postedZone(timeZone) };
}

/** Registers the person whom the address leads to, or who is born with it. */
async function registerAs(
  deps: RegisterDeps,
  posting: RegistrationPosting,
  { id, found, addressId }: ResolvedIdentity & { addressId: string },
  sessions: Session[],
  seen: SeenObstacles,
): Promise<'settled' | 'moved'> {
  const { event, request } = posting;
  if (posting.byHand) refuseByHand(event, found, posting.byHand);
  const { wish, known, ...comes } = whoComes({ id, found, addressId });
  const now = new Date(deps.now()).toISOString();
  const entry = entryOf(wish, event, posting.byOrganizer);
  const consents = posting.agreed ?? (await keepAgreements(deps.table, event, request));
  const registrations = sessions.map((session) => ({
    ...newRegistration(posting, id, session, entry, now),
    ...(consents.length > 0 && { consents }),
  }));
  const idempotency = posting.idempotency && {
    ...posting.idempotency,
    eventId: event.id,
    expiresAt: secondsFrom(deps.now(), IDEMPOTENCY_HOURS),
  };
  if (request.website) {
    // Robots get the same answer as people; what they sent is kept aside for organizers to look at.
    const told = { ...pick(request, toldFields), utm: request.utm };
    const suspects = registrations.map((one): Suspect => ({ ...one, status: 'suspected', told }));
    return saveIgnoredPost(
      deps.table,
      { suspects, expiresAt: secondsFrom(deps.now(), SUSPECT_DAYS * 24) },
      idempotency,
    );
  }
  if (wish?.blockedAt !== undefined) return saveIgnoredPost(deps.table, { blockedId: id }, idempotency);
  const consent = await keepConsent(deps.table, event.id, request);
  const filled = variablesToFill(event.form.fields, request.answers, known?.variables);
  const post = {
    participant: newParticipant(request, id, now, posting.byHand),
    ...{ known, ...comes },
    filled: Object.keys(filled).length > 0 ? filled : undefined,
    writes: registrations.map((one, at) => ({
      registration: inLine({ ...one, consent }, sessions[at] ?? {}, posting.byHand?.line),
    })),
    idempotency,
  };
  return saveRegistrations(deps.table, post, seen);
}

const secondsFrom = (nowMs: number, hours: number): number => Math.floor(nowMs / 1000) + hours * 3600;

function cameFrom({ referrer, gclid }: RegistrationRequest): Pick<Registration, 'cameFrom'> {
  if (referrer === undefined && gclid === undefined) return {};
  return { cameFrom: { referrer, gclid } };
}

function newRegistration(
  { event, request, byHand, isInvited }: RegistrationPosting,
  participantId: string,
  session: Session,
  entry: Entry,
  now: string,
): Registration {
  return {
    participantId,
    sessionId: session.id,
    eventId: event.id,
    email: request.email.address,
    ...entry,
    source: byHand?.source ?? 'self-registration',
    ...(byHand && { addedBy: byHand.organizerId, ...(byHand.quiet && { quiet: true }) }),
    ...(isInvited === true && { invited: true as const }),
    ...keptAnswers(request.answers),
    consent: request.consent,
    ...cameFrom(request),
    timeZone: request.timeZone,
    locale: request.locale,
    utm: campaignTags(request.utm),
    createdAt: now,
    linkEpoch: 1,
    mailRound: 1,
  };
}
