import * as z from 'zod';
import { Delimiter, Encoding } from '../../platform/values/csv-dialect.ts';
import { reportedIssues } from '../../platform/problems/field-errors.ts';
import { GroupName } from '../../groups/domain/group.ts';
import { EventId, GroupId, SavedMappingId, SessionId } from '../../platform/values/ids.ts';
import { ImportMapping } from './import-mapping.ts';
import { ContactDetails } from '../../people/domain/participant.ts';

/** `add`: new people only. `upsert`: add and update. `update`: nobody is added. */
export const ImportMode = z.enum(['add', 'upsert', 'update']);
export type ImportMode = z.infer<typeof ImportMode>;

/** How the file is written, where the guess was wrong. */
const AskedDialect = z.strictObject({ encoding: Encoding.optional(), delimiter: Delimiter.optional() });

const OneGroup = z.union([GroupId, GroupName]);
const MOST_OPTION_GROUPS = 20;

/** The options of an import, all optional; shared by the API, the upload link and object metadata. */
export const importOptionShape = {
  /** Id or name; a group of a new name is made. */
  group: OneGroup.optional(),
  groups: z.array(OneGroup).max(MOST_OPTION_GROUPS).optional(),
  /** Registers everybody in the event's next session, or in the session named. */
  event: EventId.optional(),
  session: SessionId.optional(),
  mapping: z.union([SavedMappingId, ImportMapping]).optional(),
  mode: ImportMode.optional(),
  /** Empty cells remove known values. */
  eraseEmpty: z.boolean().optional(),
  /** The messenger channel of ids in a file that does not name it. */
  channel: ContactDetails.shape.channel.unwrap().optional(),
  /** Whether people are told of the session they are registered in. */
  notify: z.boolean().optional(),
  dialect: AskedDialect.optional(),
};

export const ImportOptions = z.strictObject({
  ...importOptionShape,
  /** Wait for an organizer's answer before anything is written. */
  hold: z.boolean().optional(),
  /** Only count what would happen. */
  dryRun: z.boolean().optional(),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

type Reading = (text: string) => unknown;
const flag: Reading = (text) =>
  ({ true: true, yes: true, '1': true, false: false, no: false, '0': false })[text.toLowerCase()] ?? text;
const list: Reading = (text) =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
const json: Reading = (text) => {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
const plain: Reading = (text) => text;

/** Object metadata that is ours; everything else belongs to the tool that uploaded the file. */
const metadata: Record<string, { option: keyof ImportOptions; read: Reading }> = {
  group: { option: 'group', read: plain },
  groups: { option: 'groups', read: list },
  event: { option: 'event', read: plain },
  session: { option: 'session', read: plain },
  mapping: { option: 'mapping', read: json },
  mode: { option: 'mode', read: (text) => text.toLowerCase() },
  'erase-empty': { option: 'eraseEmpty', read: flag },
  channel: { option: 'channel', read: (text) => text.toLowerCase() },
  'dry-run': { option: 'dryRun', read: flag },
  notify: { option: 'notify', read: flag },
  hold: { option: 'hold', read: flag },
};

/** Reads options from object metadata, whose values are ASCII: others come percent-encoded or in RFC 2047 words. */
export function readMetadata(given: Record<string, string>): ImportOptions | { fault: string } {
  const options = new Map<string, unknown>();
  for (const [name, text] of Object.entries(given)) {
    const known = Object.hasOwn(metadata, name.toLowerCase()) ? metadata[name.toLowerCase()] : undefined;
    if (known) options.set(known.option, known.read(decodeMetadata(text).trim()));
  }
  const read = ImportOptions.safeParse(Object.fromEntries(options));
  return read.success ? read.data : { fault: optionFaultText(read.error) };
}

/** Names the first option that does not read, and why. */
export function optionFaultText(error: z.ZodError): string {
  const [issue] = reportedIssues(error.issues);
  const [option = '', ...inner] = issue?.path.map(String) ?? [];
  const name = Object.entries(metadata).find(([, known]) => known.option === option)?.[0] ?? option;
  const place = inner.length === 0 ? '' : `${inner.join('.')} `;
  return `The option "${name}" cannot be taken: ${place}${issue?.message ?? 'invalid'}.`;
}

export function decodeMetadata(text: string): string {
  const words = text.replace(
    /=\?([\w-]+)\?([bq])\?([^?]*)\?=(?:\s+(?==\?))?/gi,
    (whole, charset: string, how: string, content: string) =>
      charset.toLowerCase() === 'utf-8' ? decodeWord(how, content) : whole,
  );
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}

function decodeWord(how: string, content: string): string {
  if (how.toLowerCase() === 'b') return Buffer.from(content, 'base64').toString('utf8');
  const bytes = content
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
