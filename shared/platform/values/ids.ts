import * as z from 'zod';

/** What an id names: the prefix makes a stray id recognizable in a log or a file. */
export type IdPrefix =
  | 'evt'
  | 'ses'
  | 'imp'
  | 'exp'
  | 'par'
  | 'grp'
  | 'flt'
  | 'map'
  | 'blk'
  | 'dbl'
  | 'mrg'
  | 'act'
  | 'rct'
  | 'jdg'
  | 'dst'
  | 'ati';

const RANDOM_BYTES = 10;

/**
 * A time-ordered id, `<prefix>_<32 hex>`: 48 bits of milliseconds, then 80 random bits.
 * Ids of one kind sort by creation, which gives the newest-first lists without another attribute.
 */
export function newId(prefix: IdPrefix, nowMs: number, random: (bytes: number) => Uint8Array): string {
  const time = Math.floor(nowMs).toString(16).padStart(12, '0');
  return `${prefix}_${time}${Buffer.from(random(RANDOM_BYTES)).toString('hex')}`;
}

export const idOf = (prefix: IdPrefix) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9a-f]{32}$`), `must look like ${prefix}_0123456789abcdef…`);

export const EventId = idOf('evt');
export const SessionId = idOf('ses');
export const ImportId = idOf('imp');
export const AttendanceImportId = idOf('ati');
export const ExportId = idOf('exp');
export const ParticipantId = idOf('par');
export const GroupId = idOf('grp');
export const SavedFilterId = idOf('flt');
export const SavedMappingId = idOf('map');
export const BulkJobId = idOf('blk');
export const DuplicatesJobId = idOf('dbl');

/** The 32 hex digits of an id. */
export function idDigits(id: string): string {
  return id.slice(id.indexOf('_') + 1);
}
