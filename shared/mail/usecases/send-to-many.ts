import type { Event } from '../../events/domain/event.ts';
import { mergeRegistrations } from '../../merging/domain/merge-registrations.ts';
import type { Participant } from '../../people/domain/participant.ts';
import {
  formerRegistrations,
  belongsToSomebody,
  type Registration,
  type RegistrationKey,
} from '../../registrations/domain/registration.ts';
import type { Session } from '../../events/domain/session.ts';
import { allowsMail } from '../../people/domain/wish.ts';
import type { Mail } from '../render/mail.ts';
import type { LedgerMail } from '../table/mail-items.ts';
import { readRegistrant, type Registrant } from '../../registrations/table/registrant-items.ts';
import { getRegistration } from '../../registrations/table/registration-items.ts';
import { personIn, resolveIdentities } from '../../people/table/resolve-identity.ts';
import { supersedeMail } from '../table/supersede-mail.ts';
import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { RetryLater } from '../../platform/problems/retry-later.ts';
import type { MailDeps } from './registrant-mail.ts';
import { countStale } from './count-stale.ts';
import { LaterMails } from './later-mails.ts';
import { sendClaimed } from './send-claimed.ts';

export interface BulkDeps extends MailDeps {
  table: Table;
}

/**
 * The outcome of each mail. `unknown`: somebody claimed it and died; the provider may still report whether it was sent.
 * `stale`: a change has overtaken it; `late`: the time has.
 */
export type BulkOutcome = 'sent' | 'sent-before' | 'stale' | 'late' | 'not-wanted' | 'refused' | 'unknown';
export type BulkOutcomes = Partial<Record<BulkOutcome, number>>;

/** One mail to many registrants of a session. */
export interface Mailing {
  event: Event;
  session: Session;
  /** The run whose mails these are. */
  runId: string;
  /** Its name in the history, if its kind says too little. */
  template?: string;
  /** Whether it is still meant for this registration, as it is now. */
  isFor: (registration: Registration) => boolean;
  /** Whether the session still is as the mail tells. */
  holds: (session: Session) => boolean;
  /** The ledger key: two mails with the same one are the same mail. */
  messageId: (registration: RegistrationKey) => string;
  /** The message that has some of the people mailed later. */
  messageFor: (participantIds: string[]) => object;
  /** Undefined: there is nothing to tell this person. */
  compose: (registrant: Registrant) => Mail | undefined | Promise<Mail | undefined>;
}

const AT_ONCE = 5;

/**
 * Sends one mail to each of the people, never twice, and counts in the run for whom it was stale; throws when some have to be
 * tried again. For whom the provider has no room now, another message comes.
 */
export async function sendToMany(
  deps: BulkDeps,
  mailing: Mailing,
  participantIds: string[],
): Promise<BulkOutcomes> {
  const outcomes: BulkOutcomes = {};
  const stale: string[] = [];
  const people = await resolveIdentities(deps.table, participantIds);
  const again: unknown[] = [];
  const later = new LaterMails();
  await inParallel(participantIds, AT_ONCE, async (participantId) => {
    const count = (outcome: BulkOutcome) => {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      return outcome === 'stale' && stale.push(participantId);
    };
    // Who comes behind somebody that waits does so as well: nothing is read for them in vain.
    if (later.add(participantId)) return;
    const participant = personIn(people.get(participantId));
    const registration = await registrationOf(deps.table, mailing.session.id, participantId, participant);
    if (!registration || !participant || participant.deletedAt !== undefined) return void count('stale');
    if (!belongsToSomebody(registration) || !mailing.isFor(registration)) return void count('stale');
    if (!isWanted(participant, mailing.event.id)) return void count('not-wanted');
    const { event, session } = mailing;
    await sendOne(deps, mailing, { event, session, participant, registration }).then(
      count,
      (error: unknown) => later.addFor(participantId, error) || again.push(error),
    );
  });
  await countStale(deps, mailing, stale);
  throwFirst(again);
  later.throwFor(mailing.messageFor);
  return outcomes;
}

/** Whether mail about the event can and may go to the person. */
export const isWanted = (person: Participant, eventId: string): boolean =>
  person.email !== undefined && allowsMail(person, eventId);

/**
 * The person's registrations; while a merge is still moving them, what theirs and the merged one's are about to become.
 */
async function registrationOf(
  table: Table,
  sessionId: string,
  participantId: string,
  person: Participant | undefined,
): Promise<Registration | undefined> {
  const own = person && (await getRegistration(table, sessionId, person.id));
  if (person?.id === participantId) return own;
  const moving = await getRegistration(table, sessionId, participantId);
  if (!own || !belongsToSomebody(own)) return moving;
  return moving ? mergeRegistrations(moving, own.participantId, own).registration : own;
}

/** The outcome of a mail that was claimed before, or under another key. */
export const outcomeOf = {
  moved: 'stale',
  sent: 'sent-before',
  refused: 'refused',
  claimed: 'unknown',
  unknown: 'unknown',
} as const;

/** Sends a mail about a registration, unless the same was sent for one that was merged into it. */
export async function sendOne(
  deps: BulkDeps,
  mailing: Mailing,
  registrant: Registrant,
): Promise<BulkOutcome> {
  const messageId = mailing.messageId(registrant.registration);
  const { participantId, eventId } = registrant.registration;
  for (const former of formerRegistrations(registrant.registration)) {
    const fate = await supersedeMail(deps.table, mailing.messageId(former));
    if (fate) return outcomeOf[fate];
  }
  const { runId, template } = mailing;
  const mail = { participantId, eventId, runId, ...(template !== undefined && { template }) };
  const composed = await mailing.compose(registrant);
  if (!composed) return 'not-wanted';
  const seen = { holds: true };
  const outcome = await claimAndSend(deps, messageId, mail, async () => {
    const now = await readRegistrant(deps.table, { ...mail, sessionId: mailing.session.id });
    seen.holds = now === undefined || mailing.holds(now.session);
    if (!now || !isStillMeant(mailing, registrant, now)) return undefined;
    const { participant } = now;
    const isSame = participant.email === registrant.participant.email;
    return isSame ? composed : mailing.compose({ ...registrant, participant });
  });
  return outcome === 'not-wanted' && !seen.holds ? 'stale' : outcome;
}

/** The session may have been cancelled or moved since it was looked at, the place given up, the person opted out. */
function isStillMeant(mailing: Mailing, before: Registrant, now: Registrant): boolean {
  const { event, session, participant, registration } = now;
  if (participant.deletedAt !== undefined || !isWanted(participant, event.id)) return false;
  if (!mailing.holds(session)) return false;
  // A merge is at work, and its registration is not yet what it is about to become: the first look knew.
  const isMerging = formersOf(now) < formersOf(before);
  return isMerging || mailing.isFor(registration);
}

const formersOf = ({ registration }: Registrant): number => formerRegistrations(registration).length;

/** Sends a mail of a run unless it was claimed before; `composeNow` as `sendClaimed` asks for it. */
export async function claimAndSend(
  deps: BulkDeps,
  messageId: string,
  mail: LedgerMail,
  composeNow: () => Promise<Mail | undefined>,
): Promise<BulkOutcome> {
  const outcome = await sendClaimed(deps, messageId, mail, composeNow);
  return typeof outcome === 'string' ? outcome : outcomeOf[outcome.found];
}

/** Throws when some of the mails have to be tried again: what went wrong, before what is only for later. */
export function throwFirst(errors: unknown[]): void {
  if (errors.length > 0) throw errors.find((error) => !(error instanceof RetryLater)) ?? errors[0];
}
