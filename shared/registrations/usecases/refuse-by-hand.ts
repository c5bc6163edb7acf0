import type { Event } from '../../events/domain/event.ts';
import type { ResolvedIdentity } from '../../people/table/resolve-identity.ts';
import { isUnreachable, mustConfirm, type Wish } from '../../people/domain/wish.ts';
import { Refusal, type FieldError } from '../../platform/problems/refusal.ts';

/** Refuses to enter somebody whom an organizer may not bring in; nobody but themselves lifts what they said. */
export function refuseByHand(event: Event, found: ResolvedIdentity['found'], how: { quiet: boolean }): void {
  const error = objectionByHand(event, found, how);
  if (error) throw new Refusal('invalid-input', error.message, [error]);
}

/** Why the owner of an address may not be entered by an organizer. */
export function objectionByHand(
  event: Event,
  found: ResolvedIdentity['found'],
  { quiet }: { quiet: boolean },
): FieldError | undefined {
  const said = (code: FieldError['code'], message: string): FieldError => ({ field: 'email', code, message });
  if (found?.kind === 'erased')
    return said('erased', 'This address was erased; only its owner can come back, by registering.');
  const person = found?.person;
  if (person?.blockedAt !== undefined)
    return said('blocked', 'This address is on the black list. An admin can take it off.');
  if (person?.deletedAt !== undefined)
    return said('deleted', `This person was deleted; restore participant ${person.id} first.`);
  if (!mustConfirm(person, event)) return undefined;
  if (person && isUnreachable(person)) return said('cannot-be-asked', cannotBeAsked);
  return quiet ? said('must-ask', mustAsk(person)) : undefined;
}

const cannotBeAsked =
  'This person has to confirm by e-mail, and their address takes none (any more). Let them register themselves.';

const mustAsk = (wish: Wish | undefined): string =>
  wish && (wish.optedOutAt ?? wish.optedOutEvents) !== undefined
    ? 'This person opted out and has to confirm by e-mail: leave out "notify", or let them register themselves.'
    : 'This event asks everybody to confirm by e-mail: leave out "notify", or set it to true.';
