import { createHash } from 'node:crypto';

/** An id that follows from a name: the same for the same, so that whoever makes a thing twice makes one. */
export const hashedId = (prefix: string, name: string): string =>
  `${prefix}_${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
