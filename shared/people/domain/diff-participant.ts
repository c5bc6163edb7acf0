import { isDeepStrictEqual } from 'node:util';
import type { Participant } from './participant.ts';

/** The patch that turns one state of a person into another. */
export interface PersonPatch {
  set: Record<string, unknown>;
  remove: string[];
}

/** Finds what differs between a person as read and as they shall be; the version is set by the write itself. */
export function diffParticipant(before: Partial<Participant>, after: Partial<Participant>): PersonPatch {
  const was = new Map<string, unknown>(Object.entries(before));
  const now = new Map<string, unknown>(Object.entries(after));
  const names = [...new Set([...was.keys(), ...now.keys()])].filter(
    (name) => name !== 'version' && !isDeepStrictEqual(was.get(name), now.get(name)),
  );
  return {
    set: Object.fromEntries(names.map((name) => [name, now.get(name)])),
    remove: names.filter((name) => now.get(name) === undefined),
  };
}
