import type { Participant } from './participant.ts';

/** Everything somebody is known by: their id, and what they were called before a merge or a change of address. */
export const identitiesOf = ({ id, aliases = new Set() }: Participant): string[] => [id, ...aliases];
