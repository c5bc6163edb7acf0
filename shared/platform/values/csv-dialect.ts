import * as z from 'zod';

/** Encodings a file may come in. Single-byte ones are never announced by the file itself; they are guessed. */
export const Encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1251', 'koi8-r']);
export type Encoding = z.infer<typeof Encoding>;

/** Encodings that files are written in. Excel opens UTF-8 rightly only when it begins with a mark. */
export const OutputEncoding = z.enum(['utf-8-bom', 'utf-8', 'utf-16le', 'windows-1251', 'windows-1252']);
export type OutputEncoding = z.infer<typeof OutputEncoding>;

export const Delimiter = z.enum([',', ';', '\t', '|']);
export type Delimiter = z.infer<typeof Delimiter>;

/** How a file is written. Plain data, so a job may keep it beside its cursor and parse it back. */
export const Dialect = z.object({
  encoding: Encoding,
  /** Length of the byte order mark, in bytes; 0 when there is none. */
  bomBytes: z.int().min(0).max(3),
  delimiter: Delimiter,
  quote: z.literal('"'),
  /** The first line ending met. Reading accepts all three, mixed; this one is for writing back. */
  lineEnding: z.enum(['\n', '\r\n', '\r']),
});
export type Dialect = z.infer<typeof Dialect>;
