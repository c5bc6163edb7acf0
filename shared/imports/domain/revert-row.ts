import { keepFormerChannel } from '../../people/domain/former-channels.ts';
import { markBefore } from './import-marks.ts';
import { Participant, type ImportMark } from '../../people/domain/participant.ts';

/** The changes that revert a row: the person's new attributes, and the groups they leave. */
interface Reversal {
  patch: { set: Record<string, unknown>; remove: string[] };
  leave: string[];
}

/**
 * Works out how to revert a row: a person whom the import made is deleted, and may be made again by one; a changed person
 * gets back the former values, with their mark.
 */
export function revertOf(
  person: Participant,
  mark: ImportMark,
  { at, by }: { at: string; by: string },
): Reversal {
  if (mark.outcome === 'created')
    return {
      patch: {
        set: { deletedAt: at, deletedBy: by, importMark: { ...mark, reverted: true } },
        remove: ['groups'],
      },
      leave: [...(person.groups ?? [])],
    };
  const importMark = markBefore(person, mark);
  const reversal: Reversal = {
    patch: importMark ? { set: { importMark }, remove: [] } : { set: {}, remove: ['importMark'] },
    leave: [],
  };
  const maps = new Map<string, Map<string, unknown>>();
  const current = new Map<string, unknown>(Object.entries(person));
  for (const [path, was] of Object.entries(mark.before ?? {})) {
    const [name = '', key] = path.split('.');
    if (path === 'groups') leaveGroups(reversal, person, was);
    else if (key !== undefined) {
      const map = maps.get(name) ?? new Map(Object.entries(current.get(name) ?? {}));
      if (was === null) map.delete(key);
      else map.set(key, was);
      maps.set(name, map);
    } else if (was === null) reversal.patch.remove.push(name);
    else reversal.patch.set[name] = was;
  }
  for (const [name, map] of maps) {
    if (map.size === 0) reversal.patch.remove.push(name);
    else reversal.patch.set[name] = Object.fromEntries(map);
  }
  keepFormerChannel(reversal.patch, person);
  return reversal;
}

function leaveGroups(reversal: Reversal, person: Participant, added: unknown): void {
  const gone = new Set(Array.isArray(added) ? added.map(String) : []);
  const left = new Set([...(person.groups ?? [])].filter((id) => !gone.has(id)));
  if (left.size > 0) reversal.patch.set['groups'] = left;
  else reversal.patch.remove.push('groups');
  reversal.leave = [...gone];
}

/** The person as they were before the row that left the mark. */
export function beforeMark(person: Participant, mark: ImportMark): Participant {
  const { patch } = revertOf(person, mark, { at: '', by: '' });
  const gone = new Set(patch.remove);
  const left = Object.entries({ ...person, ...patch.set }).filter(([name]) => !gone.has(name));
  return Participant.parse(Object.fromEntries(left));
}
