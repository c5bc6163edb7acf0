import type { Participant } from '../domain/participant.ts';
import { changeParticipant } from '../table/change-participant.ts';
import { entryOf, type Act, type PeopleDeps } from './person-act.ts';
import { writePerson } from './write-person.ts';

/**
 * Puts a person on the black list: nobody adds, invites or mails them. Groups and registrations stay. Whom only a bulk action
 * had blocked stays there when that is taken back.
 */
export async function blockPerson(deps: PeopleDeps, id: string, act: Act): Promise<Participant> {
  return writePerson(deps.table, id, (person) =>
    person.blockedAt === undefined || person.blockedBy !== undefined
      ? changeParticipant(deps.table, {
          person,
          patch: { set: { blockedAt: person.blockedAt ?? act.at }, remove: ['blockedBy'] },
          history: [entryOf(act, person.id, 'blocked')],
        })
      : undefined,
  );
}

/** Takes a person off the black list; what they said themselves about mail stands. */
export async function unblockPerson(deps: PeopleDeps, id: string, act: Act): Promise<Participant> {
  return writePerson(deps.table, id, (person) =>
    person.blockedAt === undefined
      ? undefined
      : changeParticipant(deps.table, {
          person,
          patch: { remove: ['blockedAt', 'blockedBy'] },
          history: [entryOf(act, person.id, 'unblocked')],
        }),
  );
}
