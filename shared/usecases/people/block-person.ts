import type { Participant } from '../../domain/participant.ts';
import { changeParticipant } from '../../table/change-participant.ts';
import { historyItem } from '../../table/history-items.ts';
import { entryOf, type Act, type PeopleDeps } from './person-act.ts';
import { writePerson } from './write-person.ts';

/** Puts a person on the black list: nobody adds, invites or mails them. Groups and registrations stay. */
export async function blockPerson(deps: PeopleDeps, id: string, act: Act): Promise<Participant> {
  return writePerson(deps.table, id, (person) =>
    person.blockedAt === undefined
      ? changeParticipant(deps.table, {
          person,
          patch: { set: { blockedAt: act.at } },
          alongside: [historyItem(deps.table, entryOf(act, person.id, 'blocked'))],
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
          patch: { remove: ['blockedAt'] },
          alongside: [historyItem(deps.table, entryOf(act, person.id, 'unblocked'))],
        }),
  );
}
