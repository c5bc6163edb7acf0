import * as z from 'zod';
import type { BulkActionKind } from './bulk-action.ts';
import type { BulkJob, BulkVerdict } from '../domain/bulk-job.ts';
import type { Event } from '../../events/domain/event.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { SessionId } from '../../platform/values/ids.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { belongsTo, type Registration } from '../../registrations/domain/registration.ts';
import { sessionStatus, type Session } from '../../events/domain/session.ts';
import { hasOptedOut, mustConfirm, participantStatus } from '../../people/domain/wish.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { inErasedPlace } from '../../registrations/table/fill-erased-place.ts';
import { getParticipant } from '../../people/table/participant-items.ts';
import { getSession } from '../../events/table/session-items.ts';
import {
  getRegistrationsIn,
  writeMarkedRegistration,
} from '../../registrations/table/write-marked-registration.ts';
import type { RegistrationWrite } from '../../registrations/table/write-registrations.ts';
import { inLine } from '../../registrations/domain/line.ts';
import { refuseArchived } from '../../registrations/usecases/refuse-closed-door.ts';
import type { BulkContext, BulkReader, BulkActionWork } from './bulk-action-work.ts';
import { eachInOrder, skipped, unchanged } from './change-people.ts';

const RegisterPeople = z.strictObject({
  type: z.literal('register'),
  sessionId: SessionId,
  notify: z.boolean().default(true),
});
type RegisterPeople = z.infer<typeof RegisterPeople>;

/** Registers people for a session. */
export const registerAction: BulkActionKind<RegisterPeople> = {
  schema: RegisterPeople,
  permission: 'people:write',
  open: openRegister,
};

const AT_ONCE = 16;

interface Occasion {
  event: Event;
  session: Session;
  notify: boolean;
}

/** Registers people for a session to come, unless they want no mail about its event or took themselves out of it. */
async function openRegister(
  reader: BulkReader,
  job: BulkJob,
  { sessionId, notify }: RegisterPeople,
): Promise<BulkActionWork> {
  const session = await getSession(reader.table, sessionId);
  const event = session && (await getEvent(reader.table, session.eventId));
  if (!event) throw new Refusal('not-found', 'There is no such session.');
  refuseArchived(event);
  if (event.kind !== 'scheduled' || sessionStatus(session, reader.now()) !== 'scheduled')
    throw new Refusal('session-closed', 'People can only be registered for a session that is still to come.');
  if (event.doubleOptIn && !notify)
    throw new Refusal(
      'invalid-input',
      'This event asks everybody to confirm by e-mail: who is not told could never confirm.',
      [{ field: 'action.notify', code: 'must-ask', message: 'Leave it out, or set it to true.' }],
    );
  const occasion = { event, session, notify };
  const standing = async (people: Participant[]) => {
    const ids = people.map((person) => person.id);
    const known = await getRegistrationsIn(reader.table, sessionId, ids);
    return (person: Participant) =>
      objectionTo(person, event) ?? standingOf(known.get(person.id), person, job);
  };
  return {
    dryRun: async (people) => {
      const verdictOf = await standing(people);
      return people.map((person) => verdictOf(person) ?? { outcome: 'changed' });
    },
    apply: async (context, people) => {
      const verdictOf = await standing(people);
      return eachInOrder(
        people,
        async (person) => verdictOf(person) ?? registerOne(context, job, occasion, person),
        AT_ONCE,
      );
    },
  };
}

function objectionTo(person: Participant, event: Event): BulkVerdict | undefined {
  const status = participantStatus(person);
  // Opted out of everything, they may have lifted that for this event.
  if (status !== 'active' && status !== 'unsubscribed') return skipped(status);
  if (hasOptedOut(person, event.id)) return skipped('unsubscribed');
  return person.email === undefined ? skipped('no-email') : undefined;
}

/** Whoever has cancelled is not registered again; whoever came back after an erasure is new there. */
function standingOf(
  registration: Registration | undefined,
  person: Participant,
  job: BulkJob,
): BulkVerdict | undefined {
  if (!registration || !belongsTo(registration, person)) return undefined;
  if (registration.invitedBy === job.id) return { outcome: 'changed' };
  return registration.status === 'cancelled' ? skipped('cancelled') : unchanged;
}

async function registerOne(
  context: BulkContext,
  job: BulkJob,
  occasion: Occasion,
  person: Participant,
  erased?: Registration,
): Promise<BulkVerdict> {
  const { session, event } = occasion;
  const at = new Date(context.now()).toISOString();
  const status = mustConfirm(person, event) ? 'pending' : 'registered';
  const write = (place: RegistrationWrite) =>
    writeMarkedRegistration(context.table, {
      write: erased ? inErasedPlace(erased, place) : place,
      mark: { jobId: job.id, participantId: person.id, at, before: {} },
    });
  const outcome = await write({
    registration: inLine(newRegistration(job, occasion, person, status, at), session),
  });
  if (outcome === 'gone') return registerOne(context, job, occasion, person);
  if (outcome === 'not-registrable') {
    const now = await getParticipant(context.table, person.id);
    if (!now) return skipped('gone');
    return objectionTo(now, event) ?? registerOne(context, job, occasion, now);
  }
  if (typeof outcome === 'string') return { outcome: 'changed' };
  const { existing } = outcome;
  return standingOf(existing, person, job) ?? registerOne(context, job, occasion, person, existing);
}

function newRegistration(
  job: BulkJob,
  { session, event, notify }: Occasion,
  person: Participant,
  status: Registration['status'],
  createdAt: string,
): Registration {
  return {
    participantId: person.id,
    sessionId: session.id,
    eventId: event.id,
    email: person.email,
    status,
    source: 'manual',
    answers: {},
    timeZone: person.timeZone,
    locale: person.locale,
    createdAt,
    linkEpoch: 1,
    mailRound: 1,
    invitedBy: job.id,
    addedBy: job.createdBy,
    ...(!notify && { quiet: true }),
  };
}
