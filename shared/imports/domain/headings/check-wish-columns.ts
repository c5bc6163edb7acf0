import { readAnswer } from '../../../platform/values/text/yes-no.ts';
import { fieldNamed, isGroupLike } from './column-names.ts';
import { foldName } from './heading-forms.ts';
import { wishMeanings, type ImportColumn } from '../import-columns.ts';
import { parseConsentCell } from '../cells/parse-consent-cell.ts';
import { isRestricting, readStatus, isStatusWord } from './status-words.ts';
import { refusesMail, saysNoMail, wishNamed } from './wish-names.ts';

/**
 * What becomes of a column that may tell who wants no mail, after a look at its cells:
 *
 * - `kept`: the guess stays;
 * - `dropped`: the column is something else;
 * - `ask`: only the organizer knows;
 * - `ask-if-alone`: it speaks of a wish that another column may hold; without such a column, ask.
 */
type Verdict = 'kept' | 'dropped' | 'ask' | 'ask-if-alone';

/** Headings that are as often the organizer's own as a status of mail. */
const general = new Set(['status', 'статус', 'statut', 'état', 'etat']);

const isWish = (meaning: string): boolean => wishMeanings.some((wish) => wish === meaning);

/** Positions of columns: `dropped` were taken for a wish and hold none, `asked` may hold one, which only the organizer knows. */
export function checkWishColumns(
  columns: ImportColumn[],
  cellsOf: (index: number) => string[],
): { dropped: Set<number>; asked: Set<number> } {
  const verdicts = columns.map((column, index) => verdictOn(column, cellsOf(index)));
  const isTold = columns.some(
    ({ meaning }, index) => isWish(meaning) && verdicts[index] === 'kept' && cellsOf(index).length > 0,
  );
  const those = (isOne: (verdict: Verdict) => boolean): Set<number> =>
    new Set(verdicts.flatMap((verdict, index) => (isOne(verdict) ? [index] : [])));
  return {
    dropped: those((verdict) => verdict !== 'kept'),
    asked: those((verdict) => verdict === 'ask' || (verdict === 'ask-if-alone' && !isTold)),
  };
}

function verdictOn(column: ImportColumn, cells: string[]): Verdict {
  if (column.isAsked || cells.length === 0) return 'kept';
  if (isWish(column.meaning)) return verdictOnWish(column, cells);
  if (column.meaning !== 'ignored' || column.suggest) return 'kept';
  if (isGroupLike(column.name)) return cells.some(isTaggedNo) ? 'ask' : 'kept';
  const name = wishNamed(column.name);
  if (name === 'doubtful') return cells.some(isAnswer) ? 'ask' : 'ask-if-alone';
  if (name === 'vague') return cells.every(isAnswer) ? 'ask' : 'kept';
  if (name === 'perhaps') return cells.some(isNo) ? 'ask' : 'kept';
  const isSaid = cells.every((cell) => isStatusWord(cell) || saysNoMail(cell)) && cells.some(saysNo);
  return isSaid ? 'ask' : 'kept';
}

function verdictOnWish({ name, meaning }: ImportColumn, cells: string[]): Verdict {
  const folded = foldName(name);
  if (general.has(folded)) {
    if (cells.some((cell) => isStatusWord(cell) && !isOfOrders(cell))) return 'kept';
    return cells.every(isOfOrders) || cells.some(saysNoMail) ? 'ask' : 'dropped';
  }
  // A column that is called so is one, whatever it holds: its rows fail rather than be written to.
  if (meaning === 'optedOut' && fieldNamed(folded) === 'optedOut') return 'kept';
  const isKnown = (cell: string): boolean =>
    meaning === 'status' ? readStatus(cell) !== 'unknown' : parseConsentCell(cell) !== undefined;
  if (cells.some(isKnown)) return 'kept';
  return cells.some(isAnswer) ? 'ask' : 'ask-if-alone';
}

/** Kit says `cancelled` of people who left; other programs say it of orders and appointments. */
const isOfOrders = (cell: string): boolean => /^cancell?ed$/i.test(cell);

/** Whether one of the tags in a cell is for those who want no mail: `customer, unsubscribed`. */
const isTaggedNo = (cell: string): boolean =>
  cell.split(/[,;|]|:::/u).some((tag) => tag.trim().split(/\s+/u).length <= 3 && isOfNoMail(tag));
const isOfNoMail = (tag: string): boolean => ['optedOut', 'bounced'].includes(wishNamed(tag) ?? '');

const isNo = (cell: string): boolean => readAnswer(cell) === false || saysNo(cell);
const isAnswer = (cell: string): boolean => readAnswer(cell) !== undefined || saysNo(cell);
const saysNo = (cell: string): boolean => isRestricting(readStatus(cell)) || refusesMail(cell);
