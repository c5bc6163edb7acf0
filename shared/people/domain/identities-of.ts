import type { Participant } from './participant.ts';

/** All identities of a person: their id, and those they had before a merge or a change of address. */
export const identitiesOf = ({ id, aliases = new Set() }: Participant): string[] => [id, ...aliases];
