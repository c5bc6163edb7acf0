import type { ImportColumn } from '../import-columns.ts';
import type { ColumnQuestion } from './column-questions.ts';

const EXAMPLES = 5;
const SHOWN = 100;

const sayings = {
  groups:
    'This column looks like groups, and nobody comes into one by it. Map it to "groups" to take them, or to "ignored" if they are not wanted.',
  ids: 'This column may hold the ids by which another system knows these people, and is not taken. Map it to "externalId" and say the "channel", or to "new-variable:text" to keep the ids as they are written; to "ignored" if they are not wanted.',
};

/**
 * Asks about columns that are not taken and may be missed: groups, and ids of another system. Without an answer nothing is
 * harmed. So the import goes on, and the questions stay with it for whoever looks later.
 */
export function askAboutLost(columns: ImportColumn[], sample: string[][]): ColumnQuestion[] {
  return columns.flatMap((column, index): ColumnQuestion[] => {
    const question = lossOf(column);
    const cells = sample.map((row) => row[index]?.trim().slice(0, SHOWN) ?? '').filter((cell) => cell !== '');
    if (question === undefined || cells.length === 0) return [];
    const examples = [...new Set(cells)].slice(0, EXAMPLES);
    const message = sayings[question];
    return [{ question, column: index + 1, columnName: column.name, examples, message, optional: true }];
  });
}

function lossOf({ name, meaning, isAsked, suggest }: ImportColumn): keyof typeof sayings | undefined {
  if (meaning !== 'ignored' || isAsked === true) return undefined;
  if (suggest?.to === 'groups') return 'groups';
  return isIdName(name) ? 'ids' : undefined;
}

/** `Record ID`, `contactId`, `user_uuid`, `ID`, `ID du contact`, `Идентификатор клиента`; not `Paid` or `Madrid`. */
const isIdName = (name: string): boolean =>
  /(?:^|[^\p{L}])(?:id|uuid|guid)[^\p{L}]*$/iu.test(unglued(name)) || idFirst.test(name.trim());

/** Elsewhere than in English and German the word comes first. */
const idFirst =
  /^(?:id|ид)[\s_-]+\p{L}|^(?:identifiant|identificador|identificativo|identificatore|идентификатор)(?!\p{L})/iu;

/** `contactId` as `contact Id`: case tells words apart where nothing else does. */
const unglued = (name: string): string => name.trim().replace(/(\p{Ll})(I[dD])$/u, '$1 $2');
