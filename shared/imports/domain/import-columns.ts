import * as z from 'zod';
import {
  fieldNamed,
  foldName,
  isReadOnlyName,
  isWholeName,
  plainFields,
  utmNamed,
  yieldsToVariable,
} from './column-names.ts';
import { utmNames } from '../../people/domain/participant.ts';
import { VariableName, VariableType, type Variable } from '../../variables/domain/variable.ts';

/** What columns can be mapped to, for whoever mapped one to something else. */
export const sayTargets = `must be one of ${[...plainFields, 'fullName', 'id', 'ignored'].join(', ')}, utm.<${utmNames.join('|')}>, variables.<name>, new-variable:<${VariableType.options.join('|')}>`;

/**
 * What a column is taken for: a field, a custom field (there already, or to be made), a whole name to be split,
 * the ids or another column of our own exports that nobody may write, or nothing.
 */
export const ColumnMeaning = z.union(
  [
    z.enum([...plainFields, 'fullName', 'id', 'read-only', 'ignored']),
    z.templateLiteral(['utm.', z.enum(utmNames)]),
    z.templateLiteral(['variables.', VariableName]),
    z.templateLiteral(['new-variable:', VariableType]),
  ],
  { error: sayTargets },
);
export type ColumnMeaning = z.infer<typeof ColumnMeaning>;

export const DateOrder = z.enum(['day-first', 'month-first']);
export type DateOrder = z.infer<typeof DateOrder>;

export const DecimalSign = z.enum(['comma', 'point']);
export type DecimalSign = z.infer<typeof DecimalSign>;

/** What an unused column could become; a mapping takes it as it stands. */
export const Suggestion = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('fullName') }),
  z.strictObject({ to: z.literal('new-variable'), name: VariableName, type: VariableType }),
]);

/** A column of a file, and how its cells are read. */
export const ImportColumn = z.object({
  name: z.string(),
  meaning: ColumnMeaning,
  /** Whether an organizer said what it means; else that is guessed. */
  isAsked: z.boolean().optional(),
  /** By which type its cells are read; none are text. */
  type: VariableType.optional(),
  dateOrder: DateOrder.optional(),
  decimal: DecimalSign.optional(),
  /** The name that was chosen for a new variable. */
  variable: VariableName.optional(),
  /** What an unused column could become. */
  suggest: Suggestion.optional(),
});
export type ImportColumn = z.infer<typeof ImportColumn>;

/** Columns that any number of columns may mean. */
const shared = new Set<string>(['read-only', 'ignored', 'groups']);

export const isShared = (meaning: string): boolean =>
  shared.has(meaning) || meaning.startsWith('new-variable:');

/**
 * Guesses what each column means from its name. The first column wins where two claim one field.
 * A column nobody knows is ignored, and offered as a new variable.
 */
export function guessColumns(header: string[], variables: Variable[] = []): ImportColumn[] {
  const taken = new Set<string>();
  // German lists call the family's name `Name` where the first name has a column of its own.
  const isFamilyName = (name: string): boolean =>
    foldName(name) === 'name' && header.some((other) => foldName(other) === 'vorname');
  return header.map((name) => {
    const meaning = isFamilyName(name) ? 'lastName' : guess(name, variables);
    if (taken.has(meaning) && !isShared(meaning)) return { name, meaning: 'ignored' };
    taken.add(meaning);
    return isWholeName(foldName(name)) && meaning === 'ignored'
      ? { name, meaning, suggest: { to: 'fullName' } }
      : { name, meaning };
  });
}

function guess(name: string, variables: Variable[]): ColumnMeaning {
  const folded = foldName(name);
  if (folded === '') return 'ignored';
  const own = /^\s*variables\.(\S+)\s*$/.exec(name)?.[1];
  if (own !== undefined) {
    const variable = variables.find((one) => one.name === own);
    return variable ? `variables.${variable.name}` : 'ignored';
  }
  const field = fieldNamed(folded);
  const variable =
    variables.find((one) => foldName(one.name) === folded) ??
    variables.find((one) => foldName(one.label) === folded);
  if (field && !(variable && yieldsToVariable(field, folded))) return field;
  const utm = utmNamed(folded);
  if (utm) return `utm.${utm}`;
  if (isReadOnlyName(folded)) return 'read-only';
  return variable ? `variables.${variable.name}` : 'ignored';
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
