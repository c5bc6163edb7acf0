import * as z from 'zod';
import {
  fieldNamed,
  isReadOnlyName,
  plainFields,
  readHeading,
  utmNamed,
  yieldsToVariable,
} from './headings/column-names.ts';
import { foldName } from './headings/heading-forms.ts';
import { familyNames, firstNames } from './headings/heading-words.ts';
import { isSessionHeading } from './headings/session-heading.ts';
import { wishNamed } from './headings/wish-names.ts';
import { utmNames } from '../../people/domain/participant.ts';
import { VariableName, VariableType, type Variable } from '../../variables/domain/variable.ts';

/** What columns can be mapped to, for whoever mapped one to something else. */
export const targetsText = `must be one of ${[...plainFields, 'fullName', 'id', 'ignored'].join(', ')}, utm.<${utmNames.join('|')}>, variables.<name>, new-variable:<${VariableType.options.join('|')}>`;

/**
 * The meaning of a column: a field, a custom field (existing, or to be made), a whole name to be split, the id or another
 * column of our own exports that nobody may write, or nothing.
 */
export const ColumnMeaning = z.union(
  [
    z.enum([...plainFields, 'fullName', 'id', 'read-only', 'ignored']),
    z.templateLiteral(['utm.', z.enum(utmNames)]),
    z.templateLiteral(['variables.', VariableName]),
    z.templateLiteral(['new-variable:', VariableType]),
  ],
  { error: targetsText },
);
export type ColumnMeaning = z.infer<typeof ColumnMeaning>;

export const DateOrder = z.enum(['day-first', 'month-first']);
export type DateOrder = z.infer<typeof DateOrder>;

export const DecimalSign = z.enum(['comma', 'point']);
export type DecimalSign = z.infer<typeof DecimalSign>;

/** What an unused column could become; a mapping can contain it unchanged. */
export const Suggestion = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('fullName') }),
  z.strictObject({ to: z.literal('groups') }),
  z.strictObject({ to: z.literal('new-variable'), name: VariableName, type: VariableType }),
]);

/** A column of a file, and how its cells are read. */
export const ImportColumn = z.object({
  name: z.string(),
  meaning: ColumnMeaning,
  /** Whether an organizer chose its meaning; otherwise it is guessed. */
  isAsked: z.boolean().optional(),
  /** By which type its cells are read; none are text. */
  type: VariableType.optional(),
  dateOrder: DateOrder.optional(),
  decimal: DecimalSign.optional(),
  /** The name that was chosen for a new variable. */
  variable: VariableName.optional(),
  /** What an unused column could become. */
  suggest: Suggestion.optional(),
  /** What stands between groups in one cell; without it, `;`, as our exports write them. */
  separator: z.enum([',', '|', ':::']).optional(),
  /** Filled cells that were not taken, of rows that were; of a preview, in its first rows. */
  notTaken: z.number().optional(),
});
export type ImportColumn = z.infer<typeof ImportColumn>;

/** Meanings that restrict mail. If several columns have one, the strictest applies. */
export const wishMeanings = ['status', 'optedOut', 'optedIn', 'bounced', 'complained'] as const;

/** Meanings that any number of columns may have. */
const shared = new Set<string>(['read-only', 'ignored', 'groups', ...wishMeanings]);

export const isShared = (meaning: string): boolean =>
  shared.has(meaning) || meaning.startsWith('new-variable:');

/** The first guess for a name; the farther from the field's own name, the more other columns go before it. */
interface Guess {
  meaning: ColumnMeaning;
  distance: number;
  /** A name of one whole name: what it means hangs on the others. */
  wholeName?: string | undefined;
}

/**
 * Guesses what each column means from its name. Where two claim one field, the one that is called so more closely wins, or
 * else the first. A column nobody knows is ignored, and offered as a new variable.
 */
export function guessColumns(header: string[], variables: Variable[] = []): ImportColumn[] {
  const guesses = header.map((name) => guess(name, variables));
  const has = (field: string): boolean => guesses.some(({ meaning }) => meaning === field);
  const names = { first: has('firstName'), last: has('lastName') };
  const columns: ImportColumn[] = header.map((name) => ({ name, meaning: 'ignored' }));
  const taken = new Set<string>();
  const inOrder = guesses
    .map((one, index) => ({ ...one, index }))
    .toSorted((a, b) => a.distance - b.distance);
  for (const { index, wholeName, ...one } of inOrder) {
    const name = header[index] ?? '';
    const meaning = wholeName === undefined ? one.meaning : meaningOfName(wholeName, names);
    const isTaken = taken.has(meaning) && !isShared(meaning);
    if (!isTaken) columns[index] = { name, meaning };
    if (wholeName !== undefined && columns[index]?.meaning === 'ignored')
      columns[index] = { name, meaning: 'ignored', suggest: { to: 'fullName' } };
    taken.add(meaning);
  }
  return columns;
}

/** German and French lists call the family's name `Name` and `Nom` beside the first name, Italian ones the first `Nome`. */
function meaningOfName(name: string, has: { first: boolean; last: boolean }): ColumnMeaning {
  if (has.first && has.last) return 'ignored';
  if (has.first && familyNames.has(name)) return 'lastName';
  return has.last && firstNames.has(name) ? 'firstName' : 'fullName';
}

function guess(name: string, variables: Variable[]): Guess {
  const folded = foldName(name);
  const exactly = (meaning: ColumnMeaning): Guess => ({ meaning, distance: 0 });
  if (folded === '') return exactly('ignored');
  const own = /^\s*variables\.(\S+)\s*$/.exec(name)?.[1];
  if (own !== undefined) {
    const variable = variables.find((one) => one.name === own);
    return exactly(variable ? `variables.${variable.name}` : 'ignored');
  }
  if (isSessionHeading(name)) return exactly('read-only');
  const field = fieldNamed(folded);
  const variable =
    variables.find((one) => foldName(one.name) === folded) ??
    variables.find((one) => foldName(one.label) === folded);
  if (field && !(variable && yieldsToVariable(field, folded))) return exactly(field);
  const utm = utmNamed(folded);
  if (utm) return exactly(`utm.${utm}`);
  if (isReadOnlyName(folded)) return exactly('read-only');
  return variable ? exactly(`variables.${variable.name}`) : guessByWords(name);
}

function guessByWords(name: string): Guess {
  const wish = wishNamed(name);
  if (wish === 'doubtful' || wish === 'perhaps') return { meaning: 'ignored', distance: 0 };
  if (wish && wish !== 'vague') return { meaning: wish, distance: 0 };
  const heading = readHeading(name);
  return {
    meaning: heading?.field ?? 'ignored',
    distance: heading?.distance ?? 0,
    wholeName: heading?.wholeName,
  };
}

/** Whether the rows name anybody: by address, by an id in a channel, or by the id that our exports write. */
export function hasIdentity(columns: ImportColumn[], channel?: string): boolean {
  const has = (meaning: ColumnMeaning) => columns.some((column) => column.meaning === meaning);
  return has('email') || has('id') || (has('externalId') && (channel !== undefined || has('channel')));
}

/** A name for a new variable, made from the column's: latin letters and digits, not yet used. */
export function variableNameFor(columnName: string, position: number, used: ReadonlySet<string>): string {
  const words = inLatin(columnName.replace(/^\s*variables\./, ''))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => (/[a-z]/.test(word) ? word : word.toLowerCase()));
  const joined = words
    .map(
      (word, index) =>
        (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1),
    )
    .join('')
    .slice(0, 40);
  const base = VariableName.safeParse(joined).data ?? `column${position}`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!used.has(name)) return name;
  }
}

/** Letters that no decomposition makes latin, as passports write the Russian ones. */
const latin = new Map(
  'а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya ß:ss æ:ae œ:oe ø:o ł:l đ:d'
    .split(' ')
    .map((pair) => pair.split(':'))
    .map(([letter = '', written = '']) => [letter, written] as const),
);

const inLatin = (text: string): string =>
  Array.from(text.normalize('NFC'), (letter) => {
    const written = latin.get(letter.toLowerCase());
    if (written === undefined || letter === letter.toLowerCase()) return written ?? letter;
    return written.charAt(0).toUpperCase() + written.slice(1);
  }).join('');
