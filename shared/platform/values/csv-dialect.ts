import * as z from 'zod';

/** Encodings of one byte a sign, as browsers call them. They are never announced by the file itself. */
export const SingleByteEncoding = z.enum([
  'windows-1252',
  'windows-1251',
  'koi8-r',
  'koi8-u',
  'ibm866',
  'iso-8859-5',
  'x-mac-cyrillic',
  'windows-1250',
  'iso-8859-2',
  'windows-1254',
  'windows-1253',
  'iso-8859-7',
  'windows-1257',
  'windows-1255',
  'windows-1256',
  'windows-1258',
  'windows-874',
  'macintosh',
]);
export type SingleByteEncoding = z.infer<typeof SingleByteEncoding>;

/** Encodings of East Asia, whose second bytes may look like letters or `|`. */
export const EastAsianEncoding = z.enum(['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr']);

/** Encodings a file may come in. Those of Unicode are found; of the others a few are guessed, and any can be named. */
export const Encoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  ...SingleByteEncoding.options,
  ...EastAsianEncoding.options,
]);
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
  /** Whether blanks stand around quoted cells: `a, "b"`. */
  hasSpacedQuotes: z.boolean().optional(),
  /** The first line ending met. Reading accepts all three, mixed; this one is for writing back. */
  lineEnding: z.enum(['\n', '\r\n', '\r']),
});
export type Dialect = z.infer<typeof Dialect>;
