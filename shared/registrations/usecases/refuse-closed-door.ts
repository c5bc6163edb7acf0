import type { Event } from '../../events/domain/event.ts';
import { doorOf } from '../../events/domain/registration-window.ts';
import { Refusal } from '../../platform/problems/refusal.ts';

/** Refuses whoever comes while the event takes no registrations, whatever its dates are. */
export function refuseClosedDoor(event: Event, nowMs: number): void {
  const { opensAt, closesAt } = event.registration;
  switch (doorOf(event, nowMs)) {
    case 'archived':
      throw archived();
    case 'not-open-yet':
      throw new Refusal('not-open-yet', 'Registration has not opened yet.', [], { opensAt });
    case 'closed':
      throw new Refusal('registration-closed', 'Registration for this event is closed.', [], { closesAt });
    case 'open':
  }
}

/** The same for organizers, whom only an archive keeps out: they can open it again. */
export function refuseArchived({ archivedAt }: Event): void {
  if (archivedAt !== undefined) throw archived();
}

const archived = () =>
  new Refusal('event-archived', 'This event is archived. Nobody can register for it any more.');
