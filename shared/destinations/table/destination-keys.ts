/**
 * Keys of destinations.
 *
 * | what                                        | where                                              | item            |
 * | ------------------------------------------- | -------------------------------------------------- | --------------- |
 * | destinations                                | DESTINATIONS / <destination>                       | system          |
 * | when each takes the next one                | DESTINATIONS#TURNS / <destination>                 | turns           |
 */
import type { Key } from '../../platform/table/key.ts';

export const destinationsPartition = 'DESTINATIONS';
export const systemKey = (id: string): Key => ({ pk: destinationsPartition, sk: id });
export const turnsKey = (id: string): Key => ({ pk: 'DESTINATIONS#TURNS', sk: id });
