/**
 * Keys of what is done once a day.
 *
 * | what                      | where                 | item |
 * | ------------------------- | --------------------- | ---- |
 * | something done on a day   | DAY#<what>#<day> / DAY | day  |
 */
import type { Key } from './key.ts';

export const dayKey = (what: string, day: string): Key => ({ pk: `DAY#${what}#${day}`, sk: 'DAY' });
