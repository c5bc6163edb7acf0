import { changeName, isLater, itemNumber, sequenceNumber, type CountedChange } from './counted-change.ts';
import type { CountRecord } from './count-record.ts';

/** What the counts of a shard know of changes that they no longer list one by one. */
export interface CountedPast {
  /** No change that was written later than this second is in the log yet; all of those are in the ring. */
  loggedUntil: number;
  /** The seconds in which a recount read the items, with a margin. Whatever was written before it has seen. */
  recount?: { from: number; until: number } | undefined;
  /** Of counts of the version before, which knew only the highest sequence number (40 digits). */
  lastSequence?: string | undefined;
}

/** A change that is to be counted: what it adds is what lies between `before` and `after`. */
export interface Judged {
  fresh: CountedChange[];
  /** Records of which nobody can tell any more whether they are counted: only a recount can. */
  doubtful: number;
}

/** What is known of the changes that have left the ring. */
export interface KnownLog {
  changes: readonly CountedChange[];
  /** All changes that were written at this second or later, and are not in the ring, are among them. */
  wholeFrom: number;
}

const SEQUENCE_DIGITS = 40;

/**
 * Tells which of the records are new, in whatever order and however often they come. Answers the second from which the log
 * must be read where that depends on changes that have left the ring.
 */
export function judgeRecords(
  past: CountedPast,
  ring: readonly CountedChange[],
  records: readonly CountRecord[],
  log: KnownLog | undefined,
): Judged | { readFrom: number } {
  const known = new Map([...(log?.changes ?? []), ...ring].map((change) => [changeName(change), change]));
  const judged: Judged = { fresh: [], doubtful: 0 };
  let readFrom = Infinity;
  for (const record of records) {
    const change = changeOf(record);
    if (known.has(changeName(change)) || isSeenByRecount(past, change)) continue;
    const needed = neededFrom(past, change);
    if (needed <= past.loggedUntil && !log) readFrom = Math.min(readFrom, needed);
    const isKnown = needed > past.loggedUntil || needed >= (log?.wholeFrom ?? 0);
    const counted = isKnown && !isOfBefore(past, record) ? countedOf(past, known, change) : 'doubtful';
    if (counted === 'doubtful') judged.doubtful += 1;
    if (typeof counted === 'string') continue;
    judged.fresh.push(counted);
    known.set(changeName(counted), counted);
  }
  return readFrom < Infinity ? { readFrom } : judged;
}

const changeOf = ({ at, item, sequence, before, after }: CountRecord): CountedChange => ({
  ...{ at, before, after },
  item: itemNumber(item),
  sequence: sequenceNumber(sequence),
});

const isSeenByRecount = ({ recount }: CountedPast, { at }: CountedChange): boolean =>
  recount !== undefined && at < recount.from;

const isInRecount = ({ recount }: CountedPast, { at }: CountedChange): boolean =>
  recount !== undefined && at <= recount.until;

/** From which second on all changes must be known in order to judge this one. */
const neededFrom = (past: CountedPast, change: CountedChange): number =>
  isInRecount(past, change) && past.recount ? past.recount.from : change.at;

const isOfBefore = ({ lastSequence }: CountedPast, { sequence }: CountRecord): boolean =>
  lastSequence !== undefined && sequence.padStart(SEQUENCE_DIGITS, '0') <= lastSequence;

/**
 * How a change is counted that is not known. In the seconds in which a recount read the items, it may have read this one
 * before or after: where it knew of other changes of the item, it counted it as the latest of them left it; else only the
 * item itself could tell.
 */
function countedOf(
  past: CountedPast,
  known: ReadonlyMap<string, CountedChange>,
  change: CountedChange,
): CountedChange | 'seen' | 'doubtful' {
  if (!isInRecount(past, change)) return change;
  const latest = [...known.values()]
    .filter((one) => one.item === change.item && isInRecount(past, one) && !isSeenByRecount(past, one))
    .reduce<CountedChange | undefined>((a, b) => (a && isLater(a, b) ? a : b), undefined);
  if (!latest) return 'doubtful';
  return isLater(latest, change) ? 'seen' : { ...change, before: latest.after };
}
