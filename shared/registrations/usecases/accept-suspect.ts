import type { Event } from '../../events/domain/event.ts';
import { participantIdOf } from '../../people/domain/identity.ts';
import { resolveIdentity } from '../../people/table/resolve-identity.ts';
import { entryOf, type Act } from '../../people/usecases/person-act.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import { answersOf, type Registration } from '../domain/registration.ts';
import type { Suspect } from '../domain/suspect.ts';
import { getRegistration } from '../table/registration-items.ts';
import { takeSuspectAway } from '../table/suspect-items.ts';
import { refuseArchived } from './refuse-closed-door.ts';
import { registerChecked, type RegisterDeps } from './register.ts';

/**
 * Takes what seemed to be a robot's for the post of a person: they are registered as if it came now, with the mail that
 * follows, and whatever else stands in the way of a post stands in the way of this one. Twice is the same as once.
 */
export async function acceptSuspect(
  deps: RegisterDeps,
  event: Event,
  suspect: Suspect,
  act: Act,
): Promise<Registration> {
  const email = parseEmail(suspect.email ?? '');
  if (isEmailFault(email)) throw new Error('A suspected registration has no address.');
  refuseArchived(event);
  const { sessionId, eventId, consent, consents = [], timeZone, locale, told } = suspect;
  const person = { timeZone, locale, ...told };
  await registerChecked(deps, {
    event,
    request: {
      ...person,
      ...{ email, consent, answers: answersOf(suspect), consents: {}, sessionIds: [sessionId] },
    },
    byOrganizer: true,
    agreed: consents,
  });
  const { id } = await resolveIdentity(deps.table, participantIdOf(deps.identityKey, email.key));
  const registration = await getRegistration(deps.table, sessionId, id);
  if (!registration) throw new Refusal('conflict', 'Whoever sent it is on the black list.');
  const entry = entryOf(act, id, 'registration-accepted', { sessionId, eventId });
  await takeSuspectAway(deps.table, suspect, entry);
  return registration;
}
