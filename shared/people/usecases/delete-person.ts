import { deletion, restoration } from '../domain/deletion.ts';
import type { Participant } from '../domain/participant.ts';
import { isRestorable, UNDO_DAYS } from '../../platform/values/restorable.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { changeParticipant } from '../table/change-participant.ts';
import { getGroups } from '../../groups/table/group-items.ts';
import { writePerson } from './write-person.ts';
import { entryOf, type Act, type PeopleDeps } from './person-act.ts';

/**
 * Deletes a person: takes them out of lists, groups and mails. Their registrations stay, without mail, so that restoring
 * gives all of it back; so does their set of groups. Doing it twice changes nothing more.
 */
export async function deletePerson(deps: PeopleDeps, id: string, act: Act): Promise<Participant> {
  return writePerson(deps.table, id, (person) => {
    if (person.deletedAt !== undefined) return undefined;
    return changeParticipant(deps.table, {
      person,
      ...deletion(person, act.actor, act.at),
      history: [entryOf(act, person.id, 'deleted')],
    });
  });
}

/** Restores a deleted person, with the groups that still exist. */
export async function restorePerson(deps: PeopleDeps, id: string, act: Act): Promise<Participant> {
  return writePerson(deps.table, id, async (person) => {
    if (person.deletedAt === undefined) return undefined;
    if (!isRestorable(person, act.at)) {
      throw new Refusal('conflict', `What was deleted more than ${UNDO_DAYS} days ago cannot be restored.`, [
        { field: '', code: 'deleted-too-long-ago', message: 'Add the person anew.' },
      ]);
    }
    const { patch, join } = restoration([...(await getGroups(deps.table, person.groups ?? [])).keys()]);
    return changeParticipant(deps.table, {
      person,
      patch,
      join: { groupIds: join, mark: { by: act.actor, at: act.at } },
      history: [entryOf(act, person.id, 'restored')],
    });
  });
}
