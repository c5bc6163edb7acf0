import type { Participant } from '../../people/domain/participant.ts';
import type { Table } from '../../platform/table/table.ts';
import type { Registration } from '../../registrations/domain/registration.ts';
import type { HappenedTo } from '../domain/happening.ts';
import type { HandoverSubject } from './hand-over-body.ts';
import type { HandoverRunDeps } from './handover-runs.ts';

export interface HappeningDeps extends HandoverRunDeps {
  table: Table;
  now: () => number;
}

/** Somebody to whom something happened, as they are now. */
export interface Happened {
  happened: HappenedTo;
  subject: HandoverSubject;
  registration: Registration;
  person: Participant;
}
