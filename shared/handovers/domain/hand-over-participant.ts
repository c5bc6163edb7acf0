import type { Participant } from '../../people/domain/participant.ts';
import { personFieldsWith } from '../../person-fields/domain/person-field-names.ts';
import { participantStatus } from '../../people/domain/wish.ts';
import { pick } from '../../platform/values/pick.ts';

const handedOver = personFieldsWith('handOver', true);

/** The person as webhooks send them, whether a rule hands them over or a bulk action. */
export function handOverParticipant(person: Participant): Record<string, unknown> {
  const { id, source, utm = {}, variables = {}, groups = [], createdAt } = person;
  return {
    id,
    ...pick(person, handedOver),
    ...{ source, status: participantStatus(person), utm, variables, groups: [...groups], createdAt },
  };
}
